// The signs of a journey: a letter for each kind of note, a line drawing for each mark. Never colour alone.

import { h, icon } from "./dom.js";

/** @typedef {import("./journey_room.js").Room} Room */

/** It works; it may move this way or that; something else. On 20 × 20. */
const MARKS = ["M4 10.5l4 4 8-9", "M2.5 10h15M6.5 6l-4 4 4 4M13.5 6l4 4-4 4", "M10 4v12M4 10h12"];
const COLOURS = 5;

/** @param {number} number of a mark, from 0 */
export function markSign(number) {
  return icon(/** @type {string} */ (MARKS[Math.min(number, MARKS.length - 1)]));
}

/** The class that gives a note its paper. @param {Room["definition"]} definition @param {string} kind */
export function paperOf({ kinds }, kind) {
  return `is-paper-${(Math.max(0, kinds.findIndex(({ id }) => id === kind)) % COLOURS) + 1}`;
}

/** The classes that give a thing its mark's frame. @param {Room["definition"]} definition @param {string | null} mark */
export function frameOf({ marks }, mark) {
  const number = marks.findIndex(({ id }) => id === mark);
  return number < 0 ? "" : `is-framed-${Math.min(number, MARKS.length - 1) + 1}`;
}

/** A kind's letter on its paper. @param {Room["definition"]} definition @param {string} kind */
export function letter(definition, kind) {
  return h("span", { class: "journey-letter", "aria-hidden": "true" }, definition.kinds.find(({ id }) => id === kind)?.letter);
}

/** What papers, letters, frames and signs stand for. @param {Room["definition"]} definition */
export function legend(definition) {
  const kinds = definition.kinds.map(({ id, title }) =>
    h("li", {}, h("span", { class: `journey-swatch ${paperOf(definition, id)}` }, letter(definition, id)), title),
  );
  const marks = definition.marks.map(({ id, title }, number) =>
    h("li", {}, h("span", { class: `journey-swatch ${frameOf(definition, id)}` }, markSign(number)), title),
  );
  return h("ul", { class: "journey-legend" }, ...kinds, ...marks);
}

/** "1 note", "8 notes". @param {number} count @param {Record<string, string>} strings */
export function notesWord(count, strings) {
  return count === 1 ? strings["one-note"] : /** @type {string} */ (strings["notes"]).replace("{count}", String(count));
}

/** The part of a text that fits into a sentence. @param {string} text */
export function short(text) {
  const line = text.replace(/\s+/g, " ");
  return [...line].length > 60 ? `${[...line].slice(0, 58).join("").trimEnd()} …` : line;
}
