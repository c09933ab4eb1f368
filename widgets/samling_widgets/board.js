// A board in the page: what the group makes together, as the kernel tells it, with what is written here laid over it
// until the database has it. What is not yet safe stays in `pending`, in memory only, so that a page whose widgets are
// built anew shows it again. Nothing written here is ever dropped without its writer seeing it.

import { goOn, same, written } from "./board_pending.js";
import { OwnWords } from "./own_words.js";
import { TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {import("@anywidget/types").AnyModel<any>} Model */
/** @typedef {Record<string, any>} Value */
/** `first` and `at`: ISO 8601. @typedef {{ name: string, value: Value | null, revision: number, first: string, at: string }} Thing */
/** @typedef {{ id: string, seat: number | null, nickname: string, here: boolean, me: boolean }} Person */
/** @typedef {import("./board_pending.js").Pending} Pending */
/** @typedef {{ reason: string }} Outcome an action's: an empty reason when it was done */

const FIRST_RETRY = 2000;
const LAST_RETRY = 15000;
/** Reasons that trying again mends. */
const PASSING = new Set(["no-answer", "busy", "full", "database"]);

/** By exercise and board. @type {Map<string, Map<string, Pending>>} */
const kept = new Map();

/** A name nobody else gives a thing. @param {string} stem */
export function freshName(stem) {
  return `${stem}-${crypto.getRandomValues(new Uint32Array(3)).reduce((name, part) => name + part.toString(36).padStart(7, "0"), "")}`;
}

/** One board of a widget. */
export class Board {
  /** What the kernel told, by name. @type {Map<string, Thing>} */ told = new Map();
  /** @type {Person[]} */ people = [];
  /** One's own place among the people, null for a mentor and a wall. @type {string | null} */ me = null;
  /** What the rules say follows from it. @type {Record<string, any>} */ view = {};
  /** @type {"open" | "closed" | "alone" | "unknown"} */ standing = "unknown";
  reminded = true;
  loaded = false;
  unreachable = false;
  /** @type {Map<string, Pending>} */ pending;
  connected = true;
  /** Server's clock minus the page's, in seconds. */ #ahead = 0;
  /** @type {Set<(changed: Set<string> | null) => void>} */ #views = new Set();
  /** @type {Map<number, (outcome: Outcome) => void>} */ #acting = new Map();
  #opening = 0;
  #retry = FIRST_RETRY;
  #said = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #again;

  /**
   * @param {Model} model
   * @param {HTMLElement} root events start here
   * @param {string} name as the kernel calls the board
   * @param {AbortSignal} signal
   */
  constructor(model, root, name, signal) {
    this.model = model;
    this.root = root;
    this.name = name;
    this.signal = signal;
    this.key = `${model.get("exercise") ?? model.get("gathering") ?? ""}/${name}`;
    this.pending = kept.get(this.key) ?? new Map();
    kept.set(this.key, this.pending);
    this.words = new OwnWords(this);
  }

  /** Call `view` at every change from now on, with the names that changed (null: all), and once at once. @param {(changed: Set<string> | null) => void} view */
  show(view) {
    this.#views.add(view);
    view(null);
  }

  /** Begin to listen, and ask how things stand. */
  start() {
    const { signal } = this;
    /** @param {any} message */
    const receive = (message) => this.#receive(message);
    this.model.on("msg:custom", receive);
    document.addEventListener("samling:connection", (event) => this.#connection(event), { signal });
    // A phone that slept: its timers stood still, and its socket may be gone without a word.
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.connected) this.#open(); }, { signal });
    addEventListener("beforeunload", (event) => { if (this.pending.size) event.preventDefault(); }, { signal });
    signal.addEventListener("abort", () => {
      this.model.off("msg:custom", receive);
      clearTimeout(this.#patience);
      clearTimeout(this.#again);
      this.#views.clear();
    });
    this.#open();
  }

  /** The server's time now, in seconds. */
  now() {
    return Date.now() / 1000 + this.#ahead;
  }

  /** What stands under a name, what is written here laid over it. @param {string} name @returns {Value | null} */
  value(name) {
    const own = this.pending.get(name);
    return own ? own.value : this.told.get(name)?.value ?? null;
  }

  /** The things whose names begin so, oldest first. @param {string} prefix @returns {Thing[]} */
  under(prefix) {
    const names = new Set([...this.told.keys(), ...this.pending.keys()].filter((name) => name.startsWith(prefix)));
    const found = [...names].map((name) => {
      const thing = this.told.get(name);
      const far = "9999";
      return { name, value: this.value(name), revision: thing?.revision ?? 0, first: thing?.first ?? far, at: thing?.at ?? far };
    });
    return found.filter(({ value }) => value !== null).sort((a, b) => a.first.localeCompare(b.first) || a.name.localeCompare(b.name));
  }

  /**
   * Write a thing; null takes it away. It is sent until the database has it. While something of the same name is on its
   * way, the newest waits for its answer: sent at once, it would clash with its own writer.
   * @param {string} name
   * @param {Value | null} value
   * @param {number} [seen] the revision its writer began from, where others' may have come since
   */
  put(name, value, seen) {
    const before = this.pending.get(name);
    if (before && before.state !== "clash") before.value = value;
    else this.pending.set(name, written(value, before?.theirs?.revision ?? seen ?? this.told.get(name)?.revision ?? 0));
    if (before?.request === undefined || before.request === null) this.#push(name);
    this.#changed(new Set([name]));
  }

  /** Let go of what is written here and not safe: what stands in the database shows again. @param {string} name */
  drop(name) {
    if (this.pending.delete(name)) this.#changed(new Set([name]));
  }

  /** After a clash: which of the two shall stand. @param {string} name @param {"mine" | "theirs"} choice */
  resolve(name, choice) {
    const own = this.pending.get(name);
    if (!own) return;
    if (choice === "theirs") this.drop(name);
    else this.put(name, own.value);
  }

  /** Let two texts stand, the second beside the first under a name of its own. @param {string} stem @param {Value} value */
  putBeside(stem, value) {
    this.put(freshName(stem), value);
  }

  /** Show a thing anew. @param {string} name */
  changed(name) {
    this.#changed(new Set([name]));
  }

  /** How something written here stands: nothing when it is safe. @param {string} name */
  state(name) {
    return this.pending.get(name);
  }

  /**
   * Ask the kernel to do something. Resolves when it is done or refused; never rejects.
   * @param {string} action
   * @param {object} [more]
   * @returns {Promise<Outcome>}
   */
  act(action, more = {}) {
    return new Promise((resolve) => {
      const request = nextRequest();
      const patience = setTimeout(() => this.#acted(request, "no-answer"), TIMEOUT);
      this.#acting.set(request, (outcome) => { clearTimeout(patience); resolve(outcome); });
      if (!this.#send({ ...more, kind: "board-act", board: this.name, request, action })) this.#acted(request, "no-answer");
    });
  }

  /** Somebody has been reminded of confidentiality. */
  setReminded() {
    this.reminded = true;
    this.#send({ kind: "board-reminded", board: this.name });
    this.#changed(new Set());
  }

  #open() {
    clearTimeout(this.#patience);
    this.#opening = nextRequest();
    this.#patience = setTimeout(() => this.#unanswered(), TIMEOUT);
    if (!this.#send({ kind: "board-open", board: this.name, request: this.#opening })) this.#unanswered();
  }

  #unanswered() {
    clearTimeout(this.#patience);
    this.unreachable = true;
    this.#patience = setTimeout(() => this.#open(), TIMEOUT);
    this.#changed(new Set());
  }

  /** @param {Record<string, unknown>} message */
  #send(message) {
    try {
      this.model.send(message);
    } catch {
      return false;
    }
    return true;
  }

  /** @param {string} name */
  #push(name) {
    const own = this.pending.get(name);
    if (!own || !this.connected) return this.#fail(name, "no-answer");
    own.request = nextRequest();
    own.state = own.state === "unsaved" ? "unsaved" : "saving";
    own.sent = own.value;
    const { request } = own;
    setTimeout(() => { if (this.pending.get(name)?.request === request) this.#fail(name, "no-answer"); }, TIMEOUT);
    const sent = this.#send({ kind: "board-put", board: this.name, request, name, value: own.value, base: own.base });
    return sent ? undefined : this.#fail(name, "no-answer");
  }

  /** @param {string} name @param {string} reason */
  #fail(name, reason) {
    const own = this.pending.get(name);
    if (!own) return;
    if (reason === "no-answer" && own.request !== null && own.lost === undefined) own.lost = own.sent;
    own.request = null;
    own.reason = reason;
    own.state = PASSING.has(reason) ? "unsaved" : "refused";
    if (own.state === "unsaved" && this.connected) this.#later();
    this.#changed(new Set([name]));
  }

  #later() {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#resend(), this.#retry);
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
  }

  #resend() {
    if (this.signal.aborted) return;
    for (const [name, own] of this.pending) if (own.state === "unsaved" || (own.state === "saving" && own.request === null)) this.#push(name);
  }

  /** @param {any} message */
  #receive(message) {
    if (message?.board !== this.name) return;
    if (message.kind === "board") this.#stands(message);
    else if (message.kind === "board-refused" && message.request === this.#opening) this.#unanswered();
    else if (this.#acting.has(message.request)) this.#acted(message.request, message.kind === "board-refused" ? message.reason : "");
    else if (message.name) this.#answered(message);
  }

  /** @param {number} request @param {string} reason */
  #acted(request, reason) {
    const done = this.#acting.get(request);
    this.#acting.delete(request);
    done?.({ reason });
  }

  /** @param {any} message */
  #answered(message) {
    const own = this.pending.get(message.name);
    if (!own || own.request !== message.request) return;
    if (message.kind === "board-clash") this.#clashed(own, message.thing);
    else if (message.kind === "board-refused") {
      if (PASSING.has(message.reason) || same(own.value, own.sent)) return this.#fail(message.name, message.reason);
    } else {
      this.#take(message.thing);
      if (same(own.value, own.sent)) this.pending.delete(message.name);
      else goOn(own, own.sent, message.thing);
    }
    this.#retry = FIRST_RETRY;
    own.request = null;
    own.lost = undefined;
    if (this.pending.has(message.name) && own.state !== "clash") this.#push(message.name);
    return this.#changed(new Set([message.name]));
  }

  /** Somebody else wrote it meanwhile, unless it was this page, and the answer was lost. @param {Pending} own @param {Thing} theirs */
  #clashed(own, theirs) {
    if (own.lost !== undefined && same(own.lost, theirs.value)) return goOn(own, own.lost, theirs);
    own.state = "clash";
    own.theirs = theirs;
    return undefined;
  }

  /** @param {Thing} thing */
  #take(thing) {
    const known = this.told.get(thing.name);
    if (known && known.revision > thing.revision) return;
    if (thing.value === null) this.told.delete(thing.name);
    else this.told.set(thing.name, thing);
  }

  /** @param {any} message */
  #stands(message) {
    if (message.full && message.request !== this.#opening) return;
    const first = message.full;
    if (first) {
      clearTimeout(this.#patience);
      this.told.clear();
      this.loaded = true;
      this.unreachable = false;
      this.reminded = message.reminded;
    }
    if (!this.loaded) return;
    this.#ahead = message.now - Date.now() / 1000;
    for (const thing of message.things) this.told.set(thing.name, thing);
    for (const name of message.gone) this.told.delete(name);
    this.people = message.people;
    this.me = message.me;
    this.view = message.view;
    this.standing = message.standing;
    this.#changed(first ? null : new Set([...message.things.map((/** @type {Thing} */ thing) => thing.name), ...message.gone]));
    if (first) this.#resend();
  }

  /** @param {Event} event */
  #connection(event) {
    this.connected = /** @type {CustomEvent} */ (event).detail?.state === "restored";
    if (this.connected) return this.#open();
    clearTimeout(this.#patience);
    for (const [name, own] of this.pending) if (own.state === "saving") this.#fail(name, "no-answer");
    for (const request of this.#acting.keys()) this.#acted(request, "no-answer");
    return undefined;
  }

  /** @param {Set<string> | null} changed */
  #changed(changed) {
    for (const view of this.#views) view(changed);
    const states = [...this.pending.values()].map(({ state }) => state);
    const now = states.includes("clash") ? "conflict" : states.some((one) => one === "unsaved" || one === "refused") ? "unsaved" : states.length ? "saving" : "saved";
    if (now === this.#said || (now === "saved" && !this.#said)) return;
    this.#said = now;
    this.root.dispatchEvent(new CustomEvent("samling:saved", { bubbles: true, detail: { exercise: this.key, state: now } }));
  }
}
