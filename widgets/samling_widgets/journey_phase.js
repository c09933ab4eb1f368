// One phase: a stop on the road with its name and what hangs there, where notes are hung up, and how the phase is changed.

import { button, redraw, standing } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { noteCard } from "./journey_note.js";
import { STRAY } from "./journey_model.js";
import { draftOf, isEarlier, mayWrite } from "./journey_room.js";
import { phaseTools } from "./journey_phase_tools.js";
import { markSign, notesWord, short } from "./journey_signs.js";
import { writeIn, writing } from "./journey_writing.js";
import { freshName } from "./board.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */
/** @typedef {import("./journey_model.js").Phase} Phase */
/** A phase and its notes, as a part of the road. @typedef {{ name: string, phase: Phase, notes: Item[] }} Stop */
/** @typedef {{ propose: (note: Item) => void, raise: (text: string) => void }} Ways */

/** @param {Room} room @param {Stop} first @param {Ways} ways */
export function phasePart(room, first, { propose, raise }) {
  const { strings, signal, open, board } = room;
  const id = first.phase.id;
  const head = h("h4", { class: "journey-stop" });
  const list = h("ul", { class: "journey-notes" });
  const gone = h("div", { class: "journey-gone", role: "status" });
  const hanging = h("div", { class: "journey-hanging" });
  const tools = h("div", { class: "journey-tools" });
  const body = h("div", { class: "journey-hang" }, list, gone, hanging, tools);
  const element = h("li", { class: "journey-phase", "data-phase": id }, head, body);
  const cards = new KeyedList(list, (/** @type {Item} */ note) => noteCard(room, note, propose, raise));
  const parts = { head: "", gone: "", hanging: "", tools: "" };
  const changed = (/** @type {keyof typeof parts} */ part, /** @type {unknown} */ state) => {
    const now = JSON.stringify(state);
    if (parts[part] === now) return false;
    parts[part] = now;
    return true;
  };

  const update = (/** @type {Stop} */ { phase, notes }) => {
    const opened = room.wide || open.open === id;
    const marks = room.definition.marks.map((mark) => notes.filter(({ value }) => value.mark === mark.id).length);
    const large = room.leads && room.journey.large() === id;
    if (changed("head", [phase.title, notes.length, marks, opened, room.wide, large])) {
      redraw(head, () => head.replaceChildren(stop(room, phase, notes.length, marks, opened)));
    }
    element.classList.toggle("is-open", opened);
    element.classList.toggle("is-shown-large", large);
    body.hidden = !opened;
    if (!opened) return cards.show([]);
    cards.show(open.onlyNew ? notes.filter(({ value }) => !isEarlier(room, value)) : notes);
    list.hidden = notes.length === 0;
    const back = open.gone?.value.phase === id ? open.gone : null;
    if (changed("gone", back)) gone.replaceChildren(...(back ? wayBack(room, back) : []));
    const writes = open.writing === id;
    if (changed("hanging", [writes, mayWrite(room), id]) && (!writes || !hanging.querySelector("textarea"))) {
      redraw(hanging, () => hanging.replaceChildren(...(mayWrite(room) && id !== STRAY && !writes ? [hangButton(room, phase, hanging)] : [])));
      if (writes) hang(room, phase, hanging, false);
    }
    const own = board.state(phase.name);
    if (changed("tools", [phase.title, open.tools === id, mayWrite(room), notes.length, large, own?.state, own?.reason, own?.theirs?.revision, placeOf(room, id)])) {
      redraw(tools, () => tools.replaceChildren(
        ...(mayWrite(room) && id !== STRAY ? phaseTools(room, phase, notes.length) : []),
        standing(board, phase.name, strings, (value) => value?.title ?? ""),
      ));
    }
    return undefined;
  };
  signal.addEventListener("abort", () => hanging.replaceChildren());
  return { element, update };
}

