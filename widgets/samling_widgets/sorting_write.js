// Writing a new note, and the starter notes that may be taken or left.

import { freshName } from "./board.js";
import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { Drafts } from "./drafts.js";
import { lengthOf } from "./sorting_notes.js";

/** @typedef {import("./sorting_notes.js").Notes} Notes */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ note: number, notes: number }} Most */

/** What the drafts call a new note. */
const NEW = "note";

/**
 * The field for a new note.
 * @param {Notes} notes
 * @param {Most} most
 * @param {Strings} strings
 * @param {(begun: Record<string, import("./drafts.js").Begun>) => void} found gets what was begun on an earlier page
 */
export function composer(notes, most, strings, found) {
  const { exercise, signal } = notes.answers;
  const id = uniqueId("compose");
  const area = h("textarea", { id, rows: 2, "aria-describedby": `${id}-help ${id}-alarm`, dir: "auto" });
  const alarm = h("div", { class: "samling-alarm", id: `${id}-alarm`, role: "alert" });
  const takeUp = () => { area.value ||= String(drafts.at(NEW)?.["text"] ?? ""); };
  const drafts = new Drafts(exercise, (begun) => { takeUp(); found(begun); });
  const keep = () => drafts.keep(NEW, area.value.trim() ? { text: area.value } : null);
  takeUp();
  drafts.keepIn(notes.answers);
  /** @param {string} why */
  const say = (why) => alarm.replaceChildren(...(why ? [h("p", {}, why)] : []));
  const add = () => {
    const text = area.value.trim();
    const over = lengthOf(text) - most.note;
    if (!text || !notes.open) return area.focus();
    if (over > 0) return say(fill(strings["note-too-long"], { over }));
    if (notes.all.length >= most.notes) return say(strings["notes-full"]);
    area.value = "";
    keep();
    say("");
    notes.add(freshName("note"), text);
    return area.focus();
  };
  area.addEventListener("input", () => { keep(); say(""); }, { signal });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    add();
  }, { signal });
  const show = () => { area.readOnly = !notes.open; };
  const part = h(
    "div",
    { class: "samling-field sorting-composer" },
    h("label", { for: id }, strings["write-note"]),
    h("p", { class: "samling-help", id: `${id}-help` }, strings["write-note-help"]),
    area,
    alarm,
    h("div", { class: "samling-buttons" }, button(strings["add-note"], add, signal, { main: true })),
  );
  return { part, show, drafts };
}

/**
 * The starter notes that are not taken. Open at first, folded as soon as there are notes of one's own.
 * @param {Notes} notes
 * @param {string[]} examples
 * @param {Most} most
 * @param {Strings} strings
 */
export function starters(notes, examples, most, strings) {
  /** @type {{ id: string, button: HTMLElement, part: HTMLElement }[]} */
  const rows = examples.map((text, place) => {
    const id = `example-${place + 1}`;
    const take = () => {
      if (!notes.open || notes.all.length >= most.notes) return;
      notes.add(id, text);
      const left = (/** @type {typeof rows} */ some) => some.find((row) => !row.part.hidden)?.button;
      (left(rows.slice(place)) ?? left(rows))?.focus({ preventScroll: true });
    };
    const one = button(text, take, notes.answers.signal, { label: fill(strings["take-example"], { text }) });
    return { id, button: one, part: h("li", {}, one) };
  });
  const part = h(
    "details",
    { class: "samling-short sorting-starters", open: true },
    h("summary", {}, strings.examples),
    h("p", { class: "samling-help" }, strings["examples-help"]),
    h("ul", {}, ...rows.map((row) => row.part)),
  );
  let first = true;
  const show = () => {
    for (const row of rows) row.part.hidden = notes.find(row.id) !== null;
    part.hidden = rows.every((row) => row.part.hidden);
    if (first && notes.answers.loaded) {
      first = false;
      part.open = notes.all.length === 0;
    }
  };
  /** Out of the way of notes of one's own, which lie below. */
  const fold = () => { part.open = false; };
  return { part: examples.length ? part : null, show, fold };
}
