// The ring of chairs, drawn. Who speaks, who is next and who has spoken is told by form and sign as well as by colour;
// the same stands as text beside it, so the drawing itself is left out for those who listen to the page.

import { svg } from "./dom.js";

/** @typedef {"now" | "next" | "spoken" | "passed" | "silent" | "waiting"} Place */

const MIDDLE = 160;
const RADIUS = 124;
const CLOCK = 68;
const ROUND = 2 * Math.PI * CLOCK;
const SIGNS = { now: "", next: "", spoken: "✓", passed: "↻", silent: "–", waiting: "" };

/** Where chair `number` stands, the first at the bottom, where the one who leads sits with the screen. @param {number} number @param {number} chairs */
function position(number, chairs) {
  const angle = Math.PI / 2 + ((number - 1) / chairs) * 2 * Math.PI;
  return { x: MIDDLE + RADIUS * Math.cos(angle), y: MIDDLE + RADIUS * Math.sin(angle), turn: (angle * 180) / Math.PI - 90 };
}

/**
 * The ring. `choose`, where given, is told of a tap on a chair.
 * @param {number} chairs
 * @param {(number: number) => Place} placeOf
 * @param {boolean} clockwise
 * @param {((number: number) => void) | null} choose
 * @param {AbortSignal} signal
 */
export function ring(chairs, placeOf, clockwise, choose, signal) {
  const arc = svg("circle", { class: "ring-arc", cx: MIDDLE, cy: MIDDLE, r: CLOCK, transform: `rotate(-90 ${MIDDLE} ${MIDDLE})` });
  const drawn = svg(
    "svg",
    { class: "samling-ring", viewBox: "0 0 320 320", "aria-hidden": "true", focusable: "false" },
    svg("circle", { class: "ring-track", cx: MIDDLE, cy: MIDDLE, r: CLOCK }),
    arc,
    wayRound(clockwise),
  );
  const size = chairs > 11 ? 0.82 : chairs > 9 ? 0.92 : 1;
  for (let number = 1; number <= chairs; number += 1) {
    const seat = chair(number, position(number, chairs), placeOf(number), size);
    if (choose) {
      seat.classList.add("is-choice");
      seat.addEventListener("click", () => choose(number), { signal });
    }
    drawn.append(seat);
  }
  progress(arc, 0);
  return { drawn, progress: (/** @type {number} */ part) => progress(arc, part) };
}

/** @param {number} number @param {{ x: number, y: number, turn: number }} at @param {Place} place @param {number} size */
function chair(number, at, place, size) {
  const scale = place === "now" ? size * 1.18 : size;
  return svg(
    "g",
    { class: `ring-chair is-${place}`, transform: `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})` },
    svg(
      "g",
      { transform: `rotate(${at.turn.toFixed(1)}) scale(${scale})` },
      svg("rect", { class: "ring-seat", x: -20, y: -20, width: 40, height: 36, rx: 11 }),
      svg("path", { class: "ring-back", d: "M-19 23 Q0 30 19 23" }),
    ),
    svg("text", { class: "ring-number", y: 4 }, String(number)),
    SIGNS[place] && svg("text", { class: "ring-sign", x: 19 * scale, y: -14 * scale }, SIGNS[place]),
  );
}

/** A small arrow inside the ring. @param {boolean} clockwise */
function wayRound(clockwise) {
  const mirror = clockwise ? "" : `translate(${2 * MIDDLE} 0) scale(-1 1)`;
  return svg("path", { class: "ring-way", transform: mirror, d: "M112 90 A85 85 0 0 1 146 76 l-8 -6 m8 6 l-6 9" });
}

/** @param {SVGCircleElement} arc @param {number} part 0–1 of the time that is used */
function progress(arc, part) {
  const used = Math.min(1, Math.max(0, part));
  arc.setAttribute("stroke-dasharray", `${(used * ROUND).toFixed(1)} ${ROUND.toFixed(1)}`);
  arc.classList.toggle("is-full", used >= 1);
}
