// Sharing one field: the way from "share this" to what the kernel says is shared, without a page. Nothing is shared
// before the kernel has looked through the saved text and the writer has said yes to what it found. When an answer
// is lost on its way, the kernel is asked how things stand, and nothing is said until it has told.

import { TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./saving.js").FieldSaver} FieldSaver */
/** @typedef {"rest" | "saving" | "checking" | "checked" | "sharing" | "stopping" | "failed"} Phase */
/** @typedef {{ kind: string, start: number, end: number }} Found */
/** @typedef {{ revision: number, ticket: string | null, stop: boolean, findings: Found[], audience: { mentors: number, members: number, names: string[] } }} Checked */
/** @typedef {{ kind: "check" | "share" | "unshare", request: number, revision: number }} Asked */

/** Asked for, and not answered when its page part was taken down, by exercise and field. @type {Map<string, Asked>} */
const underway = new Map();

/** One field's way to the others and back. */
export class FieldSharing {
  /** @type {Phase} */ phase = "rest";
  reason = "";
  /** The text that is looked through. */ text = "";
  /** @type {Checked | null} */ checked = null;
  /** What is shared, as far as the kernel has told. @type {import("./answers.js").OwnShare | null} */ shared = null;
  /** Whether an answer is overdue, so that nobody knows whether it was done. */ unsure = false;
  /** Whether the sharing was just ended. */ ended = false;
  /** Whether it could not be ended. */ stuck = false;
  /** @type {Asked | null} */ #asked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;

  /** @param {Answers} answers @param {FieldSaver} saver @param {() => void} changed */
  constructor(answers, saver, changed) {
    this.answers = answers;
    this.saver = saver;
    this.changed = changed;
    const asked = underway.get(saver.key);
    if (asked) {
      this.#asked = asked;
      this.phase = asked.kind === "share" ? "sharing" : "stopping";
      this.unsure = true;
    }
    answers.signal.addEventListener("abort", () => clearTimeout(this.#patience));
  }

  /** Whether the group takes more. */
  get open() {
    return this.answers.standing.sharing === "open";
  }

  /** Whether what is shared is not what stands in the field. */
  get edited() {
    return this.shared !== null && this.saver.loaded && (this.saver.dirty || this.saver.base !== this.shared.revision);
  }

  /** The writer wants to share: save what is not saved, then have it looked through. */
  begin() {
    if (!["rest", "failed"].includes(this.phase)) return;
    this.text = this.saver.text;
    this.ended = this.stuck = false;
    if (!this.answers.connected) return this.#fail("no-answer");
    this.#go("saving");
    this.saver.flush();
    this.follow();
  }

  /** What happens in the field is followed: a text that is changed has to be looked through anew. */
  follow() {
    const { saver } = this;
    if (["saving", "checking", "checked", "failed"].includes(this.phase) && saver.text !== this.text) return this.cancel();
    if (this.phase !== "saving") return undefined;
    if (saver.state === "unsaved" || saver.state === "conflict") return this.#fail("unsaved");
    if (saver.dirty || !saver.loaded) return undefined;
    this.#go("checking");
    return this.#ask("check", saver.base);
  }

  /** Not now. What is already on its way goes on. */
  cancel() {
    if (this.phase === "sharing" || this.phase === "stopping") return;
    this.#settle("rest");
  }

  /** Yes, with what was found in mind. */
  share() {
    if (this.phase !== "checked" || !this.checked?.ticket) return;
    this.#go("sharing");
    this.#ask("share", this.checked.revision, { ticket: this.checked.ticket });
  }

  /** Take it away from everyone. */
  stop() {
    if (!this.shared || this.phase === "stopping" || this.phase === "sharing") return;
    this.#settle("rest");
    this.#go("stopping");
    this.#ask("unshare", this.shared.revision);
  }

  /** An answer from the kernel. @param {any} message */
  receive(message) {
    if (!this.#asked || message?.request !== this.#asked.request) return;
    if (message.kind === "checked") this.#looked(message);
    else if (message.kind === "shared") this.#done({ revision: message.revision, audience: "", names: this.checked?.audience.names ?? [] });
    else if (message.kind === "unshared") this.#done(null);
    else if (message.kind === "not-shared") this.#fail(String(message.reason));
    else if (message.kind === "not-unshared") this.#notStopped();
  }

  /** How things stand. Only an answer to a later question tells whether what was asked for came to be. @param {import("./answers.js").Standing} standing @param {number | null} asked */
  stands({ sharing, shares }, asked) {
    this.shared = shares[this.saver.field] ?? null;
    const mine = this.#asked;
    if (mine && mine.kind !== "check" && sharing !== "unknown" && asked !== null && asked > mine.request) {
      if (mine.kind === "unshare") this.shared ? this.#ask("unshare", mine.revision) : this.#done(null);
      else if (this.shared?.revision === mine.revision) this.#done(this.shared);
      else this.#fail("lost");
    }
    this.changed();
  }

  /** The page's line to the kernel is gone. */
  lost() {
    if (this.phase === "saving" || this.phase === "checking") this.#fail("no-answer");
    else if (this.phase === "sharing" || this.phase === "stopping") this.#late();
  }

  /** @param {Checked} message */
  #looked(message) {
    const same = !this.saver.dirty && this.saver.base === message.revision;
    return same ? this.#settle("checked", message) : this.cancel();
  }

  /** @param {import("./answers.js").OwnShare | null} shared */
  #done(shared) {
    this.shared = shared;
    this.ended = shared === null;
    this.#settle("rest");
  }

  #notStopped() {
    this.stuck = true;
    this.#settle("rest");
  }

  /** @param {string} reason */
  #fail(reason) {
    this.reason = reason;
    this.text = this.saver.text;
    this.#settle("failed");
  }

  /** @param {Phase} phase @param {Checked | null} checked */
  #settle(phase, checked = null) {
    clearTimeout(this.#patience);
    underway.delete(this.saver.key);
    this.#asked = null;
    this.checked = checked;
    this.unsure = false;
    this.#go(phase);
  }

  /** @param {Phase} phase */
  #go(phase) {
    this.phase = phase;
    if (phase === "stopping") this.ended = this.stuck = false;
    this.changed();
  }

  /** @param {Asked["kind"]} kind @param {number} revision @param {Record<string, unknown>} [more] */
  #ask(kind, revision, more = {}) {
    const asked = { kind, request: nextRequest(), revision };
    this.#asked = asked;
    if (kind !== "check") underway.set(this.saver.key, asked);
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#late(), TIMEOUT);
    try {
      this.answers.model.send({ kind, request: asked.request, field: this.saver.field, revision, ...more });
    } catch {
      this.#late();
    }
  }

  #late() {
    clearTimeout(this.#patience);
    if (this.phase === "checking") return this.#fail("no-answer");
    this.unsure = true;
    this.changed();
    return this.answers.ask();
  }
}
