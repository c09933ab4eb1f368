// The two numbers above each other on one width, so that the distance can be seen. Those of an earlier gathering stand as
// rings. Nothing is measured, and nothing judges.

import { fill, h, svg, uniqueId } from "./dom.js";
import { HIGHEST, LOWEST, NUMBERS } from "./scale_strip.js";

/** @typedef {Record<string, string>} Strings */
/** @typedef {{ id: string, label: string, value: number | null, then: number | null }} Line */

const WIDTH = 360;
const EDGE = 20;
const ROW = 62;
/** By strip, the word above its line. */
const WORDS = new Map([["importance", "line-importance"], ["belief", "line-belief"]]);
/** Where a line lies in its row: below its word. */
const BELOW = 0.68;

/** Where a number stands across the drawing. @param {number} number */
function across(number) {
  return EDGE + ((number - LOWEST) / (HIGHEST - LOWEST)) * (WIDTH - 2 * EDGE);
}

/** The drawing of the lines, with its words for those who cannot see it. @param {Line[]} lines @param {Strings} strings */
export function gap(lines, strings) {
  const id = uniqueId("gap");
  const said = lines.map(({ label, value }) => `${label} ${value === null ? strings["not-placed"] : fill(strings["of-ten"], { number: value })}.`);
  const height = ROW * lines.length;
  const drawing = svg("svg", { class: "scale-drawing", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-labelledby": id });
  const middle = (/** @type {number} */ row) => ROW * (row + BELOW);
  drawing.append(svg("title", { id }, `${strings["two-numbers"]}: ${said.join(" ")}`));
  lines.slice(1).forEach((line, row) => {
    const above = lines[row].value;
    if (above === null || line.value === null) return;
    drawing.append(svg("line", { class: "gap-between", x1: across(above), y1: middle(row), x2: across(line.value), y2: middle(row + 1) }));
  });
  lines.forEach((line, row) => drawing.append(svg("text", { class: "gap-word", x: EDGE - 8, y: ROW * row + 16 }, strings[WORDS.get(line.id) ?? ""] ?? ""), ...drawn(line, middle(row))));
  return h("div", { class: "scale-gap" }, drawing);
}

/** @param {Line} line @param {number} y */
function drawn({ value, then }, y) {
  const parts = [svg("line", { class: "gap-line", x1: across(LOWEST), y1: y, x2: across(HIGHEST), y2: y })];
  const dots = NUMBERS.map((number) => svg("circle", { class: "gap-dot", cx: across(number), cy: y, r: 2.5 }));
  const ring = then === null ? [] : [svg("circle", { class: "gap-then", cx: across(then), cy: y, r: 18 })];
  const mark = value === null ? [] : [
    svg("circle", { class: "gap-now", cx: across(value), cy: y, r: 14 }),
    svg("text", { class: "gap-number", x: across(value), y: y + 5.5 }, String(value)),
  ];
  return [...parts, ...dots, ...ring, ...mark];
}
