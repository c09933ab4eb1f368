// The board: notes to be written and taken, those between the pillars, and the three pillars with what lies on them.
// A note is moved by its own buttons, by a tap on a pillar while it is open, or by dragging.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { status } from "./field.js";
import { draggable } from "./sorting_drag.js";
import { Card, EDIT } from "./sorting_note.js";
import { Notes } from "./sorting_notes.js";
import { composer, starters } from "./sorting_write.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./sorting_notes.js").Note} Note */
/** @typedef {import("./sorting_note.js").Pillar} Pillar */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ pillars: Pillar[], examples: string[], most: { note: number, notes: number } }} Definition */
/** @typedef {{ id: string, name: string, part: HTMLElement, list: HTMLElement, count: HTMLElement, none: HTMLElement }} Place */

/**
 * @param {Answers} answers
 * @param {Definition} definition
 * @param {Strings} strings
 */
export function board(answers, { pillars, examples, most }, strings) {
  const { signal } = answers;
  /** @type {Map<string, Card>} */
  const cards = new Map();
  /** @type {string | null} */
  let taken = null;
  const between = place({ id: "", name: strings.between }, strings, h("p", { class: "samling-help" }, strings["between-help"]));
  const stands = pillars.map((pillar) => place(pillar, strings));
  const places = [between, ...stands];
  const said = h("p", { class: "sorting-said", role: "status" });
  /** @param {string | null} pillar */
  const named = (pillar) => (pillars.find(({ id }) => id === pillar) ?? between).name;
  const notes = new Notes(answers, (what, note) => {
    if (what === "added" && note && !note.id.startsWith("example-")) offered.fold();
    said.textContent = what === "moved" && note ? fill(strings.moved, { place: named(note.pillar) }) : strings[what];
    draw();
  });
  /** Changes of notes that were begun on an earlier page, by note. @type {Map<string, string>} */
  const begun = new Map();
  const write = composer(notes, most, strings, (found) => {
    for (const [place, { text }] of Object.entries(found)) if (place.startsWith(EDIT) && typeof text === "string") begun.set(place.slice(EDIT.length), text);
  });
  const offered = starters(notes, examples, most, strings);
  const undo = button(strings.undo, () => { notes.undo(); if (!notes.canUndo) said.focus(); }, signal, { quiet: true });
  said.tabIndex = -1;
  /** @param {string} id @param {string | null} pillar */
  const move = (id, pillar) => {
    const next = neighbour(places, id);
    const inside = cards.get(id)?.part.contains(document.activeElement);
    taken = null;
    notes.move(id, pillar);
    // Whoever goes through a list by keyboard stays in it.
    if (inside) (cards.get(next ?? id) ?? cards.get(id))?.focus();
  };
  const doing = {
    open: (/** @type {string | null} */ id) => { taken = id; draw(); },
    move,
    rewrite: (/** @type {string} */ id, /** @type {string} */ text) => notes.rewrite(id, text),
    remove: (/** @type {string} */ id) => {
      const next = neighbour(places, id);
      taken = null;
      notes.remove(id);
      const card = next ? cards.get(next) : undefined;
      if (card) card.focus();
      else undo.focus({ preventScroll: true });
    },
  };
  const stage = h(
    "div",
    { class: "sorting-places" },
    between.part,
    // What measures the width may not be round what is dragged: a dragged note is placed by the window.
    h("div", { class: "sorting-width" }, h("div", { class: "sorting-pillars", role: "group", "aria-label": strings.pillars }, ...stands.map(({ part }) => part))),
  );
  const help = h("p", { class: "samling-help sorting-help" }, strings["tap-help"]);
  const unread = h("p", { class: "samling-alarm", role: "alert", hidden: true }, strings["board-unread"]);
  const alarm = uniqueId("board");
  const words = { ...strings, "no-answer": strings["board-unsaved-here"] };
  const { parts, show } = status(answers, notes.saver, words, alarm, stage);
  stage.addEventListener("click", (event) => tapped(event, taken, move), { signal });
  draggable(stage, (id, to) => move(id, to || null), signal);
  const draw = () => {
    for (const [id, card] of cards) {
      if (notes.find(id)) continue;
      card.part.remove();
      cards.delete(id);
    }
    if (taken && !notes.find(taken)) taken = null;
    stage.classList.toggle("has-taken", taken !== null);
    for (const one of places) {
      const here = notes.all.filter((note) => (stands.some(({ id }) => id === note.pillar) ? note.pillar : "") === one.id);
      settle(one.list, here.map((note) => shown(note)));
      one.none.hidden = here.length > 0;
      one.count.textContent = here.length === 0 ? "" : here.length === 1 ? strings["note-count-one"] : fill(strings["note-count"], { count: here.length });
    }
    help.hidden = notes.all.length === 0;
    unread.hidden = !notes.broken;
    undo.setAttribute("aria-disabled", String(!notes.canUndo));
    write.show();
    offered.show();
  };
  /** @param {Note} note */
  const shown = (note) => {
    const card = cards.get(note.id) ?? new Card(note, pillars, most.note, strings, doing, signal, write.drafts);
    cards.set(note.id, card);
    const half = begun.get(note.id);
    begun.delete(note.id);
    if (half !== undefined) taken = note.id;
    card.show(note, taken === note.id);
    if (half !== undefined) card.edit(half);
    return card.part;
  };
  answers.show(() => {
    notes.follow();
    if (notes.saver.state !== "conflict") show();
    draw();
  });
  const bar = h("div", { class: "sorting-bar" }, said, undo);
  return h("div", { class: "sorting-board" }, write.part, bar, offered.part, unread, help, stage, ...parts);
}

/** Where notes may lie. @param {Pillar} pillar @param {Strings} strings @param {HTMLElement} [help] */
function place({ id, name }, strings, help) {
  const heading = uniqueId("place");
  const count = h("span", { class: "sorting-count" });
  const list = h("ul", { "aria-labelledby": heading });
  const none = h("p", { class: "sorting-none" }, id ? strings["no-notes"] : strings["no-own-notes"]);
  const kind = `sorting-place ${id ? "is-pillar" : "is-between"}`;
  const head = h("div", { class: "sorting-head" }, h("h3", { id: heading }, name), count);
  return { id, name, list, count, none, part: h("div", { class: kind, "data-place": id || true }, head, help, none, list) };
}

/** A tap on a pillar, beside its notes, while one is open. @param {Event} event @param {string | null} taken @param {(id: string, pillar: string | null) => void} move */
function tapped(event, taken, move) {
  const target = /** @type {Element} */ (event.target);
  const here = target.closest("[data-place]");
  if (!taken || !(here instanceof HTMLElement) || target.closest(".sorting-note")) return;
  move(taken, here.dataset.place || null);
}

/** The note after this one in its list, or the one before. @param {Place[]} places @param {string} id */
function neighbour(places, id) {
  const own = places.flatMap(({ list }) => [...list.children]).find((one) => one.getAttribute("data-id") === id);
  const next = own?.nextElementSibling ?? own?.previousElementSibling;
  return next?.getAttribute("data-id") ?? null;
}

/** Put cards into their order, touching only those that lie elsewhere. @param {HTMLElement} list @param {HTMLElement[]} cards */
function settle(list, cards) {
  cards.forEach((card, number) => {
    if (list.children[number] !== card) list.insertBefore(card, list.children[number] ?? null);
  });
}
