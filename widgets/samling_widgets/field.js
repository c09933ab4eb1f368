// One labelled text field that grows, says whether it is saved, and asks when two texts meet. Also the small mark for
// "done", which is saved the same way.

import { Answers } from "./answers.js";
import { fill, h, privacy, uniqueId } from "./dom.js";
import { FieldSaver, MOST, clean } from "./saving.js";

/** @typedef {{ id: string, label: string, help: string, lines: number, share: string }} FieldDefinition */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ title: string, privacy: string, prompts: string[], fields: FieldDefinition[] }} Definition */
/** @typedef {{ exercise: string, language: string, role: string, definition: Definition, strings: Strings }} Shown */
/** @typedef {{ field: string, start: number, end: number }} Caret */

/** Where the writer was when a widget was taken down, by exercise. @type {Map<string, Caret>} */
const carets = new Map();

/**
 * An end for everything a widget starts: the host's signal, or the cleanup that `render` returns.
 * @param {AbortSignal | undefined} signal
 */
export function lifetime(signal) {
  const life = new AbortController();
  const end = () => life.abort();
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end, { signal: life.signal });
  return { signal: life.signal, end };
}

/**
 * A participant's page: what is to be read, then the fields, the mark for "done" (without one the exercise is done when
 * a field holds text, or when the kind says so), and who sees it. A kind may `arrange` the fields among what is its own,
 * have what is `begun` and not hung up yet kept, and say where what is `given` to the reader stands.
 * @param {import("./answers.js").Model} model
 * @param {HTMLElement} page
 * @param {AbortSignal} signal
 * @param {(HTMLElement | null)[]} before
 * @param {{ marked: boolean, begun?: import("./drafts.js").Drafts, given?: HTMLElement, done?: (kept: (field: string) => string) => boolean, arrange?: (answers: Answers, parts: Map<string, HTMLElement>) => (HTMLElement | null)[] }} options
 */
export function participantPage(model, page, signal, before, { marked, begun, given = page, done = () => false, arrange = (_, parts) => [...parts.values()] }) {
  /** @type {Shown["definition"]} */
  const { fields, privacy: who } = model.get("definition");
  const strings = model.get("strings");
  const answers = new Answers(model, page, signal, (kept) =>
    marked ? kept("done") === "yes" : done(kept) || fields.some(({ id }) => kept(id).trim() !== ""),
  );
  const areas = fields.map((one) => field(answers, one, strings));
  const parts = new Map(fields.map(({ id }, number) => [id, areas[number].part]));
  append(page, [...before, ...arrange(answers, parts), marked ? mark(answers, strings) : null, privacy(who)]);
  showOthers(answers, given, fields, strings);
  begun?.keepIn(answers);
  answers.start();
  const caret = carets.get(answers.exercise);
  const area = areas[fields.findIndex(({ id }) => id === caret?.field)]?.area;
  if (caret && area) requestAnimationFrame(() => takeUp(area, caret));
}

/**
 * A mentor's page: what is to be read, who sees what the participants write, and what they chose to share.
 * @param {import("./answers.js").Model} model
 * @param {HTMLElement} page
 * @param {AbortSignal} signal
 * @param {(HTMLElement | null)[]} before
 */
export function mentorPage(model, page, signal, before) {
  /** @type {Shown["definition"]} */
  const { fields, privacy: who } = model.get("definition");
  append(page, [...before, privacy(who)]);
  const shown = fields.filter(({ share }) => share === "group" || share === "mentor");
  if (!shown.length) return;
  const answers = new Answers(model, page, signal, null);
  showOthers(answers, page, shown, model.get("strings"), { mentor: true });
  answers.start();
}

/**
 * What others share, below the exercise, once there is something to show. A page without a group never needs the module.
 * @param {Answers} answers
 * @param {HTMLElement} page
 * @param {FieldDefinition[]} fields
 * @param {Strings} strings
 */
function showOthers(answers, page, fields, strings, { mentor = false } = {}) {
  const open = fields.filter(({ share }) => share !== "never");
  whenever(answers, ({ sharing, others: texts }) => sharing !== "none" && (mentor || texts.length > 0), async () => {
    const { others } = await import("./others.js");
    if (!answers.signal.aborted) page.append(others(answers, open, strings, { mentor }));
  });
}

/**
 * Do something once, as soon as what stands shared asks for it. A module that does not come is asked for again.
 * @param {Answers} answers
 * @param {(standing: import("./answers.js").Standing) => boolean} when
 * @param {() => Promise<void>} act
 */
function whenever(answers, when, act) {
  let begun = false;
  answers.show(() => {
    if (begun || !when(answers.standing)) return;
    begun = true;
    act().catch(() => { begun = false; });
  });
}

/** @param {HTMLElement} page @param {(HTMLElement | null)[]} parts */
function append(page, parts) {
  page.append(...parts.filter((part) => part !== null));
}

