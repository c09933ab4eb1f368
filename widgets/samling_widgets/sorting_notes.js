// The notes of one's own board: read from the private answer `board` and written back at every change, with undo. When
// another window changed the board too, the kernel makes one board of both (`samling_exercises.rules.sorting`).

import { TIMEOUT, clean, nextRequest } from "./saving.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** `pillar`: null between the pillars. @typedef {{ id: string, text: string, pillar: string | null }} Note */
/** @typedef {{ id: string, before: Note | null, at: number }} Step */
/** @typedef {"added" | "moved" | "rewritten" | "removed" | "undone" | "notes-met"} Happening */

const STEPS = 100;

/** The board of one member. */
export class Notes {
  /** @type {Note[]} */ all = [];
  /** Whether what is stored is something else than notes: then nothing is written over it. */ broken = false;
  /** @type {Step[]} */ #steps = [];
  /** @type {string | null} */ #text = null;
  #request = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;

  /**
   * @param {Answers} answers
   * @param {(what: Happening, note: Note | null) => void} happened
   */
  constructor(answers, happened) {
    this.answers = answers;
    this.saver = answers.field("board");
    this.happened = happened;
    /** @param {any} message */
    const receive = (message) => this.#met(message);
    answers.model.on("msg:custom", receive);
    answers.signal.addEventListener("abort", () => {
      answers.model.off("msg:custom", receive);
      clearTimeout(this.#patience);
    });
  }

  get canUndo() {
    return this.#steps.length > 0;
  }

  /** Whether notes may be written: not before it is known what is stored, or that it cannot be known now. */
  get open() {
    return !this.broken && (this.answers.loaded || this.answers.unreachable);
  }

  /** Take up what stands in the answer, if it is new here. */
  follow() {
    if (this.saver.state === "conflict") this.#meet();
    if (this.saver.text === this.#text) return;
    this.#text = this.saver.text;
    const found = parsed(this.#text);
    this.broken = found === null;
    this.all = found ?? [];
    this.#steps = [];
  }

  /** @param {string} id */
  find(id) {
    return this.all.find((note) => note.id === id) ?? null;
  }

  /** @param {string} id @param {string} text */
  add(id, text) {
    if (!this.find(id)) this.#change("added", { id, text: clean(text), pillar: null });
  }

  /** @param {string} id @param {string | null} pillar */
  move(id, pillar) {
    const note = this.find(id);
    if (note && note.pillar !== pillar) this.#change("moved", { ...note, pillar });
  }

  /** @param {string} id @param {string} text */
  rewrite(id, text) {
    const note = this.find(id);
    if (note && note.text !== text) this.#change("rewritten", { ...note, text: clean(text) });
  }

  /** @param {string} id */
  remove(id) {
    const at = this.all.findIndex((note) => note.id === id);
    if (at < 0) return;
    const [before] = this.all.splice(at, 1);
    this.#did("removed", before, { id, before, at });
  }

  /** Take the last change back. */
  undo() {
    const step = this.#steps.pop();
    if (!step) return;
    const at = this.all.findIndex((note) => note.id === step.id);
    if (at >= 0) this.all.splice(at, 1);
    if (step.before) this.all.splice(at >= 0 ? at : step.at, 0, step.before);
    this.#write();
    this.happened("undone", step.before);
  }

  /** @param {Happening} what @param {Note} note */
  #change(what, note) {
    const at = this.all.findIndex(({ id }) => id === note.id);
    const before = at < 0 ? null : this.all[at];
    if (at < 0) this.all.push(note);
    else this.all[at] = note;
    this.#did(what, note, { id: note.id, before, at: at < 0 ? this.all.length : at });
  }

  /** @param {Happening} what @param {Note} note @param {Step} step */
  #did(what, note, step) {
    this.#steps.push(step);
    if (this.#steps.length > STEPS) this.#steps.shift();
    this.#write();
    this.happened(what, note);
  }

  #write() {
    this.#text = this.all.length ? JSON.stringify({ notes: this.all }) : "";
    this.saver.edit(this.#text);
    this.saver.flush();
  }

  /** Ask the kernel for one board of the two; asked anew until it answers. */
  #meet() {
    if (this.#request || !this.answers.connected) return;
    const { saver } = this;
    this.#request = nextRequest();
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => { this.#request = 0; this.follow(); }, TIMEOUT);
    const boards = { seen: saver.kept, theirs: saver.other?.text ?? "", mine: saver.text };
    this.#asked = boards;
    try {
      this.answers.model.send({ kind: "merge", request: this.#request, ...boards });
    } catch {
      // the patience above asks anew
    }
  }

  /** @type {{ theirs: string, mine: string }} */ #asked = { theirs: "", mine: "" };

  /** @param {any} message */
  #met(message) {
    if (message?.kind !== "merged" || message.request !== this.#request) return;
    const { saver } = this;
    this.#request = 0;
    clearTimeout(this.#patience);
    if (saver.state !== "conflict" || message.text === null) return;
    if (this.#asked.mine !== saver.text || this.#asked.theirs !== saver.other?.text) return this.#meet();
    saver.edit(message.text);
    saver.resolve("mine");
    this.follow();
    this.happened("notes-met", null);
  }
}

/** The notes a text holds, null when it holds something else. @param {string} text @returns {Note[] | null} */
export function parsed(text) {
  if (!text.trim()) return [];
  try {
    const { notes } = JSON.parse(text);
    const whole = notes.every((/** @type {any} */ note) => typeof note.id === "string" && typeof note.text === "string");
    return whole ? notes.map((/** @type {Note} */ { id, text: said, pillar }) => ({ id, text: said, pillar: pillar ?? null })) : null;
  } catch {
    return null;
  }
}

/** Characters as the kernel counts them. @param {string} text */
export function lengthOf(text) {
  return [...text].length;
}
