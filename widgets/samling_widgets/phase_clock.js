// What a mentor leads a kind with phases by: the phases in a row, the clock of the one that is now with pause and one
// more minute, and the hint whose moment has come. Built once and brought up to date in its place.

import { button } from "./board_parts.js";
import { spent, timer } from "./clock.js";
import { h } from "./dom.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {{ id: string, title: string, time: string }} Phase */
/** `at`: a phase's id, a minute, or null beforehand. @typedef {{ text: string, at: string | number | null }} Hint */
/** @typedef {{ phases: Phase[], hints: Hint[], now: () => string | null, clock: () => Clock | null, act: (action: string, more?: object) => unknown }} Led */
/** @typedef {Record<string, string>} Strings */

const TICK = 1000;

/**
 * The row, the clock and the hint. `update` after every change.
 * @param {Board} board
 * @param {Led} led
 * @param {Strings} strings
 * @returns {{ part: HTMLElement, update: () => void }}
 */
export function phaseClock(board, led, strings) {
  const { signal } = board;
  const row = led.phases.map(({ title, time }) => h("li", {}, h("span", {}, title), h("small", {}, " ", time)));
  const pause = button("", () => led.act(led.clock()?.since === null ? "resume" : "pause"), signal, { name: "pause" });
  const more = button(strings["one-minute-more"], () => led.act("more"), signal, { name: "more" });
  const clock = h("div", { class: "samling-phase-clock" }, timer(led.clock, () => board.now(), signal), h("div", { class: "samling-buttons" }, pause, more));
  const hint = hintPart(board, led, strings);
  const update = () => {
    const now = led.now();
    row.forEach((item, number) => {
      const current = led.phases[number].id === now;
      if (current) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    const one = led.clock();
    clock.hidden = !one;
    pause.textContent = strings[one?.since === null ? "go-on" : "pause-clock"];
    hint.update();
  };
  const part = h("div", { class: "samling-phases" }, h("ol", { "aria-label": strings.phases }, ...row), clock, hint.part);
  return { part, update };
}

/**
 * The hint that helps now, and the phase's others on request. Several share the phase's time between them.
 * @param {Board} board
 * @param {Led} led
 * @param {Strings} strings
 */
function hintPart(board, led, strings) {
  const text = h("p", {});
  const rest = h("ul", {});
  const others = h("details", { class: "samling-short" }, h("summary", {}, strings["more-hints"]), rest);
  const part = h("div", { class: "samling-hint", role: "note", "aria-label": strings.hint }, text, others);
  let told = "";
  const update = () => {
    const hints = led.hints.filter(({ at }) => at !== null && at === led.now());
    const clock = led.clock();
    const share = clock && hints.length ? clock.length / hints.length : 0;
    const number = share && clock ? Math.min(hints.length - 1, Math.floor(spent(clock, board.now()) / share)) : 0;
    const said = `${led.now()} ${number}`;
    if (said === told) return;
    told = said;
    part.hidden = !hints.length;
    text.textContent = hints[number]?.text ?? "";
    others.hidden = hints.length < 2;
    rest.replaceChildren(...hints.filter((one) => one !== hints[number]).map((one) => h("li", {}, one.text)));
  };
  const ticking = setInterval(update, TICK);
  board.signal.addEventListener("abort", () => clearInterval(ticking));
  return { part, update };
}
