// One errand at a time: a question to the kernel that takes a while, what is heard on the way, and its end.

import { nextRequest } from "./saving.js";

/** How an errand ended. @typedef {{ kind: string, name: string, content: DataView, reason: string, said: string, changes: Change[], count: number }} Answer */
/** @typedef {{ title: string, label: string, state: string }} Change */

/** Milliseconds without a word after which the line is taken for gone: longer than one page takes, or a form. */
const SILENCE = 60_000;
/** Bytes of a file in one message: the server takes 1 MiB at most, and a slow phone brings this over in time. */
const PART = 262_144;
const ENDS = new Set(["printed", "form", "taken-in", "not-done"]);

export class Errand {
  /** @type {HTMLButtonElement[]} */ #buttons = [];
  /** @type {string | null} */ #kept = null;
  #gone = () => {};
  #busy = false;

  /** @param {any} model @param {AbortSignal} signal */
  constructor(model, signal) {
    this.model = model;
    this.signal = signal;
    signal.addEventListener("abort", () => this.#forget());
  }

  /** These can't be pressed while something is under way; they stay where they are, and keep the focus. @param {HTMLButtonElement[]} buttons */
  disableWhileBusy(buttons) {
    this.#buttons.push(...buttons);
  }

  /**
   * Ask the kernel, and wait for the end.
   * @param {Record<string, unknown>} message
   * @param {ArrayBuffer[]} buffers
   * @param {(heard: Record<string, any>) => void} [onTheWay]
   * @returns {Promise<Answer>}
   */
  run(message, buffers, onTheWay) {
    const none = { kind: "not-done", name: "", content: new DataView(new ArrayBuffer(0)), said: "", changes: [], count: 0 };
    if (this.#busy) return Promise.resolve({ ...none, reason: "busy" });
    this.#mark(true);
    const request = nextRequest();
    return new Promise((resolve) => {
      /** @type {ReturnType<typeof setTimeout>} */ let patience;
      const end = (/** @type {Partial<Answer>} */ answer) => {
        clearTimeout(patience);
        this.model.off("msg:custom", hear);
        this.#mark(false);
        resolve({ ...none, reason: "failed", ...answer });
      };
      const wait = () => {
        clearTimeout(patience);
        patience = setTimeout(() => end({ reason: "line" }), SILENCE);
      };
      const hear = (/** @type {any} */ heard, /** @type {DataView[]} */ parts) => {
        if (heard?.request !== request) return;
        wait();
        if (ENDS.has(heard.kind)) end({ ...heard, ...(parts?.length ? { content: parts[0] } : {}) });
        else onTheWay?.(heard);
      };
      this.signal.addEventListener("abort", () => end({ reason: "stopped" }));
      this.model.on("msg:custom", hear);
      wait();
      this.model.send({ ...message, request }, undefined, buffers);
    });
  }

  /**
   * Ask about a file, which goes in parts: each is sent when the kernel has got the one before.
   * @param {Record<string, unknown>} message
   * @param {ArrayBuffer} content
   * @returns {Promise<Answer>}
   */
  upload(message, content) {
    const of = Math.max(1, Math.ceil(content.byteLength / PART));
    const part = (/** @type {number} */ number) => content.slice(number * PART, (number + 1) * PART);
    return this.run({ ...message, number: 0, of }, [part(0)], ({ request, next }) => {
      this.model.send({ ...message, request, number: next, of }, undefined, [part(next)]);
    });
  }

  /** Let the kernel end what is under way. */
  stop() {
    this.model.send({ kind: "stop", request: nextRequest() });
  }

  /** The address of a file in the page's memory; the one before is let go, and its links with it. @param {Blob} file @param {() => void} gone */
  keep(file, gone) {
    this.#forget();
    this.#gone = gone;
    this.#kept = URL.createObjectURL(file);
    return this.#kept;
  }

  #forget() {
    if (this.#kept) URL.revokeObjectURL(this.#kept);
    this.#kept = null;
    this.#gone();
    this.#gone = () => {};
  }

  /** @param {boolean} busy */
  #mark(busy) {
    this.#busy = busy;
    for (const each of this.#buttons) each.setAttribute("aria-disabled", String(busy));
  }
}
