// What a group's certificates say: the rule, when and where it was, and what somebody made up. Folded, since most groups
// need to change little of it.

import { Board } from "./board.js";
import { fetching, personName, standing } from "./board_parts.js";
import { fill, h, listed, uniqueId } from "./dom.js";

/** @typedef {{ id: string, day: string, place: string, minutes: number }} Held */
/** @typedef {{ id: string, called: string, missed: string[], made_up: string[], earned: boolean }} One */
/** @typedef {{ rule: { absences: number, "made-up": boolean }, held: Held[], people: One[] }} View */

const MOST_ABSENCES = 10;
const MOST_MINUTES = 600;
const PLACE_MOST = 200;

/** @param {import("./paper_page.js").Room} room */
export function settling(room) {
  const { model, strings, signal } = room;
  const inside = h("div", { class: "paper-settling" });
  const part = h("details", {}, h("summary", {}, strings["certificate-settle"]), inside);
  const board = new Board(model, part, "certificate", signal);
  let drawn = "";
  board.show(() => {
    const waiting = fetching(board, strings);
    const view = /** @type {View} */ (board.view);
    const state = JSON.stringify([waiting?.textContent, view, waiting ? [] : trouble(board, view)]);
    // What is being typed stays; it is drawn anew when its field is left.
    if (state === drawn || (inside.contains(document.activeElement) && document.activeElement?.matches("input:not([type=checkbox])"))) return;
    drawn = state;
    const focused = document.activeElement instanceof HTMLElement && inside.contains(document.activeElement) ? document.activeElement.dataset["name"] : null;
    inside.replaceChildren(...(waiting ? [waiting] : [rulePart(room, board, view), ...view.held.map((one) => heldPart(room, board, one)), peoplePart(room, board, view)]));
    if (focused) /** @type {HTMLElement | null} */ (inside.querySelector(`[data-name="${focused}"]`))?.focus();
  });
  board.start();
  return part;
}

/** What of it is not saved. @param {Board} board @param {View} view */
function trouble(board, { held, people }) {
  const names = ["lead-rule", ...held.map(({ id }) => `lead-held-${id}`), ...people.map(({ id }) => `draft-made-up-${id}`)];
  return names.map((name) => board.state(name)?.state);
}

/** @param {import("./paper_page.js").Room} room @param {Board} board @param {View} view */
function rulePart({ strings, signal }, board, { rule }) {
  const id = uniqueId("absences");
  const number = h("input", { type: "number", id, min: 0, max: MOST_ABSENCES, value: rule.absences, "data-name": "absences" });
  const box = h("input", { type: "checkbox", checked: rule["made-up"], "data-name": "made-up-rule" });
  const put = () => board.put("lead-rule", { absences: Math.round(Number(number.value)) || 0, "made-up": box.checked });
  for (const each of [number, box]) each.addEventListener("change", put, { signal });
  return h("div", { class: "paper-asks" }, h("div", {}, h("label", { for: id }, strings["certificate-absences"]), number), h("label", { class: "paper-check" }, box, h("span", {}, strings["certificate-made-up"])), standing(board, "lead-rule", strings, () => ""));
}

/** @param {import("./paper_page.js").Room} room @param {Board} board @param {Held} one */
function heldPart({ definition, strings, signal }, board, one) {
  const fields = /** @type {const} */ ([["day", "date", one.day], ["place", "text", one.place], ["minutes", "number", one.minutes]]);
  const inputs = fields.map(([name, type, value]) => ({ name, id: uniqueId(name), type, value }));
  const part = h("div", { class: "paper-asks", role: "group", "aria-label": titleOf(definition, one.id) }, h("h5", {}, titleOf(definition, one.id)));
  const put = () => {
    const said = Object.fromEntries(inputs.map(({ name, id }) => [name, /** @type {HTMLInputElement} */ (part.querySelector(`#${id}`)).value]));
    board.put(`lead-held-${one.id}`, { day: said["day"], place: said["place"], minutes: Math.min(MOST_MINUTES, Math.round(Number(said["minutes"])) || 0) });
  };
  for (const { name, id, type, value } of inputs) {
    const input = h("input", { type, id, value, maxlength: PLACE_MOST, autocomplete: "off", "data-name": `${name}-${one.id}` });
    input.addEventListener("change", put, { signal });
    part.append(h("div", {}, h("label", { for: id }, strings[`certificate-${name}`]), input));
  }
  part.append(standing(board, `lead-held-${one.id}`, strings, (value) => [value?.day, value?.place].filter(Boolean).join(" · ")));
  return part;
}

/** Who gets one, and what is still to be made up. @param {import("./paper_page.js").Room} room @param {Board} board @param {View} view */
function peoplePart({ definition, strings, signal, language }, board, { people }) {
  const lines = people.map((one) => {
    const name = one.called || personName(board, one.id, strings);
    const missed = listed(one.missed.map((id) => titleOf(definition, id)), language);
    const state = strings[one.earned ? "certificate-earned" : "certificate-not-yet"];
    const line = h("li", {}, h("b", { dir: "auto" }, name), h("span", {}, ` ${state}`));
    if (one.missed.length) line.append(h("span", { class: "samling-help" }, ` ${fill(strings["certificate-missed"], { gatherings: missed })}`));
    for (const id of one.missed) {
      const box = h("input", { type: "checkbox", checked: one.made_up.includes(id), "data-name": `made-up-${one.id}-${id}` });
      box.addEventListener("change", () => board.put(`draft-made-up-${one.id}`, { gatherings: box.checked ? [...one.made_up, id] : one.made_up.filter((each) => each !== id) }), { signal });
      line.append(h("label", { class: "paper-check" }, box, h("span", {}, fill(strings["certificate-made-up-one"], { gathering: titleOf(definition, id) }))));
    }
    line.append(standing(board, `draft-made-up-${one.id}`, strings, () => ""));
    return line;
  });
  return h("div", {}, h("h5", {}, strings["certificate-who"]), lines.length ? h("ul", { class: "paper-people" }, ...lines) : h("p", { class: "samling-help" }, strings["certificate-nobody"]));
}

/** @param {import("./paper_page.js").Definition} definition @param {string} id */
function titleOf(definition, id) {
  return definition.gatherings.find((one) => one.id === id)?.title ?? id;
}
