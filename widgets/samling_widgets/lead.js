// `lead`: the run sheet on the mentor's page, led with one hand while talking. What is now comes first, with a large clock;
// the rest is folded below. All of it stands in the database, so another device shows the same.

import { acting } from "./acting.js";
import { Board } from "./board.js";
import { fetching } from "./board_parts.js";
import { h, root } from "./dom.js";
import { lifetime } from "./field.js";
import { underWay } from "./gathering_now.js";
import { agendaPart } from "./lead_agenda.js";
import { nextTimePart } from "./lead_next_time.js";
import { nowPart } from "./lead_now.js";
import { planPart } from "./lead_plan.js";
import { presentPart } from "./lead_present.js";
import { wallPart } from "./lead_wall.js";

/** A line of the agenda. @typedef {{ name: string, activity: string | null, part: string, step: string, title: string, at: string, minutes: string }} Entry */
/** @typedef {{ entries: Entry[], left_out: string[], says: string, brief: string, fits: boolean, over: boolean }} Meeting */
/** @typedef {{ minutes: number, stories: number, people: number, added: string[], skipped: string[], split: boolean, part: number, begins: string | null }} Plan */
/** In minutes. @typedef {{ start: number, minutes: number, total: number }} Course */
/** @typedef {{ plan: Plan, people: number, marked: boolean, everyone: string[], states: Record<string, string>, paper: number, meetings: Meeting[], here: string | null, next: string | null, course: Course | null, clock: import("./clock.js").Clock | null, own: boolean }} View */
/** @typedef {{ activity: string | null, part: string, step: string, clock: import("./clock.js").Clock | null, since: number, began: number | null, before: Omit<Now, "before"> | null }} Now */
/** @typedef {{ title: string, activities: { id: string, title: string }[], hints: Record<string, import("./phase_clock.js").Hint[]>, typed_in: { id: string, title: string }[], optional: { id: string, title: string, minutes: number }[], always: string[], stories: boolean, gives_way: string, wall: string }} Definition */
/** What every part of the run sheet is given. @typedef {{ board: Board, definition: Definition, strings: Record<string, string>, language: string, signal: AbortSignal, view: () => View, now: () => Now | null, act: (action: string, more?: object) => Promise<boolean> }} Leading */

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const strings = model.get("strings");
  const language = model.get("language");
  const page = root("lead", { title: strings["run-sheet"] }, language);
  el.append(page);
  const board = new Board(model, page, "gathering", signal);
  const { act, alarm } = acting(board, strings);
  const view = () => /** @type {View} */ (board.view);
  const now = () => /** @type {Now | null} */ (underWay(board));
  /** @type {Leading} */
  const leading = { board, definition: model.get("definition"), strings, language, signal, view, now, act };
  const waiting = h("div", {});
  const plan = planPart(leading);
  const nextTime = nextTimePart(leading);
  const parts = [nowPart(leading, nextTime.card), presentPart(leading), agendaPart(leading, plan.part), plan, nextTime, wallPart(leading)];
  const [first, ...folded] = parts.filter((each) => each !== plan).map(({ part }) => part);
  const whole = h("div", { class: "lead-whole", hidden: true }, first, alarm, ...folded);
  page.append(waiting, whole);
  board.show(() => {
    const said = fetching(board, strings);
    waiting.replaceChildren(...(said ? [said] : []));
    whole.hidden = !board.loaded;
    if (board.loaded) for (const { update } of parts) update();
  });
  board.start();
  return end;
}

export default { render };
