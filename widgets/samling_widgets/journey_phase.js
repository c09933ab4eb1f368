// One phase: a stop on the road with its name and what hangs there, where notes are hung up, and how the phase is changed.

import { freshName } from "./board.js";
import { button, redraw, standing } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { newPlace } from "./journey_begun.js";
import { noteCard } from "./journey_note.js";
import { STRAY } from "./journey_model.js";
import { draftOf, isEarlier, isNote, mayWrite, memory, trouble } from "./journey_room.js";
import { phaseTools } from "./journey_phase_tools.js";
import { markSign, notesWord, short } from "./journey_signs.js";
import { writeIn, writing } from "./journey_writing.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */
/** @typedef {import("./journey_model.js").Phase} Phase */
/** A phase and its notes, as a part of the road. @typedef {{ name: string, phase: Phase, notes: Item[] }} Stop */
/** @typedef {{ propose: (note: Item) => void, raise: (text: string) => void }} Ways */

/** @param {Room} room @param {Stop} first @param {Ways} ways */
export function phasePart(room, first, { propose, raise }) {
  const { strings, open, board } = room;
  const id = first.phase.id;
  const head = h("h4", { class: "journey-stop" });
  const list = h("ul", { class: "journey-notes" });
  const gone = h("div", { class: "journey-gone", role: "status" });
  const hanging = h("div", { class: "journey-hanging" });
  const tools = h("div", { class: "journey-tools" });
  const body = h("div", { class: "journey-hang" }, list, gone, hanging, tools);
  const element = h("li", { class: "journey-phase", "data-phase": id }, head, body);
  const cards = new KeyedList(list, (/** @type {Item} */ note) => noteCard(room, note, propose, raise));
  const changed = memory();
  let pressed = false;
  const press = () => { pressed = true; open.writing = id; room.draw(); };

  const update = (/** @type {Stop} */ { phase, notes }) => {
    const opened = room.wide || open.open === id;
    const large = room.leads && room.journey.large() === id;
    const counted = open.onlyNew ? notes.filter(({ value }) => !isEarlier(room, value)) : notes;
    const marks = room.definition.marks.map((mark) => counted.filter(({ value }) => value.mark === mark.id).length);
    if (changed("head", [phase.title, counted.length, marks, room.wide, open.onlyNew])) redraw(head, () => head.replaceChildren(stop(room, phase, counted.length, marks, element)));
    if (!room.wide) head.firstElementChild?.setAttribute("aria-expanded", String(opened));
    element.classList.toggle("is-open", opened);
    element.classList.toggle("is-shown-large", large);
    body.hidden = !opened;
    if (!opened) return cards.show([]);
    cards.show(counted);
    list.hidden = counted.length === 0;
    const back = open.gone?.value.phase === id && isNote(open.gone.name) ? open.gone : null;
    if (changed("gone", back)) gone.replaceChildren(...(back ? wayBack(room, back) : []));
    const writable = mayWrite(room) && id !== STRAY;
    const writes = writable && open.writing === id;
    if (changed("hanging", [writes, writable])) {
      if (writes) writeIn(room, hanging, () => hang(room, phase, hanging), pressed);
      else hanging.replaceChildren(...(writable ? [hangButton(room, phase, press)] : []));
      pressed = false;
    }
    if (changed("tools", [phase.title, writable, open.tools === id, large, trouble(room, phase.name)])) {
      const word = standing(board, phase.name, strings, (value) => value?.title ?? "");
      redraw(tools, () => tools.replaceChildren(...(writable ? phaseTools(room, phase) : []), word));
    }
    return undefined;
  };
  return { element, update };
}

/** The name, and how much hangs here. Where it is narrow it opens and closes. @param {Room} room @param {Phase} phase @param {number} count @param {number[]} marks @param {HTMLElement} element */
function stop(room, phase, count, marks, element) {
  const { strings, signal, open, definition } = room;
  const signs = marks.map((number, which) => number > 0 && h(
    "span",
    { class: "journey-count" },
    markSign(which),
    h("span", { "aria-hidden": "true" }, String(number)),
    h("span", { class: "samling-unseen" }, `, ${definition.marks[which]?.title}: ${number}`),
  ));
  const parts = [
    h("span", { class: "journey-name", dir: "auto" }, phase.title),
    h("span", { class: "journey-counts" }, h("span", { class: "samling-unseen" }, ", "), count ? notesWord(count, strings) : strings[open.onlyNew ? "no-new-notes" : "no-notes"], ...signs),
  ];
  if (room.wide) return h("div", { class: "journey-head" }, ...parts);
  const head = h("button", { type: "button", class: "journey-head", "data-name": `stop-${phase.id}` }, ...parts);
  head.addEventListener("click", () => {
    const top = element.getBoundingClientRect().top;
    open.open = open.open === phase.id ? null : phase.id;
    open.menu = null;
    room.draw();
    // The phase that closes above would carry the tapped one away.
    scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }, { signal });
  return head;
}

/** @param {Room} room @param {Phase} phase @param {() => void} press */
function hangButton({ strings, leads, signal }, phase, press) {
  const word = leads ? strings["hang-many"] : strings.hang;
  return button(word, press, signal, { name: "hang", label: `${word}: ${phase.title}` });
}

/** The writing in a phase. @param {Room} room @param {Phase} phase @param {HTMLElement} place */
function hang(room, phase, place) {
  const { strings, open, journey, board, leads, definition } = room;
  const leave = () => {
    open.writing = null;
    room.draw();
    place.querySelector("button")?.focus({ preventScroll: true });
  };
  const made = writing(room, {
    label: strings["note-label"],
    place: newPlace(phase.id),
    help: leads ? strings["many-help"] : "",
    draft: draftOf(room, phase.id),
    kinds: true,
    many: leads,
    word: (count) => (count > 1 ? fill(strings["hang-them"], { count }) : strings["hang-it"]),
    done: (texts, kind) => {
      const last = journey.notes().get(phase.id)?.at(-1)?.value.order ?? 0;
      texts.forEach((text, number) =>
        board.put(freshName("note"), { text, kind, mark: null, phase: phase.id, order: last + number + 1, gathering: definition.gathering }),
      );
      room.say(texts.length > 1 ? fill(strings["hung-many"], { count: texts.length, phase: phase.title }) : fill(strings.hung, { phase: phase.title }));
      made.area.focus({ preventScroll: true });
      made.form.scrollIntoView({ block: "nearest" });
    },
    leave,
  });
  return made;
}

/** What was taken away last, and the way back. @param {Room} room @param {Item} item */
export function wayBack(room, { name, value }) {
  const back = button(room.strings.undo, () => {
    room.open.gone = null;
    // As if it had never been seen: what somebody wrote there since is not written over, it is shown beside.
    room.board.put(name, value, 0);
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-note="${CSS.escape(name)}"] button`))?.focus({ preventScroll: true });
  }, room.signal, { quiet: true, name: "undo" });
  return [h("span", { dir: "auto" }, fill(room.strings.taken, { text: short(value.text) })), back];
}
