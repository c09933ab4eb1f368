// Changing a phase: its name, its place on the journey, and taking it away, which asks first and loses no note.

import { acting } from "./acting.js";
import { freshName } from "./board.js";
import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { SHOWN, TITLE_MOST } from "./journey_model.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Phase} Phase */

/** @param {Room} room @param {Phase} phase @param {number} count of notes that hang there */
export function phaseTools(room, phase, count) {
  const { strings, signal, open, board, journey, leads } = room;
  const large = leads && journey.large() === phase.id;
  const word = large ? strings["wall-now"] : strings["wall-phase"];
  const wall = leads
    ? button(word ?? "", () => board.put(SHOWN, { phase: large ? null : phase.id }), signal, { quiet: true, name: "wall", pressed: large, label: `${strings["wall-phase"]}: ${phase.title}` })
    : null;
  const toggle = button(strings["change-phase"] ?? "", () => { open.tools = open.tools === phase.id ? null : phase.id; room.draw(); }, signal, { quiet: true, name: "tools", label: `${strings["change-phase"]}: ${phase.title}` });
  toggle.setAttribute("aria-expanded", String(open.tools === phase.id));
  return [wall, toggle, open.tools === phase.id ? tools(room, phase, count) : null].filter((part) => part !== null);
}

/** @param {Room} room @param {Phase} phase @param {number} count */
function tools(room, phase, count) {
  const { strings, signal, journey, board } = room;
  const phases = journey.phases();
  const index = phases.findIndex(({ id }) => id === phase.id);
  const before = journey.revision(phase.name);
  const others = phases.filter(({ id }) => id !== phase.id).map(({ name, title, order }) => ({ name, value: { title, order } }));
  const move = (/** @type {number} */ to) => {
    journey.hang(others, to, phase.name, { title: phase.title });
    room.say(fill(strings["phase-moved"] ?? "", { place: to + 1, count: phases.length }));
  };
  const asking = h("div", { class: "journey-asking" });
  return h(
    "div",
    { class: "journey-change" },
    nameField(room, strings.save ?? "", phase.title, (title) => {
      room.open.tools = null;
      if (title === phase.title) room.draw();
      else board.put(phase.name, { ...board.value(phase.name), title }, before);
    }),
    index > 0 ? button(strings.earlier ?? "", () => move(index - 1), signal, { quiet: true, name: "earlier" }) : null,
    index < phases.length - 1 ? button(strings.later ?? "", () => move(index + 1), signal, { quiet: true, name: "later" }) : null,
    button(strings["take-phase"] ?? "", () => ask(room, phase, count, phases[index - 1] ?? phases[index + 1], asking), signal, { quiet: true, name: "take-phase" }),
    asking,
  );
}

/** Where nothing hangs it goes at once; else it is said where the notes go. @param {Room} room @param {Phase} phase @param {number} count @param {Phase | undefined} into @param {HTMLElement} place */
function ask(room, phase, count, into, place) {
  const { strings, signal, board } = room;
  const { act, alarm } = acting(board, strings);
  const take = async () => {
    if (await act("take-phase", { phase: phase.id, title: phase.title })) {
      room.open.tools = null;
      room.say(fill(strings["phase-taken"] ?? "", { phase: phase.title }));
    }
  };
  place.replaceChildren(alarm);
  if (count === 0) return void take();
  if (!into) return place.replaceChildren(h("p", { role: "status" }, strings["last-phase"]));
  const yes = button(strings["take-phase"] ?? "", take, signal, { main: true });
  const no = button(strings["keep-phase"] ?? "", () => place.replaceChildren(), signal);
  place.replaceChildren(h("p", { role: "status" }, fill(strings["take-phase-ask"] ?? "", { count, phase: into.title })), h("div", { class: "samling-buttons" }, yes, no), alarm);
  return yes.focus({ preventScroll: true });
}

/** A new phase at the end. @param {Room} room @param {HTMLElement} place @param {() => void} close */
export function newPhase(room, place, close) {
  const { strings, signal, journey, board } = room;
  const add = (/** @type {string} */ title) => {
    board.put(freshName("phase"), { title, order: (journey.phases().at(-1)?.order ?? 0) + 1 });
    room.say(fill(strings["phase-added"] ?? "", { phase: title }));
    close();
  };
  place.replaceChildren(nameField(room, strings["add-phase"] ?? "", "", add), button(strings.cancel ?? "", close, signal, { quiet: true }));
  place.querySelector("input")?.focus();
}

/** @param {Room} room @param {string} word @param {string} title @param {(title: string) => void} done */
function nameField({ strings, signal }, word, title, done) {
  const id = uniqueId("phase");
  const field = h("input", { id, type: "text", maxlength: TITLE_MOST, "data-name": "phase-name", autocomplete: "off" });
  field.value = title;
  const submit = () => { if (field.value.trim()) done(field.value.trim()); else field.focus(); };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") submit(); }, { signal });
  return h("div", { class: "journey-naming" }, h("label", { for: id }, strings["phase-name"]), h("div", { class: "journey-line" }, field, button(word, submit, signal, { name: "save-phase" })));
}
