// Dragging a note with mouse or pen: a convenience beside the menu and the keyboard. A finger scrolls instead.

import { moveNote } from "./journey_moves.js";
import { mayWrite } from "./journey_room.js";
import { h } from "./dom.js";

/** @typedef {import("./journey_room.js").Room} Room */

/** Pixels until a press is a drag; from the edge where the road begins to move along, and how far each time. */
const SLACK = 6;
const EDGE = 48;
const STEP = 14;

/** @typedef {{ name: string, card: HTMLElement, x: number, y: number, ghost: HTMLElement | null }} Drag */

/** @param {Room} room @param {HTMLElement} list @param {HTMLElement} page */
export function dragging(room, list, page) {
  const { signal } = room;
  const line = h("div", { class: "journey-drop", hidden: true });
  page.append(line);
  /** @type {Drag | null} */
  let drag = null;
  let dropped = false;

  const end = () => {
    drag?.ghost?.remove();
    drag?.card.classList.remove("is-dragged");
    line.hidden = true;
    drag = null;
  };
  list.addEventListener("pointerdown", (event) => {
    const face = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".journey-face"));
    const card = /** @type {HTMLElement | null} */ (face?.closest("[data-note]") ?? null);
    dropped = false;
    if (!card || event.button !== 0 || event.pointerType === "touch" || !mayWrite(room)) return;
    drag = { name: card.dataset.note ?? "", card, x: event.clientX, y: event.clientY, ghost: null };
  }, { signal });
  addEventListener("pointermove", (event) => {
    if (!drag || (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK)) return;
    drag.ghost ??= lift(drag, page);
    drag.ghost.style.translate = `${event.clientX - drag.x}px ${event.clientY - drag.y}px`;
    follow(list, event.clientX);
    mark(line, target(room.wide, list, drag, event));
  }, { signal });
  addEventListener("pointerup", (event) => {
    if (!drag) return;
    const [{ name, ghost }, place] = [drag, target(room.wide, list, drag, event)];
    end();
    if (!ghost) return;
    dropped = true;
    const value = room.journey.shown(name);
    if (place && value) moveNote(room, { name, value }, place.phase, place.index);
  }, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && drag?.ghost) end(); }, { signal });
  // The click that follows a drop is no tap.
  list.addEventListener("click", (event) => {
    if (dropped) event.stopImmediatePropagation();
    dropped = false;
  }, { signal, capture: true });
}

/** The note under the pointer, as it is carried. @param {Drag} drag @param {HTMLElement} page */
function lift({ card }, page) {
  const { left, top, width } = card.getBoundingClientRect();
  const ghost = /** @type {HTMLElement} */ (card.cloneNode(true));
  ghost.classList.add("journey-ghost");
  ghost.setAttribute("aria-hidden", "true");
  ghost.removeAttribute("data-note");
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  page.append(ghost);
  card.classList.add("is-dragged");
  return ghost;
}

/** Where a note would hang if it were let go here: the phase, the index among the others there, and the line to show. @param {boolean} wide @param {HTMLElement} list @param {Drag} drag @param {{ clientX: number, clientY: number }} at */
function target(wide, list, drag, { clientX, clientY }) {
  const phase = [...list.children].find((one) => {
    const box = one.getBoundingClientRect();
    const { top, bottom } = wide ? list.getBoundingClientRect() : box; // beside each other, a short one reaches as far down
    return clientX >= box.left && clientX <= box.right && clientY >= top && clientY <= bottom;
  });
  const id = /** @type {HTMLElement | undefined} */ (phase)?.dataset.phase;
  if (!phase || !id) return null;
  const cards = [...phase.querySelectorAll(".journey-note")].filter((card) => card !== drag.card);
  const index = cards.filter((card) => middle(card) < clientY).length;
  const edge = cards[index]?.getBoundingClientRect().top ?? cards.at(-1)?.getBoundingClientRect().bottom ?? phase.getBoundingClientRect().bottom;
  const { left, width } = (cards[0] ?? phase).getBoundingClientRect();
  return { phase: id, index, left, width, top: edge + (cards[index] ? -5 : 3) };
}

/** @param {Element} card */
function middle(card) {
  const { top, height } = card.getBoundingClientRect();
  return top + height / 2;
}

/** @param {HTMLElement} line @param {ReturnType<typeof target>} place */
function mark(line, place) {
  line.hidden = place === null;
  if (place) Object.assign(line.style, { left: `${place.left}px`, top: `${place.top}px`, width: `${place.width}px` });
}

/** A road wider than the page comes along. @param {HTMLElement} list @param {number} x */
function follow(list, x) {
  const scroll = list.parentElement;
  if (!scroll) return;
  const { left, right } = scroll.getBoundingClientRect();
  if (x < left + EDGE) scroll.scrollBy({ left: -STEP });
  if (x > right - EDGE) scroll.scrollBy({ left: STEP });
}
