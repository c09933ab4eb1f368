// Saving: what is typed goes to the kernel by itself, one message a field at a time, in order. "Saved" is said when the
// kernel has answered that the database has it, and at no other time. What is not yet safe stays in `drafts`, in
// memory only, so that a page whose widgets are built anew shows it again.

/** @typedef {"idle" | "saving" | "saved" | "unsaved" | "conflict"} State */
/** @typedef {{ text: string, revision: number }} Answer */
/** @typedef {{ text: string, base: number, sent: string[] }} Draft */
/** @typedef {{ request: number, text: string }} Sent */
/** @typedef {"mine" | "other" | "both"} Choice */
/** @typedef {(message: Record<string, unknown>) => void} Send */

/** Longest text of one field, in characters as the kernel counts them. */
export const MOST = 100_000;
/** Milliseconds: pause after the last key; longest wait while somebody keeps typing; time for an answer. */
const PAUSE = 600;
export const LONGEST = 1500;
export const TIMEOUT = 3000;
const FIRST_RETRY = 2000;
const LAST_RETRY = 15000;
/** Reasons that trying again does not mend. */
const FINAL = new Set(["too-long", "shape", "field", "role", "closed", "gone", "sealed", "tampered"]);

/** @type {Map<string, Draft>} */
const drafts = new Map();
let requests = 0;

/** The next message's number, one row for the whole page. */
export function nextRequest() {
  requests += 1;
  return requests;
}

