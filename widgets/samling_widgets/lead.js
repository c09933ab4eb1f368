// `lead`: the run sheet on the mentor's page. What is now comes first, with a large clock; the rest is folded below. All of
// it stands in the database, so another device shows the same.

import { acting } from "./acting.js";
import { Board } from "./board.js";
import { fetching, redraw } from "./board_parts.js";
import { h, root } from "./dom.js";
import { lifetime } from "./field.js";
import { agendaPart } from "./lead_agenda.js";
import { nowPart } from "./lead_now.js";
import { nextPart, planPart, wallPart } from "./lead_plan.js";
import { presentPart } from "./lead_present.js";

/** @typedef {{ kind: string, activity: string | null, title: string, at: string, minutes: number }} Entry */
/** @typedef {{ entries: Entry[], left_out: string[], says: string }} Meeting */
/** @typedef {{ minutes: number, stories: number, people: number, added: string[], skipped: string[], split: boolean, begins: string }} Plan */
/** @typedef {{ plan: Plan, people: number, everyone: string[], states: Record<string, string>, paper: number, meetings: Meeting[] }} View */
/** @typedef {{ text: string, at: string | number | null }} Hint */
/** @typedef {{ title: string, activities: { id: string, title: string }[], hints: Record<string, Hint[]>, optional: { id: string, title: string, minutes: number }[] }} Definition */
/** What every part of the run sheet is given. @typedef {{ board: Board, definition: Definition, strings: Record<string, string>, act: (action: string, more?: object) => Promise<boolean> }} Leading */

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const strings = model.get("strings");
  const definition = model.get("definition");
  const page = root("lead", { title: strings["run-sheet"] }, model.get("language"));
  el.append(page);
  const board = new Board(model, page, "gathering", signal);
  const { act, alarm } = acting(board, strings);
  /** @type {Leading} */ const leading = { board, definition, strings, act };
  const waiting = h("div", {});
  const parts = [nowPart(leading), agendaPart(leading), presentPart(leading), planPart(leading), nextPart(leading), wallPart(leading)];
  const whole = h("div", { class: "lead-whole", hidden: true }, ...parts.map(({ part }) => part));
  page.append(waiting, alarm, whole);
  let drawn = "";
  board.show(() => {
    const said = fetching(board, strings);
    waiting.replaceChildren(...(said ? [said] : []));
    whole.hidden = !board.loaded;
    if (!board.loaded) return;
    const state = JSON.stringify([board.view, board.people, board.value("lead-now"), board.value("lead-raised"), board.value("lead-next")]);
    if (state === drawn) return;
    drawn = state;
    redraw(whole, () => parts.forEach(({ update }) => update()));
  });
  board.start();
  return end;
}

export default { render };
