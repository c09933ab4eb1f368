// The road: the phases in their order, and what hangs there. Where there is room they stand beside each other; on a
// phone they are stops under each other, one open at a time, so that fifteen of them and three hundred notes stay calm.

import { acting } from "./acting.js";
import { button } from "./board_parts.js";
import { h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { moveByKey } from "./journey_moves.js";
import { PHASE, STRAY } from "./journey_model.js";
import { phasePart } from "./journey_phase.js";
import { newPhase } from "./journey_phase_tools.js";
import { mayWrite, memory } from "./journey_room.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_phase.js").Stop} Stop */

const MOST_PHASES = 30;

/** @param {Room} room @param {import("./journey_phase.js").Ways} ways */
export function road(room, ways) {
  const { strings, signal, open, journey } = room;
  const list = h("ol", { class: "journey-road" });
  const empty = h("div", { class: "journey-empty" });
  const adding = h("div", { class: "journey-adding" });
  const element = h("div", { class: "journey-scroll" }, list);
  const parts = new KeyedList(list, (/** @type {Stop} */ stop) => phasePart(room, stop, ways));
  const changed = memory();
  listen(room, list);
  const addButton = () => button(strings["new-phase"], () => newPhase(room, adding, close), signal, { quiet: true, name: "new-phase" });
  const close = () => {
    adding.replaceChildren(addButton());
    adding.querySelector("button")?.focus({ preventScroll: true });
  };

  const update = () => {
    const phases = journey.phases();
    const notes = journey.notes(phases);
    const stray = notes.get(STRAY) ?? [];
    const stops = phases.map((phase) => ({ name: phase.name, phase, notes: notes.get(phase.id) ?? [] }));
    const homeless = { name: PHASE, phase: { name: PHASE, id: STRAY, title: strings["no-phase"], order: 0 }, notes: stray };
    const held = holder(list);
    const began = empty.contains(document.activeElement);
    parts.show(stray.length ? [homeless, ...stops] : stops);
    keepFocus(list, held, open.gone !== null);
    element.hidden = stops.length + stray.length === 0;
    element.classList.toggle("is-crowded", stops.length > 5);
    const writable = mayWrite(room);
    if (changed("empty", [phases.length === 0, writable, room.board.loaded])) empty.replaceChildren(...(phases.length || !room.board.loaded ? [] : beginning(room)));
    if (began && phases.length) list.querySelector("button")?.focus({ preventScroll: true });
    if (changed("adding", [writable, phases.length < MOST_PHASES])) adding.replaceChildren(...(writable && phases.length < MOST_PHASES ? [addButton()] : []));
  };
  return { elements: [empty, element, adding], list, update };
}

/** Taps open a note's menu; Shift and an arrow key move it. One listener for all of them. @param {Room} room @param {HTMLElement} list */
function listen(room, list) {
  const { signal, open, journey } = room;
  const faceOf = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".journey-face"));
  list.addEventListener("click", (event) => {
    const name = faceOf(event)?.dataset.name;
    if (!name || !mayWrite(room)) return;
    open.menu = open.menu === name ? null : name;
    open.moving = false;
    room.draw();
  }, { signal });
  list.addEventListener("keydown", (event) => {
    const name = faceOf(event)?.dataset.name;
    const value = name && journey.shown(name);
    if (name && value && mayWrite(room)) moveByKey(room, event, { name, value });
  }, { signal });
}

/** What has the focus in the road: which thing, and what of it. @param {HTMLElement} list */
function holder(list) {
  const focused = /** @type {HTMLElement | null} */ (list.querySelector(":focus"));
  if (!focused) return null;
  const note = /** @type {HTMLElement | null} */ (focused.closest("[data-note]"));
  return { focused, what: focused.dataset.name ?? "", note: note?.dataset.note ?? "", phase: /** @type {HTMLElement | null} */ (focused.closest("[data-phase]")) };
}

/** A note that was moved to another phase takes the focus along; where it is gone, the way back has it, or the phase. @param {HTMLElement} list @param {ReturnType<typeof holder>} held @param {boolean} gone */
function keepFocus(list, held, gone) {
  if (!held || held.focused.isConnected || list.contains(document.activeElement)) return;
  const card = held.note ? list.querySelector(`[data-note="${CSS.escape(held.note)}"]`) : null;
  const within = card?.querySelector(`[data-name="${CSS.escape(held.what)}"]`) ?? card?.querySelector(".journey-face");
  const back = gone ? held.phase?.querySelector(".journey-gone button") : null;
  const rest = held.phase?.isConnected ? held.phase.querySelector("button") : list.querySelector("button");
  /** @type {HTMLElement | null} */ (within ?? back ?? rest ?? null)?.focus({ preventScroll: true });
}

/** An empty journey: the phases of the content to begin with. @param {Room} room */
function beginning(room) {
  const { strings, signal, board, definition } = room;
  const { act, alarm } = acting(board, strings);
  const phases = h("ol", { class: "journey-offer" }, ...definition.phases.map(({ title }) => h("li", {}, title)));
  const begin = button(strings.begin, () => act("begin"), signal, { main: true, name: "begin" });
  return [h("p", {}, strings["begin-text"]), phases, mayWrite(room) ? h("p", {}, begin) : null, alarm].filter((part) => part !== null);
}
