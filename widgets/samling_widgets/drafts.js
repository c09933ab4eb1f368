// What somebody has begun to write and not hung up yet. It is kept as typed, with the writer's own answers, where nobody
// else can read it; what a mentor types in is kept among the mentors. A page that is loaded again shows it once more.

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./board.js").Board} Board */
/** Something begun, ready for JSON. @typedef {Record<string, any>} Begun */

/** The answer, and the mentors' thing, it is kept in. */
const FIELD = "draft";
const THING = "draft-writing";
/** Milliseconds after the last key. */
const PAUSE = 600;

/** By page part: what was begun, hung up (null) or left (null) since the page was opened. @type {Map<string, Map<string, Begun | null>>} */
const here = new Map();

/** What is begun on one exercise's page, by place. */
export class Drafts {
  /** @type {Map<string, Begun | null>} */ #here;
  /** @type {Record<string, Begun>} */ #stored = {};
  #told = false;
  /** Takes whether it may wait a moment. @type {((begun: Record<string, Begun>, waits: boolean) => void) | null} */ #write = null;

  /**
   * @param {string} key of the page part
   * @param {(begun: Record<string, Begun>) => void} found gets what was begun on an earlier page, once it is known
   */
  constructor(key, found) {
    this.#here = here.get(key) ?? new Map();
    here.set(key, this.#here);
    this.found = found;
  }

  /** What is begun at a place, here or earlier. @param {string} place @returns {Begun | null} */
  at(place) {
    return this.#all()[place] ?? null;
  }

  /** Keep what is begun at a place; null when it was hung up or left. @param {string} place @param {Begun | null} begun */
  keep(place, begun) {
    if (JSON.stringify(this.at(place)) === JSON.stringify(begun)) return;
    this.#here.set(place, begun);
    this.#write?.(this.#all(), begun !== null);
  }

  /** Keep it with a participant's own answers. @param {Answers} answers */
  keepIn(answers) {
    const saver = answers.field(FIELD);
    const text = (/** @type {Record<string, Begun>} */ begun) => (Object.keys(begun).length ? JSON.stringify(begun) : "");
    this.#write = (begun) => { if (saver.loaded && text(begun) !== saver.text) saver.edit(text(begun)); };
    answers.show(() => {
      if (!saver.loaded) return;
      if (saver.state !== "conflict") return this.#stands(parsed(saver.text));
      // Another page of the same writer: what was touched here is laid over what stands there.
      this.#stored = parsed(saver.other?.text ?? "");
      saver.edit(text(this.#all()));
      saver.resolve("mine");
    });
    if (answers.loaded) answers.ask();
  }

  /** Keep what a mentor types in among the mentors. @param {Board} board */
  keepOn(board) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let pause;
    /** @type {(() => void) | null} */
    let put = null;
    const flush = () => {
      clearTimeout(pause);
      put?.();
      put = null;
    };
    // Every writing on a board is told to the whole group's pages, so a key at a time would be too often.
    this.#write = (begun, waits) => {
      put = () => { if (board.loaded) board.put(THING, Object.keys(begun).length ? { begun } : null); };
      clearTimeout(pause);
      if (waits) pause = setTimeout(flush, PAUSE);
      else flush();
    };
    addEventListener("pagehide", flush, { signal: board.signal });
    board.signal.addEventListener("abort", flush);
    board.show(() => { if (board.loaded) this.#stands(board.value(THING)?.begun ?? {}); });
  }

  /** @param {Record<string, Begun>} stored */
  #stands(stored) {
    this.#stored = stored;
    if (this.#told) return;
    this.#told = true;
    this.found(Object.fromEntries(Object.entries(stored).filter(([place]) => !this.#here.has(place))));
    if (this.#here.size) this.#write?.(this.#all(), true);
  }

  /** @returns {Record<string, Begun>} */
  #all() {
    const all = { ...this.#stored, ...Object.fromEntries(this.#here) };
    return /** @type {Record<string, Begun>} */ (Object.fromEntries(Object.entries(all).filter(([, begun]) => begun !== null)));
  }
}

/** What a stored text holds; nothing when it holds something else. @param {string} text @returns {Record<string, Begun>} */
function parsed(text) {
  try {
    const found = JSON.parse(text || "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}
