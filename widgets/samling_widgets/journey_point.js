// One proposal: waiting, with a way to each sheet; or a point on a sheet, with the way back. What else can be done with it
// comes when it is tapped.

import { button, redraw, standing } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { movePoint } from "./journey_moves.js";
import { beginEdit, changedWhile, isEarlier, mayWrite, memory, takeAway, trouble } from "./journey_room.js";
import { changing } from "./journey_writing.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */

/** @param {Room} room @param {Item} first @param {(text: string, sheet: string | null) => void} raise */
export function pointCard(room, first, raise) {
  const text = h("span", { class: "journey-text", dir: "auto" });
  const signs = h("span", { class: "journey-signs" });
  const face = h("button", { type: "button", class: "journey-face", "data-name": first.name }, text, signs);
  const ways = h("div", { class: "journey-ways" });
  const below = h("div", { class: "journey-below" });
  const lost = h("p", { class: "journey-lost", role: "status" });
  const element = h("li", { class: "journey-point", "data-note": first.name }, face, ways, lost, below);
  const changed = memory();
  face.addEventListener("click", () => {
    if (!mayWrite(room)) return;
    room.open.menu = room.open.menu === first.name ? null : first.name;
    room.draw();
  }, { signal: room.signal });

  const update = (/** @type {Item} */ point) => {
    const { open, board, journey } = room;
    const { name, value } = point;
    const phase = journey.phases().find(({ id }) => id === value.phase)?.title ?? "";
    const [editing, opened, writable] = [open.editing.has(name), open.menu === name && mayWrite(room), mayWrite(room)];
    if (changed("face", [value.text, value.done, value.gathering, phase])) {
      text.textContent = value.text;
      signs.replaceChildren(...signsOf(room, value, phase));
      element.classList.toggle("is-done", value.done);
    }
    const meanwhile = editing ? changedWhile(room, name) : "";
    if (changed("meanwhile", meanwhile)) lost.textContent = meanwhile;
    face.hidden = editing;
    face.setAttribute("aria-expanded", String(opened));
    element.classList.toggle("is-open", opened || editing);
    if (changed("ways", [writable && !editing, value])) redraw(ways, () => ways.replaceChildren(...(writable && !editing ? waysOf(room, point) : [])));
    if (changed("below", [trouble(room, name), editing, opened && value])) redraw(below, () => below.replaceChildren(
      ...(editing ? [changing(room, point, element, { label: room.strings["proposal-what"], kinds: false })] : opened ? [menu(room, point, element, raise)] : []),
      standing(board, name, room.strings, (other) => other?.text ?? "", "proposal"),
    ));
  };
  return { element, update };
}

/** @param {Room} room @param {Item["value"]} value @param {string} phase */
function signsOf(room, value, phase) {
  const { strings } = room;
  return [
    value.done ? h("span", { class: "journey-done" }, strings.done) : null,
    phase ? h("span", { dir: "auto" }, phase) : null,
    isEarlier(room, value) ? h("span", {}, fill(strings["at-gathering"], { number: value.gathering })) : null,
  ].filter((part) => part !== null);
}

/** Where it goes with one tap. @param {Room} room @param {Item} point */
function waysOf(room, point) {
  const { strings, signal, definition } = room;
  const { value } = point;
  if (value.sheet !== null) {
    const back = button(strings["take-back"], () => put(room, point, null), signal, { quiet: true, name: `${point.name}-back`, label: `${strings["take-back"]}: ${value.text}` });
    if (!isEarlier(room, value)) return [back];
    const done = value.done ? strings["lives-on"] : strings["is-done"];
    return [button(done, () => room.journey.change(point.name, { done: !value.done }), signal, { quiet: true, name: `${point.name}-done` }), back];
  }
  return definition.sheets.map(({ id, title }) =>
    button(fill(strings["to-sheet"], { sheet: title }), () => put(room, point, id), signal, { name: `${point.name}-to-${id}` }),
  );
}

/** Put a proposal on a sheet, at its end, or take it back. @param {Room} room @param {Item} point @param {string | null} sheet */
function put(room, point, sheet) {
  const { journey, strings, definition, say } = room;
  const there = journey.proposals().filter(({ value }) => value.sheet === sheet);
  room.open.menu = null;
  journey.change(point.name, { sheet, order: (there.at(-1)?.value.order ?? 0) + 1 });
  const title = definition.sheets.find(({ id }) => id === sheet)?.title;
  say(title ? fill(strings["on-sheet"], { sheet: title }) : strings["taken-back"]);
}

/** @param {Room} room @param {Item} point @param {HTMLElement} card @param {(text: string, sheet: string | null) => void} raise */
function menu(room, point, card, raise) {
  const { strings, signal, definition, journey, leads } = room;
  const { value } = point;
  const there = () => journey.proposals().filter((one) => one.value.sheet === value.sheet);
  const others = value.sheet === null ? [] : definition.sheets.filter(({ id }) => id !== value.sheet);
  const start = () => {
    beginEdit(room, point);
    card.querySelector("textarea")?.focus();
  };
  return h(
    "div",
    { class: "journey-menu" },
    button(strings.edit, start, signal, { quiet: true, name: "edit" }),
    button(strings.up, () => movePoint(room, there(), point, -1), signal, { quiet: true, name: "up" }),
    button(strings.down, () => movePoint(room, there(), point, 1), signal, { quiet: true, name: "down" }),
    ...others.map(({ id, title }) => button(fill(strings["to-sheet"], { sheet: title }), () => put(room, point, id), signal, { quiet: true, name: `to-${id}` })),
    leads ? button(strings.raise, () => raise(value.text, value.sheet), signal, { quiet: true, name: "raise" }) : null,
    button(strings["take-away"], () => takeAway(room, point), signal, { quiet: true, name: "take-away" }),
  );
}
