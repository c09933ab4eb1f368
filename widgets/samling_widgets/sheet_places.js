// The order of a common sheet's lines: a number each, so that moving one changes no other.

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./board.js").Thing} Thing */

const PREFIX = "line-";

/** The lines in their order; of two in one place, the older first. @param {Board} board @returns {Thing[]} */
export function linesOf(board) {
  return board.under(PREFIX).sort((a, b) => place(a) - place(b));
}

/** A place below all of these. @param {Thing[]} lines */
export function room(lines) {
  return Math.max(0, ...lines.map(place)) + 1;
}

/**
 * Move a line one up (-1) or down (1). Where no number lies between its new neighbours, all are numbered anew.
 * @param {Board} board
 * @param {string} name
 * @param {-1 | 1} step
 */
export function moveLine(board, name, step) {
  const lines = linesOf(board);
  const from = lines.findIndex((line) => line.name === name);
  const to = from + step;
  if (from < 0 || to < 0 || to >= lines.length) return;
  const [line] = lines.splice(from, 1);
  lines.splice(to, 0, line);
  const before = to > 0 ? place(lines[to - 1]) : place(lines[1]) - 2;
  const after = to < lines.length - 1 ? place(lines[to + 1]) : place(lines[to - 1]) + 2;
  const between = (before + after) / 2;
  if (before < between && between < after) return board.put(name, { ...line.value, order: between });
  for (const [number, each] of lines.entries()) {
    if (place(each) !== number + 1) board.put(each.name, { ...each.value, order: number + 1 });
  }
}

/** @param {Thing} line */
function place({ value }) {
  return Number(value?.order) || 0;
}
