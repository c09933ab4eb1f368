// Where a note or a proposal is written: one text, for a note its kind as well, and for whoever types in what hangs on
// the wall one thing on each line.

import { button, reminder } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { endEdit } from "./journey_room.js";
import { letter, paperOf } from "./journey_signs.js";
import { begunOf, editPlace } from "./journey_begun.js";
import { TEXT_MOST } from "./journey_model.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** Left when so few signs remain that it is worth saying. */
const NEARLY = 40;

/**
 * `place`: what the drafts call it. `many`: each line is a thing of its own. `done` gets the texts; what is too long
 * stays in the field.
 * @typedef {object} Writing
 * @property {string} label
 * @property {string} help
 * @property {string} place
 * @property {import("./journey_room.js").Draft | import("./journey_room.js").Edit} draft what is written so far; kept up to date
 * @property {boolean} kinds whether a kind is chosen
 * @property {boolean} many
 * @property {(count: number) => string} word of the button
 * @property {(texts: string[], kind: string) => void} done
 * @property {() => void} leave
 * @property {string} [leaveWord]
 */

/** @param {Room} room @param {Writing} how */
export function writing(room, how) {
  const { strings, signal } = room;
  const id = uniqueId("note");
  const described = `${how.help ? `${id}-help ` : ""}${id}-left`;
  const area = h("textarea", { id, rows: how.many ? 4 : 3, "aria-describedby": described, "data-name": "text" });
  area.value = how.draft.text;
  const left = h("p", { class: "journey-left", id: `${id}-left`, role: "status" });
  const send = button("", () => submit(), signal, { main: true, name: "send" });
  const form = h(
    "div",
    { class: `journey-writing${how.kinds ? ` ${paperOf(room.definition, how.draft.kind)}` : ""}` },
    h("label", { for: id }, how.label),
    how.help ? h("p", { class: "samling-help", id: `${id}-help` }, how.help) : null,
    area,
    left,
    how.kinds ? kinds(room, how.draft, (kind) => choose(kind)) : null,
    h("div", { class: "samling-buttons" }, send, button(how.leaveWord ?? strings.close, how.leave, signal, { name: "leave" })),
  );
  const texts = () => (how.many ? area.value.split("\n") : [area.value]).map((text) => text.trim()).filter(Boolean);
  const show = () => {
    how.draft.text = area.value;
    room.drafts.keep(how.place, begunOf(how.draft));
    send.textContent = how.word(texts().length);
    send.setAttribute("aria-disabled", String(texts().length === 0));
    const rest = TEXT_MOST - Math.max(0, ...texts().map(size));
    left.textContent = rest < 0 ? fill(strings["too-long-by"], { count: -rest }) : rest < NEARLY ? fill(strings["signs-left"], { count: rest }) : "";
    left.classList.toggle("is-over", rest < 0);
  };
  /** @param {string} kind */
  const choose = (kind) => {
    form.classList.replace(paperOf(room.definition, how.draft.kind), paperOf(room.definition, kind));
    how.draft.kind = kind;
    room.open.kind = kind;
    room.drafts.keep(how.place, begunOf(how.draft));
  };
  const submit = () => {
    const all = texts();
    const fitting = all.filter((text) => size(text) <= TEXT_MOST);
    if (!fitting.length) return area.focus();
    area.value = all.filter((text) => size(text) > TEXT_MOST).join("\n");
    show();
    how.done(fitting, how.draft.kind);
    return undefined;
  };
  area.addEventListener("input", show, { signal });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    if (event.key === "Escape") how.leave();
  }, { signal });
  show();
  return { form, area };
}

/**
 * Where what a thing says is changed.
 * @param {Room} room
 * @param {import("./journey_model.js").Item} item
 * @param {HTMLElement} card the thing's own part, which gets the focus back
 * @param {{ label: string, kinds: boolean }} how
 */
export function changing(room, { name }, card, { label, kinds }) {
  const { strings, open } = room;
  const leave = (/** @type {Record<string, string> | undefined} */ change) => {
    endEdit(room, name, change);
    card.querySelector("button")?.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  return writing(room, {
    label,
    help: "",
    place: editPlace(name),
    draft: /** @type {import("./journey_room.js").Edit} */ (open.editing.get(name)),
    kinds,
    many: false,
    word: () => strings.save,
    done: ([text], kind) => leave(kinds ? { text: text ?? "", kind } : { text: text ?? "" }),
    leave: () => leave(undefined),
    leaveWord: strings.cancel,
  }).form;
}

/** The writing, or first the word about confidentiality. @param {Room} room @param {HTMLElement} place @param {() => { form: HTMLElement, area: HTMLElement }} write @param {boolean} focus whether somebody asked for it just now */
export function writeIn(room, place, write, focus) {
  const begin = (/** @type {boolean} */ go) => {
    const { form, area } = write();
    place.replaceChildren(form);
    if (!go) return;
    area.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  };
  const word = reminder(room.board, room.strings, () => begin(true));
  if (!word) return begin(focus);
  place.replaceChildren(word);
  if (focus) word.querySelector("button")?.focus();
  return undefined;
}

/** One of the kinds, each on its own paper. @param {Room} room @param {{ kind: string }} draft @param {(kind: string) => void} choose */
function kinds({ definition, strings, signal }, draft, choose) {
  const group = uniqueId("kind");
  const choices = definition.kinds.map(({ id, title }) => {
    const choice = h("input", { type: "radio", name: group, value: id, "data-name": `kind-${id}` });
    choice.checked = draft.kind === id;
    choice.addEventListener("change", () => choose(id), { signal });
    return h("label", { class: `journey-kind ${paperOf(definition, id)}` }, choice, letter(definition, id), h("span", {}, title));
  });
  return h("fieldset", { class: "journey-kinds" }, h("legend", {}, strings["note-kind"]), ...choices);
}

/** As the kernel counts. @param {string} text */
function size(text) {
  return [...text].length;
}
