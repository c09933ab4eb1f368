// What hangs on the journey, read from the board, and where things go when somebody moves them. Nothing is drawn here.

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./board.js").Value} Value */
/** @typedef {{ id: string, title: string }} Named */
/** @typedef {{ title: string, privacy: string, prompts: string[], fields: [], gathering: string, phases: Named[], kinds: (Named & { letter: string })[], marks: Named[], sheets: Named[], steps: string[] }} Definition */
/** A phase. @typedef {{ name: string, id: string, title: string, order: number }} Phase */
/** `name` as the board knows it, `value` as it shows. @typedef {{ name: string, value: Value }} Item */

export const PHASE = "phase-";
export const NOTE = "note-";
const PROPOSAL = "proposal-";
export const SHOWN = "lead-shown";
/** Where notes stand whose phase was taken away. */
export const STRAY = "";
export const TEXT_MOST = 280;
export const TITLE_MOST = 60;

/** One journey as it stands on a board. */
export class Journey {
  /**
   * @param {Board} board
   * @param {Definition} definition
   * @param {ReadonlyMap<string, { before: Value }>} [editing] what is being changed here stays in sight, though somebody took it away
   */
  constructor(board, definition, editing = new Map()) {
    this.board = board;
    this.definition = definition;
    this.editing = editing;
  }

  /** @returns {Phase[]} */
  phases() {
    return this.#items(PHASE).map(({ name, value }) => ({ name, id: name.slice(PHASE.length), title: value.title, order: value.order }));
  }

  /** The notes of each phase in order; those without a phase under `STRAY`. @param {Phase[]} [phases] @returns {Map<string, Item[]>} */
  notes(phases = this.phases()) {
    /** @type {Map<string, Item[]>} */
    const found = new Map([[STRAY, []], ...phases.map(({ id }) => /** @type {[string, Item[]]} */ ([id, []]))]);
    for (const note of this.#items(NOTE)) (found.get(note.value.phase) ?? /** @type {Item[]} */ (found.get(STRAY))).push(note);
    return found;
  }

  /** All proposals in order. */
  proposals() {
    return this.#items(PROPOSAL);
  }

  /** What stands under a name and may be written: an edit of one's own, and what somebody else took away meanwhile. @param {string} name @returns {Value | null} */
  shown(name) {
    const own = this.board.state(name);
    const refused = own && own.value === null && own.state !== "saving";
    return (refused ? own.theirs?.value ?? this.board.told.get(name)?.value : this.board.value(name)) ?? this.editing.get(name)?.before ?? null;
  }

  /** The revision a thing has, for whoever begins to change it. @param {string} name */
  revision(name) {
    return this.board.told.get(name)?.revision ?? 0;
  }

  /** What the wall shows large: a phase's id, "sheets", or null for the whole road. @returns {string | null} */
  large() {
    const shown = this.board.value(SHOWN);
    return shown && shown.gathering === this.definition.gathering ? shown.phase : null;
  }

  /** Change something of a thing. @param {string} name @param {Value} change */
  change(name, change) {
    const now = this.board.value(name);
    if (now) this.board.put(name, { ...now, ...change });
  }

  /** Hang a thing at a place among others; where there is no room between two, they all move up. @param {Item[]} others in order @param {number} index @param {string} name @param {Value} value */
  hang(others, index, name, value) {
    const [before, after] = [others[index - 1], others[index]];
    const order = between(before?.value.order, after?.value.order);
    if (order !== null) return this.board.put(name, { ...value, order });
    const all = [...others.slice(0, index), { name, value }, ...others.slice(index)];
    all.forEach((one, number) => this.board.put(one.name, { ...one.value, order: number + 1 }));
    return undefined;
  }

  /** @param {string} prefix @returns {Item[]} */
  #items(prefix) {
    const { told, pending } = this.board;
    /** @type {Item[]} */
    const found = [];
    /** @param {string} name */
    const take = (name) => {
      const value = name.startsWith(prefix) ? this.shown(name) : null;
      if (value) found.push({ name, value });
    };
    for (const name of told.keys()) take(name);
    for (const name of new Set([...pending.keys(), ...this.editing.keys()])) if (!told.has(name)) take(name);
    return found.sort(inOrder);
  }
}

/** The same order on every page, and in the kernel: by `order`, and by name where two are equal. @param {Item} a @param {Item} b */
function inOrder(a, b) {
  return a.value.order - b.value.order || (a.name < b.name ? -1 : 1);
}

/** A place between two, or null where no number lies between. @param {number | undefined} before @param {number | undefined} after */
export function between(before, after) {
  if (before === undefined) return after === undefined ? 1 : after - 1;
  if (after === undefined) return before + 1;
  const middle = (before + after) / 2;
  return middle > before && middle < after ? middle : null;
}
