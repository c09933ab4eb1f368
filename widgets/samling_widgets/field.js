// One labelled text field that grows, says whether it is saved, and asks when two texts meet. Also the small mark for
// "done", which is saved the same way.

import { fill, h, uniqueId } from "./dom.js";
import { FieldSaver, MOST, TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {{ id: string, label: string, help: string, lines: number }} FieldDefinition */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ title: string, privacy: string, three_minutes: string, prompts: string[], hints: string[], fields: FieldDefinition[] }} Definition */
/** @typedef {{ exercise: string, language: string, role: string, definition: Definition, strings: Strings }} Shown */
/** @typedef {import("@anywidget/types").AnyModel<any>} Model */
/** @typedef {{ field: string, start: number, end: number }} Caret */

/** Where the writer was when a widget was taken down, by exercise. @type {Map<string, Caret>} */
const carets = new Map();

/** All answers of one exercise on one page part. */
export class Answers {
  /** @type {Map<string, FieldSaver>} */ savers = new Map();
  /** Whether the kernel has told what is stored. */ loaded = false;
  /** Whether it has not answered in time. */ unreachable = false;
  /** @type {Set<() => void>} */ #views = new Set();
  /** @type {number | null} */ #opening = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;
  #told = "";
  /** @type {boolean | null} */ #done = null;

  /**
   * @param {Model} model
   * @param {HTMLElement} root events start here
   * @param {AbortSignal} signal
   * @param {(kept: (field: string) => string) => boolean} isDone
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

  #unanswered() {
    clearTimeout(this.#patience);
    this.unreachable = true;
    this.#patience = setTimeout(() => this.#open(), TIMEOUT);
    this.#changed();
  }

  /** @param {any} message */
  #receive(message) {
    if (message?.kind === "answers" && message.request === this.#opening) return this.#load(message.answers);
    if (message?.kind === "not-opened" && message.request === this.#opening) return this.#unanswered();
    const saver = this.savers.get(message?.field);
    return saver?.receive(message);
  }

  /** @param {Record<string, import("./saving.js").Answer>} answers */
  #load(answers) {
    clearTimeout(this.#patience);
    this.loaded = true;
    this.unreachable = false;
    for (const [name, saver] of this.savers) saver.load(answers[name] ?? { text: "", revision: 0 });
    this.#changed();
  }

  /** @param {Event} event */
  #connection(event) {
    const restored = /** @type {CustomEvent} */ (event).detail?.state === "restored";
    this.savers.forEach((saver) => (restored ? saver.restored() : saver.lost()));
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
    const done = this.isDone((name) => this.savers.get(name)?.kept ?? "");
    if (this.loaded && done !== this.#done) this.#tell("samling:done", { done });
    if (this.loaded) this.#done = done;
  }

  /** @param {string} name @param {Record<string, unknown>} detail */
  #tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { exercise: this.exercise, ...detail } }));
  }
}

/**
 * A labelled field.
 * @param {Answers} answers
 * @param {FieldDefinition} definition
 * @param {Strings} strings
 */
export function field(answers, definition, strings) {
  const { signal } = answers;
  const saver = answers.field(definition.id);
  const id = uniqueId("field");
  const help = definition.help ? h("p", { class: "samling-help", id: `${id}-help` }, definition.help) : null;
  const area = h("textarea", {
    id,
    rows: definition.lines,
    "aria-describedby": `${help ? `${id}-help ` : ""}${id}-alarm`,
  });
  area.style.setProperty("--lines", String(definition.lines));
  const { parts, show } = status(answers, saver, strings, `${id}-alarm`, area);
  area.addEventListener("input", () => saver.edit(area.value), { signal });
  area.addEventListener("blur", () => saver.flush(), { signal });
  growing(area, signal);
  answers.show(() => {
    const waiting = !answers.loaded && !answers.unreachable;
    area.readOnly = waiting;
    area.toggleAttribute("aria-busy", waiting);
    if (area.value !== saver.text && saver.text !== normal(area.value)) area.value = saver.text;
    show();
  });
  signal.addEventListener("abort", () => {
    const from = area.ownerDocument.activeElement === area;
    if (from) carets.set(answers.exercise, { field: definition.id, start: area.selectionStart, end: area.selectionEnd });
  });
  return h("div", { class: "samling-field" }, h("label", { for: id }, definition.label), help, area, ...parts);
}

/** Put the caret back where it was when the page's part was taken down, unless the reader has gone elsewhere. @param {Answers} answers @param {HTMLElement} root @param {FieldDefinition[]} fields */
export function restoreCaret(answers, root, fields) {
  const caret = carets.get(answers.exercise);
  carets.delete(answers.exercise);
  if (!caret) return;
  requestAnimationFrame(() => {
    const index = fields.findIndex((definition) => definition.id === caret.field);
    const area = root.querySelectorAll("textarea")[index];
    if (!area?.isConnected || document.activeElement !== document.body) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(caret.start, caret.end);
  });
}