/** Put the caret back where it was, unless the reader has gone elsewhere meanwhile. @param {HTMLTextAreaElement} area @param {Caret} caret */
function takeUp(area, caret) {
  if (!area.isConnected || document.activeElement !== document.body) return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(caret.start, caret.end);
}

/**
 * A labelled field.
 * @param {Answers} answers
 * @param {FieldDefinition} definition
 * @param {Strings} strings
 */
function field(answers, definition, strings) {
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
  const grow = growing(area, signal);
  followCaret(area, answers.exercise, definition.id, signal);
  answers.show(() => {
    const waiting = !answers.loaded && !answers.unreachable;
    area.readOnly = waiting;
    area.toggleAttribute("aria-busy", waiting);
    if (clean(area.value) !== saver.text) {
      area.value = saver.text;
      grow();
    }
    show();
  });
  const label = h("label", { for: id, id: `${id}-label` }, definition.label);
  if (definition.share === "never") return { area, part: h("div", { class: "samling-field" }, label, help, area, ...parts) };
  const [quiet, ...loud] = parts;
  const below = h("div", { class: "samling-below" }, quiet);
  const place = h("div", { class: "samling-sharing" });
  const part = h("div", { class: "samling-field" }, label, help, area, below, ...loud, place);
  answers.show(() => part.classList.toggle("is-shareable", answers.standing.sharing === "open"));
  whenever(answers, (standing) => isToShare(standing, saver), async () => {
    const { shareable } = await import("./share_line.js");
    if (!signal.aborted) shareable(answers, definition, strings, { area, below, place, label: label.id });
  });
  return { area, part };
}

/** Whether there is something to share, or to take back: only then does a page need to know how. @param {import("./answers.js").Standing} standing @param {FieldSaver} saver */
function isToShare({ sharing, shares }, saver) {
  return (sharing === "open" && saver.text.trim() !== "") || saver.field in shares;
}

/**
 * "I have read this", "Mark as done": stored under the reserved field `done`.
 * @param {Answers} answers
 * @param {Strings} strings
 */
function mark(answers, strings) {
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
export function status(answers, saver, strings, alarmId, control) {
  const quiet = h("p", { class: "samling-saved", role: "status", "aria-live": "polite" });
  const alarm = h("div", { class: "samling-alarm", id: alarmId, role: "alert" });
  const question = h("div", { class: "samling-conflict" });
  let told = "";
  const show = () => {
    const { state, reason } = saver;
    const unread = answers.unreachable && state !== "unsaved" && state !== "conflict";
    // What keeps the answers from being fetched keeps them from being saved, too.
    const cause = answers.unreachable && reason === "no-answer" && strings[answers.reason] ? answers.reason : reason;
    const unfetched = strings[`unread-${answers.reason}`] ?? strings.unreachable;
    const now = unread ? unfetched : `${state} ${cause}`;
    if (now === told) return;
    told = now;
    quiet.textContent = unread ? unfetched : state === "saved" ? strings.saved : "";
    quiet.classList.toggle("is-saved", !unread && state === "saved");
    alarm.replaceChildren();
    question.replaceChildren();
    control.classList.toggle("is-unsaved", state === "unsaved" || state === "conflict");
    if (state === "unsaved") {
      const why = fill(strings[cause] ?? strings.database, { most: MOST.toLocaleString(control.closest("[lang]")?.getAttribute("lang") || "nb") });
      alarm.append(h("p", {}, h("strong", {}, `${strings.unsaved}.`), " ", why));
    }
    if (state === "conflict") {
      alarm.append(h("p", {}, h("strong", {}, `${strings.conflict}.`), " ", strings["conflict-why"]));
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

/**
 * Let a text field grow with its text where the browser does not do it by itself. Gives what to call when the text
 * was set from outside.
 * @param {HTMLTextAreaElement} area
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
function growing(area, signal) {
  if (CSS.supports("field-sizing", "content")) return () => {};
  const grow = () => {
    area.style.height = "auto";
    if (area.scrollHeight) area.style.height = `${area.scrollHeight + 4}px`;
  };
  let width = 0;
  const watch = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    grow();
  });
  watch.observe(area);
  area.addEventListener("input", grow, { signal });
  signal.addEventListener("abort", () => watch.disconnect());
  return grow;
}

/**
 * Remember where the writer is, for the case that this part of the page is taken down and built anew.
 * @param {HTMLTextAreaElement} area
 * @param {string} exercise
 * @param {string} field
 * @param {AbortSignal} signal
 */
function followCaret(area, exercise, field, signal) {
  const here = () => carets.set(exercise, { field, start: area.selectionStart, end: area.selectionEnd });
  for (const name of ["focus", "input", "keyup", "pointerup"]) area.addEventListener(name, here, { signal });
  // A field that is taken away loses the focus too, but then the writer has not left it.
  area.addEventListener("blur", () => { if (area.isConnected) carets.delete(exercise); }, { signal });
}
