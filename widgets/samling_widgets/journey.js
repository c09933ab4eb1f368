// `journey`: the group's own road in phases. Everybody sees it grow; a part of the page changes only when what it shows does.

import { Board } from "./board.js";
import { Drafts } from "./drafts.js";
import { fetching } from "./board_parts.js";
import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";
import { takeUp } from "./journey_begun.js";
import { Journey } from "./journey_model.js";
import { road } from "./journey_road.js";
import { memory, openOf } from "./journey_room.js";
import { sheets } from "./journey_sheets.js";
import { legend } from "./journey_signs.js";
import { pictures } from "./journey_taking.js";
import { filter } from "./journey_filter.js";

/** @typedef {import("./journey_room.js").Room} Room */

/** From this width on, in pixels, phases stand beside each other. */
const WIDE = 700;

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const role = model.get("role");
  const definition = model.get("definition");
  const page = root("journey", definition, model.get("language"), role);
  el.append(page);
  const board = new Board(model, page, "own", signal);
  if (role === "wall") {
    const { wall } = await import("./journey_wall.js");
    if (!signal.aborted) wall(board, page, definition, model.get("strings"));
    return end;
  }
  const { element, drafts } = await table(model, page, board, signal);
  const parts = [element, list("prompts", model.get("strings").prompts, definition.prompts)];
  if (signal.aborted) return end;
  if (role === "mentor") {
    mentorPage(model, page, signal, parts);
    drafts.keepOn(board);
  } else participantPage(model, page, signal, parts, { marked: true, begun: drafts });
  board.start();
  return end;
}

/** The journey to work on. @param {import("./board.js").Model} model @param {HTMLElement} page @param {Board} board @param {AbortSignal} signal */
async function table(model, page, board, signal) {
  const definition = model.get("definition");
  const strings = model.get("strings");
  const leads = model.get("role") === "mentor";
  const open = openOf(board.key, definition.kinds[0].id);
  const told = h("p", { class: "samling-unseen", role: "status" });
  /** @type {Record<string, import("./drafts.js").Begun>} */
  let found = {};
  /** @type {Room} */
  const room = {
    board,
    gathering: leads ? new Board(model, page, "gathering", signal) : null,
    journey: new Journey(board, definition, open.editing),
    definition,
    strings,
    language: model.get("language"),
    leads,
    wide: page.getBoundingClientRect().width >= WIDE,
    open,
    drafts: new Drafts(board.key, (begun) => { found = begun; draw(); }),
    signal,
    say: (text) => { told.textContent = text; },
    draw: () => draw(),
  };
  const lead = room.gathering && (await import("./journey_lead.js")).leading(room, room.gathering);
  const both = sheets(room, (text, sheet) => lead?.raise(text, sheet));
  const way = road(room, { propose: both.propose, raise: (text) => lead?.raise(text) });
  const sieve = filter(room);
  const waiting = h("div", {});
  const work = h(
    "div",
    { class: "journey-work" },
    h("details", { class: "samling-short journey-key" }, h("summary", {}, strings.legend), legend(definition), h("p", { class: "samling-help journey-keys" }, strings.keys)),
    sieve.element,
    ...way.elements,
    ...both.elements,
    pictures(room),
  );
  const changed = memory();
  const draw = () => {
    if (changed("waiting", [board.unreachable, board.loaded])) {
      waiting.replaceChildren(fetching(board, strings) ?? "");
      work.hidden = !board.loaded;
    }
    if (!board.loaded) return;
    takeUp(room, found);
    found = {};
    way.update();
    both.update();
    sieve.update();
    lead?.update();
  };
  board.show(draw);
  room.gathering?.show(draw);
  room.gathering?.start();
  watchWidth(room, page);
  const { dragging } = await import("./journey_drag.js");
  dragging(room, way.list, page);
  return { element: h("div", { class: "journey-table" }, told, waiting, lead?.element, work), drafts: room.drafts };
}

/** Columns where there is room for them. @param {Room} room @param {HTMLElement} page */
function watchWidth(room, page) {
  const show = (/** @type {number} */ width) => {
    page.classList.toggle("is-wide", room.wide);
    if (!width || room.wide === width >= WIDE) return;
    room.wide = width >= WIDE;
    page.classList.toggle("is-wide", room.wide);
    room.draw();
  };
  show(page.getBoundingClientRect().width);
  const watch = new ResizeObserver(([entry]) => show(entry?.contentRect.width ?? 0));
  watch.observe(page);
  room.signal.addEventListener("abort", () => watch.disconnect());
}

export default { render };
