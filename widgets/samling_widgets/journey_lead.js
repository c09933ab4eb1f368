// What the one who leads has beside the journey itself: what the wall shows, the point that is brought up, and the steps.

import { acting } from "./acting.js";
import { button, redraw } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { SHOWN } from "./journey_model.js";
import { memory } from "./journey_room.js";
import { short } from "./journey_signs.js";

/** @typedef {import("./journey_room.js").Room} Room */

const SHEETS = "sheets";
const RAISED = "lead-raised";

/** @param {Room} room @param {import("./board.js").Board} gathering */
export function leading(room, gathering) {
  const { strings, signal, board, journey, definition } = room;
  const wall = h("div", { class: "journey-wall-choice", role: "group", "aria-label": strings.wall });
  const raised = h("div", { class: "journey-raised", role: "status" });
  const { act, alarm } = acting(gathering, strings);
  const changed = memory();
  const choice = (/** @type {string} */ word, /** @type {string | null} */ phase, /** @type {string | null} */ now) =>
    button(word, () => board.put(SHOWN, { phase }), signal, { name: `wall-${phase ?? "all"}`, pressed: now === phase });
  const update = () => {
    const large = journey.large();
    const phase = journey.phases().find(({ id }) => id === large);
    if (changed("wall", [large, phase?.title])) redraw(wall, () => wall.replaceChildren(
      h("span", {}, strings.wall),
      choice(strings["wall-all"], null, large),
      choice(strings["both-sheets"], SHEETS, large),
      ...(phase ? [choice(phase.title, phase.id, large)] : []),
    ));
    const point = gathering.value(RAISED);
    if (changed("raised", point)) raised.replaceChildren(...(point ? [
      h("span", { dir: "auto" }, fill(strings["raised-now"], { text: short(point.text) })),
      button(strings.lower, () => act("lower"), signal, { quiet: true, name: "lower" }),
    ] : []));
  };
  const raise = (/** @type {string} */ text, /** @type {string | null} */ sheet = null) => {
    room.open.menu = null;
    room.draw();
    return act("raise", { text, sheet: definition.sheets.find(({ id }) => id === sheet)?.title ?? null });
  };
  const steps = h("details", { class: "samling-short journey-steps" }, h("summary", {}, strings.steps), h("ol", {}, ...definition.steps.map((step) => h("li", {}, step))));
  return { element: h("div", { class: "journey-lead" }, wall, raised, alarm, steps), update, raise };
}
