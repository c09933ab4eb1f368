// Moving notes and points: by menu, by keyboard and by pointer it comes to the same.

import { fill } from "./dom.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */

/** Hang a note in a phase; `index` counts among the others there, at the end when it is left out. @param {Room} room @param {Item} note @param {string} phase @param {number} [index] */
export function moveNote(room, note, phase, index) {
  const { journey, strings } = room;
  const phases = journey.phases();
  const others = (journey.notes(phases).get(phase) ?? []).filter(({ name }) => name !== note.name);
  const place = Math.max(0, Math.min(index ?? others.length, others.length));
  journey.hang(others, place, note.name, { ...note.value, phase });
  room.say(fill(strings.moved, { phase: phases.find(({ id }) => id === phase)?.title ?? "", place: place + 1, count: others.length + 1 }));
}

/** One place up or down among its neighbours. @param {Room} room @param {Item} note @param {-1 | 1} way */
export function moveWithin(room, note, way) {
  const there = room.journey.notes().get(note.value.phase) ?? [];
  const index = there.findIndex(({ name }) => name === note.name);
  if (index + way >= 0 && index + way < there.length) moveNote(room, note, note.value.phase, index + way);
}

/** To the phase before or after. @param {Room} room @param {Item} note @param {-1 | 1} way */
function moveAcross(room, note, way) {
  const phases = room.journey.phases();
  const to = phases[phases.findIndex(({ id }) => id === note.value.phase) + way];
  if (to) moveNote(room, note, to.id);
}

/** A point up or down on its sheet. @param {Room} room @param {Item[]} points in order @param {Item} point @param {-1 | 1} way */
export function movePoint(room, points, point, way) {
  const index = points.findIndex(({ name }) => name === point.name);
  const others = points.filter(({ name }) => name !== point.name);
  if (index + way < 0 || index + way > others.length) return;
  room.journey.hang(others, index + way, point.name, point.value);
}

/** What Shift and an arrow key do to the note that has the focus. @param {Room} room @param {KeyboardEvent} event @param {Item} note */
export function moveByKey(room, event, note) {
  if (!event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === "ArrowUp") moveWithin(room, note, -1);
  else if (event.key === "ArrowDown") moveWithin(room, note, 1);
  else if (event.key === "ArrowLeft") moveAcross(room, note, -1);
  else if (event.key === "ArrowRight") moveAcross(room, note, 1);
  else return false;
  event.preventDefault();
  return true;
}