/** The neighbours' names, which the tools mention. @param {Room} room @param {string} id */
function placeOf({ journey, open }, id) {
  return open.tools === id ? journey.phases().map((phase) => phase.title) : [];
}

/** The name, and how much hangs here. Where it is narrow it opens and closes. @param {Room} room @param {Phase} phase @param {number} count @param {number[]} marks @param {boolean} opened */
function stop(room, phase, count, marks, opened) {
  const { strings, signal, open, definition } = room;
  const signs = marks.map((number, which) => number > 0 && h(
    "span",
    { class: `journey-count is-mark-${which + 1}` },
    markSign(which),
    h("span", { "aria-hidden": "true" }, String(number)),
    h("span", { class: "samling-unseen" }, `, ${definition.marks[which]?.title}: ${number}`),
  ));
  const parts = [
    h("span", { class: "journey-name", dir: "auto" }, phase.title),
    h("span", { class: "journey-counts" }, h("span", { class: "samling-unseen" }, ", "), count ? notesWord(count, strings) : strings["no-notes"], ...signs),
  ];
  if (room.wide) return h("div", { class: "journey-head" }, ...parts);
  const head = h("button", { type: "button", class: "journey-head", "aria-expanded": String(opened), "data-name": `stop-${phase.id}` }, ...parts);
  head.addEventListener("click", () => {
    const top = head.getBoundingClientRect().top;
    open.open = opened ? null : phase.id;
    open.menu = null;
    room.draw();
    // The phase that closes above would carry the tapped one away.
    const now = document.activeElement?.getBoundingClientRect().top ?? top;
    scrollBy({ top: now - top, behavior: "instant" });
  }, { signal });
  return head;
}

/** @param {Room} room @param {Phase} phase @param {HTMLElement} place */
function hangButton(room, phase, place) {
  const word = room.leads ? room.strings["hang-many"] : room.strings.hang;
  return button(/** @type {string} */ (word), () => hang(room, phase, place, true), room.signal, { name: "hang", label: `${word}: ${phase.title}` });
}

/** Open the writing in a phase. @param {Room} room @param {Phase} phase @param {HTMLElement} place @param {boolean} pressed */
function hang(room, phase, place, pressed) {
  const { strings, open, journey, board, leads } = room;
  open.writing = phase.id;
  const leave = () => {
    open.writing = null;
    room.draw();
    /** @type {HTMLElement | null} */ (place.querySelector("button"))?.focus({ preventScroll: true });
  };
  const write = () => {
    const made = writing(room, {
      label: strings["note-label"] ?? "",
      help: leads ? strings["many-help"] ?? "" : "",
      draft: draftOf(room, phase.id),
      kinds: true,
      many: leads,
      word: (count) => (count > 1 ? fill(strings["hang-them"] ?? "", { count }) : strings["hang-it"] ?? ""),
      done: (texts, kind) => {
        const last = journey.notes().get(phase.id)?.at(-1)?.value.order ?? 0;
        texts.forEach((text, number) =>
          board.put(freshName("note"), { text, kind, mark: null, phase: phase.id, order: last + number + 1, gathering: room.definition.gathering }),
        );
        room.say(texts.length > 1 ? fill(strings["hung-many"] ?? "", { count: texts.length, phase: phase.title }) : fill(strings.hung ?? "", { phase: phase.title }));
        made.area.focus({ preventScroll: true });
        made.form.scrollIntoView({ block: "nearest" });
      },
      leave,
    });
    return made;
  };
  if (pressed) {
    room.draw(); // closes what was open for writing elsewhere
    writeIn(room, place, write);
  } else place.replaceChildren(write().form);
}

/** What was taken away last, and the way back. @param {Room} room @param {Item} item */
export function wayBack(room, { name, value }) {
  const back = button(room.strings.undo ?? "", () => {
    room.open.gone = null;
    room.board.put(name, value);
  }, room.signal, { quiet: true, name: "undo" });
  return [h("span", { dir: "auto" }, fill(room.strings.taken ?? "", { text: short(value.text) })), back];
}
