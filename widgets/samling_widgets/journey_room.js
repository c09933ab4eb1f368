// What the parts of a journey's page share: the boards, the words, and what is open on this page. The latter is kept in
// memory by journey, so that a page whose widgets are built anew shows it again, and no half-written note is lost.

import { editPlace } from "./journey_begun.js";
import { fill } from "./dom.js";
import { NOTE } from "./journey_model.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./board.js").Value} Value */
/** @typedef {import("./journey_model.js").Item} Item */
/** Something being changed: as it stood when that began, and what is written so far. @typedef {{ before: Value, base: number, text: string, kind: string }} Edit */
/** What is being written new, by place. @typedef {{ text: string, kind: string, from: Item | null }} Draft */
/** `open`: the one phase open where it is narrow; `menu`: the thing whose menu is open; `tools`: the phase being changed; `gone`: what was taken away last. @typedef {{ open: string | null, menu: string | null, moving: boolean, writing: string | null, tools: string | null, onlyNew: boolean, gone: Item | null, drafts: Map<string, Draft>, editing: Map<string, Edit>, kind: string }} Open */
/**
 * @typedef {object} Room
 * @property {Board} board
 * @property {Board | null} gathering a mentor's, to bring a point up
 * @property {import("./journey_model.js").Journey} journey
 * @property {import("./journey_model.js").Definition} definition
 * @property {Record<string, string>} strings
 * @property {string} language
 * @property {boolean} leads
 * @property {boolean} wide columns beside each other
 * @property {Open} open
 * @property {import("./drafts.js").Drafts} drafts what is begun, for a page that is loaded again
 * @property {AbortSignal} signal
 * @property {(text: string) => void} say for those who do not see what moved
 * @property {() => void} draw
 */

/** @type {Map<string, Open>} */
const rooms = new Map();

/** What is open on the page of this journey. @param {string} key @param {string} kind the kind of note to begin with @returns {Open} */
export function openOf(key, kind) {
  const found = rooms.get(key) ?? { open: null, menu: null, moving: false, writing: null, tools: null, onlyNew: false, gone: null, drafts: new Map(), editing: new Map(), kind };
  rooms.set(key, found);
  return found;
}

/** What is being written at a place. @param {Room} room @param {string} where @returns {Draft} */
export function draftOf({ open }, where) {
  const found = open.drafts.get(where) ?? { text: "", kind: open.kind, from: null };
  open.drafts.set(where, found);
  return found;
}

/** Whether the group's work may still be changed. @param {Room} room */
export function mayWrite({ board }) {
  return board.loaded && board.standing !== "closed";
}

/** Take a thing away, with a way back. @param {Room} room @param {Item} item */
export function takeAway(room, { name, value }) {
  room.open.gone = { name, value };
  room.open.menu = null;
  room.board.put(name, null);
}

/** Whether a note was there before this gathering. @param {Room} room @param {Value} value */
export function isEarlier({ definition }, value) {
  return value.gathering !== definition.gathering;
}

/** Begin to change what a thing says. @param {Room} room @param {Item} item */
export function beginEdit(room, { name, value }) {
  const { journey, open } = room;
  open.editing.set(name, { before: value, base: journey.revision(name), text: value.text, kind: value.kind ?? "" });
  room.draw();
}

/** Leave the change; with a text and a kind, write them. @param {Room} room @param {string} name @param {Value} [change] */
export function endEdit(room, name, change) {
  const { board, open } = room;
  const edit = open.editing.get(name);
  open.editing.delete(name);
  room.drafts.keep(editPlace(name), null);
  open.menu = null;
  // From what its writer saw: what others changed meanwhile is brought together, or both are shown.
  if (change && edit) board.put(name, { ...(board.value(name) ?? edit.before), ...change }, edit.base);
  else room.draw();
}

/** What somebody else did to a thing while it is being changed here, in words; nothing when nobody did. @param {Room} room @param {string} name */
export function changedWhile({ board, open, strings }, name) {
  const edit = open.editing.get(name);
  if (!edit || board.state(name)) return "";
  const stands = board.told.get(name);
  if (!stands) return strings["gone-while"];
  const text = String(stands.value?.text ?? "");
  return stands.revision > edit.base && text !== edit.before.text ? fill(strings["board-changed-while"], { text }) : "";
}

/** Whether a name is a note's. @param {string} name */
export function isNote(name) {
  return name.startsWith(NOTE);
}

/** What of one's own writing of a thing is not well or was written over, as something to compare: nothing while it is on its way. @param {Room} room @param {string} name */
export function trouble({ board }, name) {
  const own = board.state(name);
  return own && own.state !== "saving" ? [own.state, own.reason, own.theirs?.revision] : board.words.replaced(name);
}

/** Tells whether a part's state differs from the last time it was asked, by the part's name. */
export function memory() {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (/** @type {string} */ part, /** @type {unknown} */ state) => {
    const now = JSON.stringify(state);
    if (known.get(part) === now) return false;
    known.set(part, now);
    return true;
  };
}
