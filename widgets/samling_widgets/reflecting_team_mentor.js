// A reflecting team for the mentor: what happens now with its clock, the headlines, and invented stories to borrow.

import { acting } from "./acting.js";
import { redraw } from "./board_parts.js";
import { h } from "./dom.js";
import { mentorPage } from "./field.js";
import { borrowed, borrowing } from "./story_cases.js";
import { gathered } from "./story_headlines.js";
import { stepParts } from "./story_steps.js";
import { phaseClock } from "./phase_clock.js";

/** @typedef {(action: string, more?: object) => Promise<boolean>} Act */

/** The faces in which headlines are gathered; null before anything has begun. */
const GATHERING = new Set([null, "headlines", "choosing", "done"]);

/** @param {import("./reflecting_team.js").Face} face */
export function mentorFace(face) {
  const { model, page, board, definition, strings, signal, view } = face;
  const { act, alarm } = acting(board, strings);
  const phases = phaseClock(board, { phases: definition.phases, hints: definition.hints, now: () => view().phase ?? null, clock: () => view().clock ?? null, act }, strings);
  const step = h("div", { class: "samling-step" });
  const headlines = gathered(face, act);
  const cases = borrowing(face, act);
  const reading = borrowed(face);
  mentorPage(model, page, signal, [h("div", { class: "samling-lead" }, phases.part, step, alarm, reading.part), headlines.part, cases.part]);
  let drawn = "";
  board.show(() => {
    phases.update();
    const gathering = GATHERING.has(view().face ?? null);
    headlines.part.hidden = cases.part.hidden = !gathering;
    headlines.update();
    cases.update();
    reading.update();
    const state = JSON.stringify([board.view, board.people, board.loaded, board.unreachable]);
    if (state === drawn) return;
    drawn = state;
    redraw(step, () => step.replaceChildren(...stepParts(face, act)));
  });
}
