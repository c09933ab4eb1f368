// The headlines on the mentor's page: who said yes, and headlines for those who have no page.

import { button, fullWord, MENTOR, personName, redraw, standing } from "./board_parts.js";
import { freshName } from "./board.js";
import { h, uniqueId } from "./dom.js";
import { HEADLINE, LENGTH } from "./headlines.js";

/** @typedef {import("./reflecting_team.js").Face} Face */
/** @typedef {import("./reflecting_team_mentor.js").Act} Act */

/** @param {Face} face @param {Act} act @returns {{ part: HTMLElement, update: () => void }} */
export function gathered(face, act) {
  const { board, strings, signal, view } = face;
  const name = uniqueId("headlines");
  const field = h("input", { type: "text", id: `${name}-field`, maxlength: LENGTH, autocomplete: "off", enterkeyhint: "done" });
  const whose = peopleSelect(face, `${name}-whose`, "whose");
  const form = h(
    "form",
    { class: "samling-add" },
    h("label", { for: field.id }, strings["new-headline"]),
    h("div", { class: "samling-add-row" }, field),
    fullWord(field, strings, signal),
    h("label", { for: whose.part.id }, strings["whose-is-it"]),
    h("div", { class: "samling-add-row" }, whose.part, h("button", { type: "submit", class: "samling-button" }, strings["put-headline"])),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    board.put(freshName("headline"), { text, person: whose.part.value || MENTOR });
    field.value = "";
    return field.focus();
  }, { signal });
  const list = h("ul", { class: "samling-lines" });
  const none = h("p", { class: "samling-help" }, strings["no-headlines"]);
  const part = h("div", { role: "group", "aria-labelledby": name }, h("h3", { id: name }, strings["the-headlines"]), none, list, form);
  let drawn = "";
  const update = () => {
    whose.update();
    const all = board.under(HEADLINE);
    none.hidden = all.length > 0;
    const state = JSON.stringify([all.map((one) => [one.name, one.value, board.state(one.name)]), view().walk, board.people]);
    if (state === drawn) return;
    drawn = state;
    redraw(list, () => list.replaceChildren(...all.map((one) => row(one, face, act))));
  };
  return { part, update };
}

/** @param {import("./board.js").Thing} one @param {Face} face @param {Act} act */
function row({ name, value }, { board, strings, signal, view }, act) {
  const id = name.slice(HEADLINE.length);
  const text = String(value?.text ?? "");
  const who = personName(board, String(value?.person ?? ""), strings);
  const { walk, face, phase } = view();
  const isTold = walk?.told.includes(id) ?? false;
  const isChosen = walk?.headline === id;
  const asks = face === "headlines" || face === "choosing";
  const yes = asks && !isTold && !isChosen && button(strings["says-yes"], () => act("yes", { phase, headline: id }), signal, { name: `yes-${id}`, label: `${strings["says-yes"]}: ${who}, ${text}` });
  const away = !isChosen && button(strings["take-away"], () => board.put(name, null), signal, { quiet: true, name: `away-${id}`, label: `${strings["take-away"]}: ${text}` });
  const marks = isTold ? strings["is-told"] : isChosen ? strings["is-chosen"] : "";
  const said = h("div", {}, h("p", { dir: "auto" }, text), h("p", { class: "samling-help" }, marks ? `${who} · ${marks}` : who));
  return h("li", {}, h("div", { class: "samling-line" }, said, h("div", { class: "samling-buttons" }, yes, away)), standing(board, name, strings, (other) => String(other?.text ?? "")));
}

/**
 * A choice of whose story it is: the mentor's own, or somebody's here or on paper. What is chosen stays.
 * @param {Face} face
 * @param {string} id
 * @param {string} name
 */
export function peopleSelect({ board, strings, view }, id, name) {
  const part = h("select", { id, "data-name": name });
  let drawn = "";
  const update = () => {
    const people = view().people ?? [];
    const state = JSON.stringify([people, board.people]);
    if (state === drawn) return;
    drawn = state;
    const chosen = part.value || MENTOR;
    part.replaceChildren(...people.map((one) => h("option", { value: one, selected: one === chosen }, personName(board, one, strings))));
  };
  return { part, update };
}
