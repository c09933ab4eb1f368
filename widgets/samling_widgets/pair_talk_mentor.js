// A pair talk for the mentor: the pairs, the phases with their clock, and the sheet of keywords.

import { acting } from "./acting.js";
import { Board } from "./board.js";
import { button, redraw } from "./board_parts.js";
import { h, fill } from "./dom.js";
import { mentorPage } from "./field.js";
import { pairsPart } from "./pair_drawing.js";
import { phaseOf, talkOf, together } from "./pair_people.js";
import { sheetPart } from "./pair_sheet.js";
import { phaseClock } from "./phase_clock.js";

/** @typedef {import("./pair_talk.js").Face} Face */
/** @typedef {import("./pair_drawing.js").Act} Act */

/** @param {Face} face */
export function mentorFace(face) {
  const { model, page, board, definition, strings, signal } = face;
  const { act, alarm } = acting(board, strings);
  const runSheet = new Board(model, page, "gathering", signal);
  runSheet.start();
  const give = async () => { if (await act("give")) await runSheet.act("more-time"); };
  const phases = phaseClock(board, { phases: definition.phases, hints: definition.hints, now: () => talkOf(board).phase, clock: () => talkOf(board).clock, act }, strings);
  const step = h("div", { class: "samling-step" });
  const swaps = h("div", { class: "samling-swaps" });
  const pairs = pairsPart(face, act);
  const sheet = sheetPart(face, act);
  mentorPage(model, page, signal, [h("div", { class: "samling-lead" }, phases.part, step, swaps, alarm), pairs.part, sheet.part]);
  let drawn = "";
  board.show(() => {
    phases.update();
    pairs.update();
    sheet.update();
    const { phase, given } = talkOf(board);
    const state = JSON.stringify([phase, given, board.view.changed, board.view.shown, board.people]);
    if (state === drawn) return;
    drawn = state;
    redraw(step, () => step.replaceChildren(...steps(face, act)));
    redraw(swaps, () => swaps.replaceChildren(...costs(face, give)));
  });
}

/** What everybody does now, and the way on. @param {Face} face @param {Act} act */
function steps(face, act) {
  const { board, definition, strings, signal } = face;
  const { phase, number } = phaseOf(face);
  const next = definition.phases[number + 1];
  const on = next && button(fill(strings[phase ? "on-to" : "begin-with"], { title: next.title }), () => act("go", { to: next.id }), signal, { main: Boolean(phase) || board.view.shown, name: "on" });
  const back = phase && talkOf(board).before && button(strings["step-back"], () => act("back"), signal, { quiet: true, name: "back" });
  return [phase && h("p", {}, phase.text), h("div", { class: "samling-buttons" }, on, back)].filter((part) => part !== null);
}

/** Who has changed roles, and the minutes it costs. @param {Face} face @param {() => unknown} give */
function costs(face, give) {
  const { board, definition, strings, signal } = face;
  /** @type {string[][]} */
  const changed = board.view.changed ?? [];
  if (!changed.length) return [];
  const who = changed.map((group) => h("li", {}, fill(strings["they-changed"], { names: together(face, group) })));
  const { given, clock } = talkOf(board);
  const cost = h("p", {}, fill(strings[given ? "minutes-given" : "change-costs-all"], { count: definition.swap }));
  const way = !given && clock && button(fill(strings["give-minutes"], { count: definition.swap }), give, signal, { name: "give" });
  return [h("ul", {}, ...who), cost, ...(way ? [way] : [])];
}
