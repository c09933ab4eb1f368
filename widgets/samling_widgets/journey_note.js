// One note on the journey: its paper, its letter, its mark, what it says; and below it, once it is tapped, what can be done.

import { button, redraw, standing } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { moveNote, moveWithin } from "./journey_moves.js";
import { beginEdit, changedWhile, isEarlier, mayWrite, memory, takeAway, trouble } from "./journey_room.js";
import { frameOf, letter, markSign, paperOf } from "./journey_signs.js";
import { changing } from "./journey_writing.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */

/**
 * A note as a part of a list.
 * @param {Room} room
 * @param {Item} first
 * @param {(note: Item) => void} propose begins a proposal from the note
 * @param {(text: string) => void} raise brings a text up
 */
export function noteCard(room, first, propose, raise) {
  const text = h("span", { class: "journey-text", dir: "auto" });
  const signs = h("span", { class: "journey-signs" });
  const face = h("button", { type: "button", class: "journey-face", "data-name": first.name }, text, signs);
  const below = h("div", { class: "journey-below" });
  const lost = h("p", { class: "journey-lost", role: "status" });
  const element = h("li", { class: "journey-note", "data-note": first.name }, face, lost, below);
  const changed = memory();
  const update = (/** @type {Item} */ note) => {
    const { definition, open, board, strings } = room;
    const { name, value } = note;
    const look = [value.text, value.kind, value.mark, value.gathering];
    const [editing, opened] = [open.editing.has(name), open.menu === name && mayWrite(room)];
    if (changed("face", look)) {
      text.textContent = value.text;
      signs.replaceChildren(...signsOf(room, value));
    }
    if (changed("paper", [value.kind, value.mark, editing, opened])) {
      element.className = `journey-note ${paperOf(definition, value.kind)} ${frameOf(definition, value.mark)}`;
      element.classList.toggle("is-open", opened || editing);
      face.setAttribute("aria-expanded", String(opened));
      face.hidden = editing;
    }
    const meanwhile = editing ? changedWhile(room, name) : "";
    if (changed("meanwhile", meanwhile)) lost.textContent = meanwhile;
    if (changed("below", [trouble(room, name), editing, opened && [look, open.moving && value.phase, phasesOf(room)]])) redraw(below, () => below.replaceChildren(
      ...(editing ? [changing(room, note, element, { label: strings["note-label"], kinds: true })] : opened ? menu(room, note, element, propose, raise) : []),
      standing(board, name, strings, (other) => other?.text ?? "", "note"),
    ));
  };
  return { element, update };
}

/** What the menu lists, as one text. @param {Room} room */
function phasesOf({ open, journey }) {
  return open.moving ? journey.phases().map(({ id, title }) => `${id} ${title}`).join("\n") : "";
}

/** Mark, where it comes from, and kind; each in words for those who hear it. @param {Room} room @param {Item["value"]} value */
function signsOf(room, value) {
  const { definition, strings } = room;
  const number = definition.marks.findIndex(({ id }) => id === value.mark);
  const kind = definition.kinds.find(({ id }) => id === value.kind)?.title ?? "";
  const said = [kind, definition.marks[number]?.title ?? ""].filter(Boolean).map((word) => `, ${word}`);
  return [
    h("span", { class: "samling-unseen" }, said.join("")),
    number < 0 ? null : h("span", { class: "journey-mark" }, markSign(number)),
    isEarlier(room, value) ? h("span", { class: "journey-when" }, fill(strings["at-gathering"], { number: value.gathering })) : null,
    letter(definition, value.kind),
  ].filter((part) => part !== null);
}

/** @param {Room} room @param {Item} note @param {HTMLElement} card @param {(note: Item) => void} propose @param {(text: string) => void} raise */
function menu(room, note, card, propose, raise) {
  const { strings, signal, definition, journey, open, leads } = room;
  const { name, value } = note;
  const kind = definition.kinds.find(({ id }) => id === value.kind)?.title ?? "";
  const marks = definition.marks.map(({ id, title }, number) => {
    const on = value.mark === id;
    const one = button(title, () => journey.change(name, { mark: on ? null : id }), signal, { quiet: true, name: `mark-${id}`, pressed: on });
    one.prepend(markSign(number));
    return one;
  });
  const move = button(strings.move, () => { open.moving = !open.moving; room.draw(); }, signal, { quiet: true, name: "move" });
  move.setAttribute("aria-expanded", String(open.moving));
  const when = isEarlier(room, value) ? ` · ${fill(strings["from-gathering"], { number: value.gathering })}` : "";
  return [
    h("p", { class: "journey-about" }, `${kind}${when}`),
    h(
      "div",
      { class: "journey-menu" },
      button(strings.edit, () => startEdit(room, note, card), signal, { quiet: true, name: "edit" }),
      move,
      open.moving ? moving(room, note) : null,
      ...marks,
      button(strings.propose, () => propose(note), signal, { quiet: true, name: "propose" }),
      leads ? button(strings.raise, () => raise(value.text), signal, { quiet: true, name: "raise" }) : null,
      button(strings["take-away"], () => takeAway(room, note), signal, { quiet: true, name: "take-away" }),
    ),
  ];
}

/** @param {Room} room @param {Item} note */
function moving(room, note) {
  const { strings, signal, journey } = room;
  const id = uniqueId("to");
  const phases = journey.phases();
  const homeless = phases.some((phase) => phase.id === note.value.phase) ? [] : [h("option", { value: "" }, strings["no-phase"])];
  const choices = h("select", { id, "data-name": "to-phase" }, ...homeless, ...phases.map((phase) => h("option", { value: phase.id }, phase.title)));
  choices.value = homeless.length ? "" : note.value.phase;
  choices.addEventListener("change", () => { if (choices.value) moveNote(room, note, choices.value); }, { signal });
  return h(
    "div",
    { class: "journey-moving" },
    button(strings.up, () => moveWithin(room, note, -1), signal, { name: "up" }),
    button(strings.down, () => moveWithin(room, note, 1), signal, { name: "down" }),
    h("label", { for: id }, strings["to-phase"]),
    choices,
  );
}

/** @param {Room} room @param {Item} note @param {HTMLElement} card */
function startEdit(room, note, card) {
  beginEdit(room, note);
  card.querySelector("textarea")?.focus();
}