/** The text as it will be stored: half a surrogate pair, which nothing can carry, becomes U+FFFD there too. @param {string} text */
export function clean(text) {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

/** @param {string} text */
function tooLong(text) {
  return text.length > MOST && [...text].length > MOST;
}

/** One field's way to the database. */
export class FieldSaver {
  /** @type {State} */ state = "idle";
  reason = "";
  text = "";
  kept = "";
  base = 0;
  loaded = false;
  /** What stands in the database when it is not what this page knew of. @type {Answer | null} */ other = null;
  /** @type {Sent | null} */ #inflight = null;
  /** Sent, and not answered yet, or never. @type {Map<number, string>} */ #open = new Map();
  /** Sent by a page part that is gone, perhaps saved, never answered. @type {string[]} */ #earlier = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;
  /** @type {number | null} */ #since = null;
  #retry = FIRST_RETRY;
  #connected = true;

  /** @param {string} key @param {string} field @param {Send} send @param {() => void} changed */
  constructor(key, field, send, changed) {
    this.key = `${key}/${field}`;
    this.field = field;
    this.send = send;
    this.changed = changed;
    const draft = drafts.get(this.key);
    if (draft) {
      this.text = draft.text;
      this.base = draft.base;
      this.#earlier = draft.sent;
      this.state = "unsaved";
      this.reason = "no-answer";
    }
  }

  /** Whether something here is not in the database, or something else may be: a save without an answer may have got there. */
  get dirty() {
    const open = this.#open.size > 0 || this.#earlier.length > 0;
    return this.text !== this.kept || open || this.state === "conflict";
  }

  /** What the database has, as the kernel tells when the page opens or comes back. @param {Answer} answer */
  load(answer) {
    const draft = drafts.has(this.key);
    const known = answer.revision === this.base || this.#isOwn(answer.text) || answer.text === this.text;
    this.loaded = true;
    if (draft && !known) return this.#ask(answer);
    this.base = answer.revision;
    this.kept = answer.text;
    if (!draft) this.text = answer.text;
    this.#inflight = null;
    clearTimeout(this.#patience);
    if (!this.dirty) return this.#settle(draft ? "saved" : this.state === "saved" ? "saved" : "idle");
    return tooLong(this.text) ? this.#unsaved("too-long") : this.#push();
  }

  /** What now stands in the field. @param {string} typed */
  edit(typed) {
    this.text = clean(typed);
    this.#remember();
    if (this.state === "conflict") return;
    if (tooLong(this.text)) return this.#unsaved("too-long");
    if (!this.loaded || !this.#connected) return this.#unsaved("no-answer");
    if (!this.dirty) return this.#settle("saved");
    if (this.state !== "unsaved" || FINAL.has(this.reason)) this.#set("saving", "");
    this.#schedule();
  }

  /** Do not wait for the pause: the reader leaves the field, or the page. */
  flush() {
    if (this.dirty && this.state !== "unsaved") this.#push();
  }

  /** An answer from the kernel. @param {Record<string, any>} reply */
  receive(reply) {
    const text = this.#open.get(reply.request);
    if (text === undefined) return;
    if (this.#inflight?.request === reply.request) {
      this.#inflight = null;
      clearTimeout(this.#patience);
    }
    if (reply.kind === "saved") this.#acknowledged(reply.request, text, reply.revision);
    else if (reply.kind === "conflict") this.#differs(reply.request, { text: reply.text, revision: reply.revision });
    else this.#refused(reply.request, String(reply.reason));
  }

  /** The reader has chosen between two texts. @param {Choice} choice */
  resolve(choice) {
    const other = this.other;
    if (!other) return;
    this.other = null;
    this.base = other.revision;
    this.kept = other.text;
    if (choice === "other") this.text = other.text;
    if (choice === "both") this.text = `${this.text}\n\n${other.text}`;
    this.#set("saving", "");
    if (!this.dirty) this.#settle("saved");
    else if (tooLong(this.text)) this.#unsaved("too-long");
    else this.#push();
  }

  /** The page's line to the kernel is gone. */
  lost() {
    this.#connected = false;
    this.#inflight = null;
    this.#stopTimers();
    if (this.dirty && this.state !== "conflict") this.#unsaved("no-answer");
  }

  /** It is back; the answers will be loaded again, and what is not saved is sent then. */
  restored() {
    this.#connected = true;
    this.#retry = FIRST_RETRY;
  }

  /** The page part goes. What is not answered for stays in `drafts`. */
  stop() {
    this.flush();
    this.#stopTimers();
    this.changed = () => {};
  }

  #schedule() {
    this.#since ??= Date.now();
    clearTimeout(this.#timer);
    const wait = Math.min(PAUSE, this.#since + LONGEST - Date.now());
    this.#timer = setTimeout(() => this.#push(), Math.max(0, wait));
  }

  #push() {
    clearTimeout(this.#timer);
    const held = this.#inflight || this.state === "conflict" || !this.#connected || !this.loaded;
    if (held || !this.dirty || tooLong(this.text)) return;
    const sent = { request: nextRequest(), text: this.text };
    this.#inflight = sent;
    this.#since = null;
    this.#open.set(sent.request, sent.text);
    this.#remember();
    if (this.state !== "unsaved") this.#set("saving", "");
    this.#patience = setTimeout(() => this.#late(), TIMEOUT);
    try {
      this.send({ kind: "save", request: sent.request, field: this.field, text: sent.text, base: this.base });
    } catch {
      this.#late();
    }
  }

  #late() {
    clearTimeout(this.#patience);
    this.#inflight = null;
    this.#unsaved("no-answer");
    this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#push(), this.#retry);
    this.#retry = Math.min(LAST_RETRY, this.#retry * 2);
  }

  /** @param {number} request @param {string} text @param {number} revision */
  #acknowledged(request, text, revision) {
    this.#retry = FIRST_RETRY;
    this.#answered(request);
    if (revision >= this.base) {
      this.base = revision;
      this.kept = text;
    }
    if (!this.dirty) return this.#settle("saved");
    if (tooLong(this.text)) return this.#unsaved("too-long");
    this.#set("saving", "");
    this.#remember();
    return this.#schedule();
  }

  /** The database holds something else than this page knew of: perhaps its own, sent before an answer was lost. @param {number} request @param {Answer} answer */
  #differs(request, answer) {
    if (answer.text !== this.text && answer.text !== this.kept && !this.#isOwn(answer.text)) return this.#ask(answer);
    this.#answered(request);
    this.base = answer.revision;
    this.kept = answer.text;
    return this.dirty ? this.#push() : this.#settle("saved");
  }

  /** Nothing of it was written. @param {number} request @param {string} reason */
  #refused(request, reason) {
    this.#open.delete(request);
    if (!this.dirty) return this.#settle("saved");
    this.#unsaved(reason);
    if (!FINAL.has(reason)) this.#again();
  }

  /** The kernel takes messages in their order: what the answer to one says holds for all that were sent before it. @param {number} request */
  #answered(request) {
    this.#earlier = [];
    for (const sent of this.#open.keys()) if (sent <= request) this.#open.delete(sent);
  }

  /** Nothing sent so far can still be written: the database has gone on from the revision it was based on. @param {Answer} answer */
  #ask(answer) {
    this.#stopTimers();
    this.#inflight = null;
    this.#open.clear();
    this.#earlier = [];
    this.other = answer;
    this.#set("conflict", "");
    this.#remember();
  }

  /** @param {string} text */
  #isOwn(text) {
    return this.#earlier.includes(text) || [...this.#open.values()].includes(text);
  }

  /** @param {"idle" | "saved"} state */
  #settle(state) {
    this.#stopTimers();
    this.#since = null;
    drafts.delete(this.key);
    this.#set(state, "");
  }

  /** @param {string} reason */
  #unsaved(reason) {
    clearTimeout(this.#timer);
    this.#remember();
    this.#set("unsaved", reason);
  }

  #remember() {
    const sent = [...this.#earlier, ...this.#open.values()];
    if (this.dirty) drafts.set(this.key, { text: this.text, base: this.base, sent });
    else drafts.delete(this.key);
  }

  #stopTimers() {
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
  }

  /** @param {State} state @param {string} reason */
  #set(state, reason) {
    this.state = state;
    this.reason = reason;
    this.changed();
  }
}
