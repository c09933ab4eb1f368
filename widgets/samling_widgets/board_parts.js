// What the kinds' boards show alike: whether something written is safe, two writings that met, the word about
// confidentiality, and what a person is called.

import { fill, h, uniqueId } from "./dom.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {Record<string, string>} Strings */

/** Stands for whoever leads where the others have a person's id. */
export const MENTOR = "mentor";

/**
 * A button. Gives the element.
 * @param {string} words
 * @param {() => unknown} pressed
 * @param {AbortSignal} signal
 * @param {{ main?: boolean, quiet?: boolean, name?: string, label?: string, pressed?: boolean }} [how]
 */
export function button(words, pressed, signal, { main = false, quiet = false, name, label, pressed: on } = {}) {
  const kind = quiet ? "samling-quiet" : `samling-button${main ? " is-main" : ""}`;
  const state = on === undefined ? undefined : String(on);
  const one = h("button", { type: "button", class: kind, "data-name": name, "aria-label": label, "aria-pressed": state }, words);
  one.addEventListener("click", () => pressed(), { signal });
  return one;
}

/**
 * How one thing written here stands: nothing, a quiet word, both writings and the choice between them, or that somebody
 * wrote over it since. Empty when safe.
 * @param {Board} board
 * @param {string} name
 * @param {Strings} strings
 * @param {(value: Record<string, any> | null) => string} told a value in words
 * @param {string} [stem] of the names of such things, where two texts may both stand
 */
export function standing(board, name, strings, told, stem) {
  const own = board.state(name);
  const part = h("div", { class: "samling-standing" });
  const before = own || !stem ? null : board.words.replaced(name);
  if (stem && before !== null) part.append(...replaced(board, name, strings, before, stem));
  if (!own || own.state === "saving") return part;
  if (own.state !== "clash") {
    part.append(h("p", { class: "samling-alarm", role: "alert" }, strings[`board-${own.reason}`] ?? strings["board-database"]));
    if (own.state === "refused") part.append(button(strings["board-keep-theirs"], () => board.drop(name), board.signal, { quiet: true }));
    return part;
  }
  const theirs = own.theirs?.value ? told(own.theirs.value) : strings["board-taken-away"];
  part.append(
    h("p", { class: "samling-alarm", role: "alert" }, strings["board-clash"]),
    version(strings["board-theirs"], theirs),
    version(strings["board-mine"], own.value ? told(own.value) : strings["board-taken-away"]),
    h(
      "div",
      { class: "samling-buttons" },
      stem && own.theirs?.value && own.value ? button(strings["board-keep-both"], () => both(board, name, stem), board.signal, { main: true, name: "keep-both" }) : null,
      button(strings["board-keep-theirs"], () => board.resolve(name, "theirs"), board.signal),
      button(strings["board-keep-mine"], () => board.resolve(name, "mine"), board.signal),
    ),
  );
  return part;
}

/** Both texts of a clash stand. @param {Board} board @param {string} name @param {string} stem */
function both(board, name, stem) {
  const mine = board.state(name)?.value;
  board.resolve(name, "theirs");
  if (mine) board.putBeside(stem, mine);
}

/** Somebody wrote over what this page wrote. @param {Board} board @param {string} name @param {Strings} strings @param {string} before @param {string} stem */
function replaced(board, name, strings, before, stem) {
  const leave = () => { board.words.read(name); board.changed(name); };
  const again = () => {
    const stands = board.value(name);
    leave();
    if (stands) board.putBeside(stem, { ...stands, text: before });
  };
  return [
    h("p", { role: "status" }, strings["board-replaced"]),
    version(strings["board-mine"], before),
    h("div", { class: "samling-buttons" }, button(strings["board-read"], leave, board.signal, { name: "replaced-read" }), button(strings["board-again"], again, board.signal, { name: "replaced-again" })),
  ];
}

/** @param {string} heading @param {string} text */
function version(heading, text) {
  return h("div", { class: "samling-version" }, h("h4", {}, heading), h("p", { dir: "auto" }, text));
}

/**
 * The word about confidentiality, once a person and gathering, before the first writing. Empty when it was said.
 * @param {Board} board
 * @param {Strings} strings
 * @param {() => void} after what follows when it is read
 */
export function reminder(board, strings, after) {
  if (board.reminded) return null;
  const name = uniqueId("remind");
  const done = button(strings["remind-board-ok"], () => { board.setReminded(); after(); }, board.signal, { main: true, name: "reminded" });
  return h("div", { class: "samling-remind", role: "group", "aria-labelledby": name }, h("h4", { id: name }, strings["remind-board"]), h("p", {}, strings["remind-board-text"]), done);
}

/** What somebody is called: the name they chose or were given on the run sheet, else the seat; people on paper have numbers. @param {Board} board @param {string} id @param {Strings} strings */
export function personName(board, id, strings) {
  const person = board.people.find((one) => one.id === id);
  if (person?.nickname) return person.nickname;
  const paper = /^p(\d+)$/.exec(id);
  if (paper) return fill(strings["paper-number"], { number: paper[1] });
  if (id === MENTOR) return strings["the-mentor"];
  return fill(strings["someone-at"], { seat: person?.seat ?? id });
}

/** What keeps a board from showing, or nothing. @param {Board} board @param {Strings} strings */
export function fetching(board, strings) {
  if (board.unreachable) return h("p", { class: "samling-help", role: "status" }, strings["board-unreachable"]);
  return board.loaded ? null : h("p", { class: "samling-help", role: "status" }, strings["board-waiting"]);
}

/** Says that a field is full, so that nothing is cut off without a word. @param {HTMLInputElement} field @param {Strings} strings @param {AbortSignal} signal */
export function fullWord(field, strings, signal) {
  const word = h("p", { class: "samling-help samling-full", role: "status" });
  const show = () => {
    const words = field.value.length >= field.maxLength ? fill(strings["board-line-full"], { most: field.maxLength }) : "";
    if (word.textContent !== words) word.textContent = words;
  };
  field.addEventListener("input", show, { signal });
  return word;
}

/**
 * Keep the focus where it was when a part is drawn anew: on what carries the same `data-name`, else on `otherwise`.
 * @param {HTMLElement} part
 * @param {() => void} draw
 * @param {string} [otherwise] a selector within the part
 */
export function redraw(part, draw, otherwise) {
  const held = /** @type {HTMLElement | null} */ (part.querySelector(":focus"))?.dataset.name;
  draw();
  if (!held) return;
  const same = /** @type {HTMLElement | null} */ (part.querySelector(`[data-name="${CSS.escape(held)}"]`));
  (same ?? (otherwise ? /** @type {HTMLElement | null} */ (part.querySelector(otherwise)) : null))?.focus({ preventScroll: true });
}

/** A line with its words, the way to take it away, and how it stands. @param {Board} board @param {import("./board.js").Thing} line @param {Strings} strings */
export function writtenLine(board, { name, value }, strings) {
  const text = String(value?.text ?? "");
  const away = button(strings["take-away"], () => board.put(name, null), board.signal, { quiet: true, name: `away-${name}`, label: `${strings["take-away"]}: ${text}` });
  return h("li", {}, h("div", { class: "samling-line" }, h("span", { dir: "auto" }, text), away), standing(board, name, strings, (one) => String(one?.text ?? "")));
}
