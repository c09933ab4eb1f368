// All answers of one exercise on one part of a page: asks the kernel for what is stored and shared, brings its replies to
// the right field, follows the page's connection, and tells the page round it (`samling:saved`, `samling:done`).

import { FieldSaver, TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {import("@anywidget/types").AnyModel<any>} Model */
/** @typedef {{ member: string, nickname: string, field: string, text: string, audience: string, shared_at: string }} SharedText */
/** `names`: those it was given to, where only some were. @typedef {{ revision: number, audience: string, names: string[] }} OwnShare */
/** What stands shared, as the kernel last told. @typedef {{ sharing: "none" | "open" | "closed" | "unknown", shares: Record<string, OwnShare>, others: SharedText[] }} Standing */
/** What listens to the kernel on behalf of sharing. @typedef {{ receive: (message: any) => void, stands: (standing: Standing, asked: number | null) => void, lost: () => void }} Listener */

/** All answers of one exercise on one page part. */
export class Answers {
  /** @type {Map<string, FieldSaver>} */ savers = new Map();
  /** Whether the kernel has told what is stored. */ loaded = false;
  /** Whether it has not answered in time, or could not read. */ unreachable = false;
  /** Why, when the kernel said it. */ reason = "";
  connected = true;
  /** @type {Standing} */ standing = { sharing: "none", shares: {}, others: [] };
  /** @type {Set<Listener>} */ #listeners = new Set();
  /** @type {Set<() => void>} */ #views = new Set();
  /** @type {number | null} */ #opening = null;
  /** The last question that was answered. @type {number | null} */ #answered = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;
  #told = "";
  /** @type {boolean | null} */ #done = null;

  /**
   * @param {Model} model
   * @param {HTMLElement} root events start here
   * @param {AbortSignal} signal
   * @param {((kept: (field: string) => string) => boolean) | null} isDone null on a page that has nothing to do
   */
  constructor(model, root, signal, isDone) {
    this.model = model;
    this.root = root;
    this.exercise = /** @type {string} */ (model.get("exercise"));
    this.isDone = isDone;
    this.signal = signal;
  }

  /** The saver of a field. @param {string} name */
  field(name) {
    const known = this.savers.get(name);
    if (known) return known;
    const saver = new FieldSaver(this.exercise, name, (message) => this.model.send(message), () => this.#changed());
    this.savers.set(name, saver);
    return saver;
  }

  /** Call `view` at every change from now on, and once at once. @param {() => void} view */
  show(view) {
    this.#views.add(view);
    view();
  }

  /** Let `listener` hear what the kernel says about sharing; what stands already at once. @param {Listener} listener */
  hear(listener) {
    this.#listeners.add(listener);
    if (this.loaded) listener.stands(this.standing, this.#answered);
  }

  /** Ask anew how things stand. */
  ask() {
    if (this.connected) this.#open();
  }

  /** Begin to listen, and ask for what is stored. */
  start() {
    const { signal } = this;
    /** @param {any} message */
    const receive = (message) => this.#receive(message);
    this.model.on("msg:custom", receive);
    const flush = () => this.savers.forEach((saver) => saver.flush());
    addEventListener("pagehide", flush, { signal });
    document.addEventListener("visibilitychange", flush, { signal });
    document.addEventListener("samling:connection", (event) => this.#connection(event), { signal });
    addEventListener("beforeunload", (event) => this.#leaving(event), { signal });
    signal.addEventListener("abort", () => {
      this.savers.forEach((saver) => saver.stop());
      this.model.off("msg:custom", receive);
      clearTimeout(this.#patience);
      this.#views.clear();
      this.#listeners.clear();
    });
    this.#open();
  }

  #open() {
    clearTimeout(this.#patience);
    this.#opening = nextRequest();
    this.#patience = setTimeout(() => this.#unanswered(), TIMEOUT);
    try {
      this.model.send({ kind: "open", request: this.#opening });
    } catch {
      this.#unanswered();
    }
  }

  /** @param {string} reason */
  #unanswered(reason = "") {
    clearTimeout(this.#patience);
    this.unreachable = true;
    this.reason = reason;
    this.#patience = setTimeout(() => this.#open(), TIMEOUT);
    this.#changed();
  }

  /** @param {any} message */
  #receive(message) {
    if (message?.kind === "answers" && message.request === this.#opening) return this.#load(message);
    if (message?.kind === "not-opened" && message.request === this.#opening) return this.#unanswered(message.reason);
    if (message?.kind === "others") return this.#stands(message, null);
    this.savers.get(message?.field)?.receive(message);
    for (const listener of this.#listeners) listener.receive(message);
    return undefined;
  }

  /** @param {Standing & { request: number, answers: Record<string, import("./saving.js").Answer> }} message */
  #load(message) {
    clearTimeout(this.#patience);
    this.loaded = true;
    this.unreachable = false;
    this.#answered = message.request;
    const { answers } = message;
    for (const [name, saver] of this.savers) saver.load(answers[name] ?? { text: "", revision: 0 });
    this.#stands(message, message.request);
  }

  /** What an answer leaves out, it does not know of: then there is no group. @param {Partial<Standing>} message @param {number | null} asked the request it answers, if any */
  #stands({ sharing = "none", shares = {}, others = [] }, asked) {
    // What others showed may be taken back meanwhile, so it is not kept when nobody knows; one's own share is.
    this.standing = { sharing, shares: sharing === "unknown" ? this.standing.shares : shares, others };
    if (sharing === "unknown") {
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#open(), TIMEOUT);
    }
    for (const listener of this.#listeners) listener.stands(this.standing, asked);
    this.#changed();
  }

  /** @param {Event} event */
  #connection(event) {
    const restored = /** @type {CustomEvent} */ (event).detail?.state === "restored";
    this.connected = restored;
    this.savers.forEach((saver) => (restored ? saver.restored() : saver.lost()));
    if (!restored) for (const listener of this.#listeners) listener.lost();
    if (restored) this.#open();
    else clearTimeout(this.#patience);
    this.#changed();
  }

  /** The browser's own question, when leaving would lose something. @param {BeforeUnloadEvent} event */
  #leaving(event) {
    this.savers.forEach((saver) => saver.flush());
    const atRisk = [...this.savers.values()].some((saver) => saver.state === "unsaved" || saver.state === "conflict");
    if (atRisk) event.preventDefault();
  }

  #changed() {
    for (const view of this.#views) view();
    const states = [...this.savers.values()].map((saver) => saver.state);
    const state = ["conflict", "unsaved", "saving", "saved"].find((one) => states.some((other) => other === one));
    if (state && state !== this.#told) this.#tell("samling:saved", { state });
    this.#told = state ?? "";
    if (!this.isDone) return;
    const done = this.isDone((name) => this.savers.get(name)?.kept ?? "");
    if (this.loaded && done !== this.#done) this.#tell("samling:done", { done });
    if (this.loaded) this.#done = done;
  }

  /** @param {string} name @param {Record<string, unknown>} detail */
  #tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { exercise: this.exercise, ...detail } }));
  }
}
