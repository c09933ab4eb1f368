// What is read off a pair talk's board alike by all who look at it.

import { personName } from "./board_parts.js";
import { fill, listed } from "./dom.js";

/** @typedef {import("./pair_talk.js").Face} Face */
/** @typedef {import("./pair_talk.js").Talk} Talk */

/** What is now. @param {import("./board.js").Board} board @returns {Talk} */
export function talkOf(board) {
  const stored = /** @type {Talk | null} */ (board.value("lead-talk"));
  return stored ?? { phase: null, clock: null, before: null, pairs: false, given: false };
}

/** Whether the sheet with keywords is shown. @param {import("./board.js").Board} board */
export function sheetShown(board) {
  return board.value("lead-sheet")?.shown === true;
}

/** Several people as they are said: `Anna, Bo og Cleo`. @param {Face} face @param {string[]} people */
export function together({ board, strings, language }, people) {
  return listed(people.map((id) => personName(board, id, strings).replaceAll(" ", "\u00a0")), language);
}

/** Who does what, in words. @param {Face} face @param {string} id */
export function partOf(face, id) {
  const { board, strings } = face;
  const role = board.view.roles?.[id];
  const name = together(face, [id]);
  if (role === "teller") return fill(strings["part-teller"], { name });
  return fill(role === "asker" ? strings["part-asker"] : strings["part-listener"], { name });
}

/** The phase there is now, and whether it is the last one, in which everybody is together again. @param {Face} face */
export function phaseOf({ board, definition }) {
  const { phase: id } = talkOf(board);
  const number = definition.phases.findIndex((one) => one.id === id);
  return { phase: definition.phases[number] ?? null, number, last: number === definition.phases.length - 1 };
}
