// Changing a phase: its name, its place on the journey, and taking it away, which asks first and loses no note.

import { acting } from "./acting.js";
import { freshName } from "./board.js";
import { button, fullWord } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { SHOWN, TITLE_MOST } from "./journey_model.js";
import { notesWord } from "./journey_signs.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Phase} Phase */

/** @param {Room} room @param {Phase} phase */
export function phaseTools(room, phase) {
  const { strings, signal, open, board, journey, leads } = room;
  const large = leads && journey.large() === phase.id;
  const word = large ? strings["wall-now"] : strings["wall-phase"];
  const wall = leads
    ? button(word, () => board.put(SHOWN, { phase: large ? null : phase.id }), signal, { quiet: true, name: "wall", pressed: large, label: `${strings["wall-phase"]}: ${phase.title}` })
    : null;
  const toggle = button(strings["change-phase"], () => { open.tools = open.tools === phase.id ? null : phase.id; room.draw(); }, signal, { quiet: true, name: "tools", label: `${strings["change-phase"]}: ${phase.title}` });
  toggle.setAttribute("aria-expanded", String(open.tools === phase.id));
  return [wall, toggle, open.tools === phase.id ? tools(room, phase) : null].filter((part) => part !== null);
}

/** Drawn once and left alone while it is open: somebody types in it. @param {Room} room @param {Phase} phase */
function tools(room, phase) {
  const { strings, signal, journey, board } = room;
  const before = journey.revision(phase.name);
  const asking = h("div", { class: "journey-asking" });
  const rename = (/** @type {string} */ title) => {
    room.open.tools = null;
    if (title === phase.title) room.draw();
    else board.put(phase.name, { ...board.value(phase.name), title }, before);
  };
  return h(
    "div",
    { class: "journey-change" },
    nameField(room, strings.save, phase.title, rename),
    button(strings.earlier, () => move(room, phase, -1), signal, { quiet: true, name: "earlier" }),
    button(strings.later, () => move(room, phase, 1), signal, { quiet: true, name: "later" }),
    button(strings["take-phase"], () => ask(room, phase, asking), signal, { quiet: true, name: "take-phase" }),
    asking,
  );
}

/** @param {Room} room @param {Phase} phase @param {-1 | 1} way */
function move({ journey, strings, say }, phase, way) {
  const phases = journey.phases();
  const others = phases.filter(({ id }) => id !== phase.id).map(({ name, title, order }) => ({ name, value: { title, order } }));
  const to = Math.max(0, Math.min(phases.findIndex(({ id }) => id === phase.id) + way, others.length));
  const now = phases.find(({ id }) => id === phase.id);
  if (now && phases.indexOf(now) !== to) journey.hang(others, to, phase.name, { title: now.title });
  say(fill(strings["phase-moved"], { phase: now?.title ?? "", place: to + 1, count: phases.length }));
}

/** Where nothing hangs it goes at once; else it is said where the notes go. @param {Room} room @param {Phase} phase @param {HTMLElement} place */
function ask(room, phase, place) {
  const { strings, signal, board, journey } = room;
  const { act, alarm } = acting(board, strings);
  const phases = journey.phases();
  const index = phases.findIndex(({ id }) => id === phase.id);
  const into = phases[index - 1] ?? phases[index + 1];
  const count = journey.notes(phases).get(phase.id)?.length ?? 0;
  const take = async () => {
    if (!(await act("take-phase", { phase: phase.id, title: board.value(phase.name)?.title }))) return;
    room.open.tools = null;
    room.say(fill(strings["phase-taken"], { phase: phase.title }));
  };
  place.replaceChildren(alarm);
  if (count === 0) return void take();
  if (!into) return place.replaceChildren(h("p", { role: "status" }, strings["last-phase"]));
  const yes = button(strings["take-phase-yes"], take, signal, { main: true, name: "take-phase-yes" });
  const no = button(strings["keep-phase"], () => place.replaceChildren(), signal);
  const words = fill(strings["take-phase-ask"], { notes: notesWord(count, strings), phase: into.title });
  place.replaceChildren(h("p", { role: "status" }, words), h("div", { class: "samling-buttons" }, yes, no), alarm);
  return yes.focus({ preventScroll: true });
}

/** A new phase at the end. @param {Room} room @param {HTMLElement} place @param {() => void} close */
export function newPhase(room, place, close) {
  const { strings, signal, journey, board } = room;
  const add = (/** @type {string} */ title) => {
    board.put(freshName("phase"), { title, order: (journey.phases().at(-1)?.order ?? 0) + 1 });
    room.say(fill(strings["phase-added"], { phase: title }));
    close();
  };
  place.replaceChildren(nameField(room, strings["add-phase"], "", add), button(strings.cancel, close, signal, { quiet: true }));
  place.querySelector("input")?.focus();
}

/** @param {Room} room @param {string} word @param {string} title @param {(title: string) => void} done */
function nameField({ strings, signal }, word, title, done) {
  const id = uniqueId("phase");
  const field = h("input", { id, type: "text", maxlength: TITLE_MOST, "data-name": "phase-name", autocomplete: "off" });
  field.value = title;
  const submit = () => { if (field.value.trim()) done(field.value.trim()); else field.focus(); };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") submit(); }, { signal });
  return h("div", { class: "journey-naming" }, h("label", { for: id }, strings["phase-name"]), h("div", { class: "journey-line" }, field, button(word, submit, signal, { name: "save-phase" })), fullWord(field, strings, signal));
}