/**
 * "I have read this", "Mark as done": stored under the reserved field `done`.
 * @param {Answers} answers
 * @param {Strings} strings
 */
export function mark(answers, strings) {
  const saver = answers.field("done");
  const id = uniqueId("mark");
  const box = h("input", { type: "checkbox", id, "aria-describedby": `${id}-alarm` });
  const words = { ...strings, "no-answer": strings["mark-unsaved"] };
  const { parts, show } = status(answers, saver, words, `${id}-alarm`, box);
  box.addEventListener("change", () => { saver.edit(box.checked ? "yes" : ""); saver.flush(); }, { signal: answers.signal });
  answers.show(() => {
    box.disabled = !answers.loaded && !answers.unreachable;
    box.checked = saver.text === "yes";
    // Two windows that disagree about a mark are no loss: the newest tap holds.
    if (saver.state === "conflict") queueMicrotask(() => saver.resolve("mine"));
    else show();
  });
  return h("div", { class: "samling-mark" }, h("label", { for: id }, box, h("span", {}, strings.mark)), ...parts);
}

/**
 * What stands below a field: a small "Saved", a clear "Not saved", or the question which of two texts to keep.
 * @param {Answers} answers
 * @param {FieldSaver} saver
 * @param {Strings} strings
 * @param {string} alarmId
 * @param {HTMLElement} control gets the focus back after a choice
 */
function status(answers, saver, strings, alarmId, control) {
  const quiet = h("p", { class: "samling-saved", role: "status", "aria-live": "polite" });
  const alarm = h("div", { class: "samling-alarm", id: alarmId, role: "alert" });
  const question = h("div", { class: "samling-conflict" });
  let told = "";
  const show = () => {
    const { state, reason } = saver;
    const unread = answers.unreachable && state !== "unsaved" && state !== "conflict";
    const now = unread ? "unread" : `${state} ${reason}`;
    if (now === told) return;
    told = now;
    quiet.textContent = unread ? strings.unreachable : state === "saved" ? strings.saved : "";
    quiet.classList.toggle("is-saved", !unread && state === "saved");
    alarm.replaceChildren();
    question.replaceChildren();
    control.classList.toggle("is-unsaved", state === "unsaved" || state === "conflict");
    if (state === "unsaved") {
      const why = fill(strings[reason] ?? strings.database, { most: MOST.toLocaleString(control.closest("[lang]")?.getAttribute("lang") || "nb") });
      alarm.append(h("p", {}, h("strong", {}, strings.unsaved), " ", why));
    }
    if (state === "conflict") {
      alarm.append(h("p", {}, h("strong", {}, strings.conflict), " ", strings["conflict-why"]));
      question.append(...choices(saver, strings, control, answers.signal));
    }
  };
  return { parts: [quiet, alarm, question], show };
}

/** Both texts, and the three ways on. @param {FieldSaver} saver @param {Strings} strings @param {HTMLElement} control @param {AbortSignal} signal */
function choices(saver, strings, control, signal) {
  /** @param {string} heading @param {string} text */
  const version = (heading, text) =>
    h("div", { class: "samling-version" }, h("h4", {}, heading), h("p", {}, text || strings["conflict-empty"]));
  /** @param {string} words @param {import("./saving.js").Choice} choice */
  const way = (words, choice) => {
    const button = h("button", { type: "button", class: "samling-button" }, words);
    button.addEventListener("click", () => { saver.resolve(choice); control.focus(); }, { signal });
    return button;
  };
  const other = version(strings["conflict-other"], saver.other?.text ?? "");
  const ways = h(
    "div",
    { class: "samling-buttons" },
    way(strings["keep-mine"], "mine"),
    way(strings["take-other"], "other"),
    way(strings["keep-both"], "both"),
  );
  return [other, ways];
}

/** The field's value as the browser gives it back: one kind of line break. @param {string} text */
function normal(text) {
  return text.replace(/\r\n?/g, "\n");
}

/** Let a text field grow with its text where the browser does not do it by itself. @param {HTMLTextAreaElement} area @param {AbortSignal} signal */
function growing(area, signal) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    area.style.height = "auto";
    if (area.scrollHeight) area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.addEventListener("input", grow, { signal });
  const watch = new ResizeObserver(grow);
  watch.observe(area.ownerDocument.body);
  let width = 0;
  const own = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width !== width) {
      width = entry.contentRect.width;
      grow();
    }
  });
  own.observe(area);
  signal.addEventListener("abort", () => { watch.disconnect(); own.disconnect(); });
}
