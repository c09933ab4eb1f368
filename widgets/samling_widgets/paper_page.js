// What can be printed from here, made by this member's own kernel, and a filled form taken in again. A finished
// file lies in the page's memory until another one takes its place or the page is closed.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { takingIn } from "./paper_form.js";
import { Errand } from "./paper_errand.js";
import { settling } from "./paper_certificate.js";

/** @typedef {{ product: string, level: string, title: string, help: string, asks: string[], variants: { name: string, label: string }[] }} Offer */
/** @typedef {{ title: string, gatherings: { id: string, title: string }[], exercises: { id: string, title: string }[], offers: Offer[], takes_in: number }} Definition */
/** What every part is given. @typedef {{ model: any, definition: Definition, strings: Record<string, string>, language: string, signal: AbortSignal, errand: Errand }} Room */

const LEVELS = ["exercise", "gathering", "programme"];
const TYPES = new Map([["ics", "text/calendar"], ["zip", "application/zip"]]);
const INPUTS = new Map([["first", "date"], ["begins", "time"], ["place", "text"]]);

/** Draw all of it. @param {HTMLElement} page @param {any} model @param {string} wanted the task whose sheet is asked for @param {AbortSignal} signal */
export function draw(page, model, wanted, signal) {
  const definition = /** @type {Definition} */ (model.get("definition"));
  const strings = model.get("strings");
  const room = { model, definition, strings, language: model.get("language"), signal, errand: new Errand(model, signal) };
  page.append(h("p", {}, strings.intro), ...LEVELS.map((level) => levelPart(room, level, wanted)).filter((part) => part !== null));
  if (definition.takes_in) page.append(takingIn(room));
}

/** Choose the task whose sheet is asked for. @param {HTMLElement} page @param {string} wanted */
export function choose(page, wanted) {
  const select = page.querySelector("select");
  if (select) select.value = wanted;
}

/** All that is offered of one task, of the gathering or of the programme. @param {Room} room @param {string} level @param {string} wanted */
function levelPart(room, level, wanted) {
  const { definition, strings } = room;
  const offers = definition.offers.filter((offer) => offer.level === level);
  if (!offers.length) return null;
  const part = h("div", { class: "paper-level" }, h("h3", {}, strings[`of-${level}`]));
  const which = level === "exercise" ? exerciseChoice(room, wanted) : null;
  if (which) part.append(which.part);
  for (const offer of offers) part.append(offerPart(room, offer, () => (which ? { exercise: which.chosen() } : {})));
  return part;
}

/** Which task. @param {Room} room @param {string} wanted */
function exerciseChoice({ definition, strings }, wanted) {
  const id = uniqueId("paper-which");
  const options = definition.exercises.map(({ id: value, title }) => h("option", { value, selected: value === wanted }, title));
  const select = h("select", { id }, ...options);
  return { part: h("div", { class: "paper-which" }, h("label", { for: id }, strings.which), select), chosen: () => select.value };
}

/** One thing to print, with the ways to print it. @param {Room} room @param {Offer} offer @param {() => object} more */
function offerPart(room, offer, more) {
  const { strings, signal, errand } = room;
  const inputs = offer.asks.map((name) => ({ name, id: uniqueId(name) }));
  const fields = inputs.map(({ name, id }) => h("div", {}, h("label", { for: id }, strings[name]), h("input", { id, type: INPUTS.get(name), maxlength: 200, autocomplete: "off" })));
  const state = h("div", { class: "paper-state" });
  const asked = /** @returns {Record<string, string>} */ () => Object.fromEntries(inputs.map(({ name, id }) => [name, /** @type {HTMLInputElement} */ (part.querySelector(`#${id}`)).value]));
  const ways = offer.variants.map(({ name, label }) =>
    button(label, () => printed(room, state, { product: offer.product, variant: name, ...asked(), ...more() }), signal, { name: `${offer.product}-${name}`, label: `${offer.title}: ${label}` }),
  );
  errand.disableWhileBusy(ways);
  const head = offer.level === "exercise" ? [] : [h("h4", {}, offer.title), h("p", { class: "samling-help" }, offer.help)];
  /** @type {HTMLElement} */
  const part = h("div", { class: "paper-offer" }, ...head, fields.length ? h("div", { class: "paper-asks" }, ...fields) : null, offer.product === "certificate" ? settling(room) : null, h("div", { class: "samling-buttons" }, ...ways), state);
  return part;
}

/** Have it made, say how far it is, and give the file. @param {Room} room @param {HTMLElement} state @param {Record<string, unknown>} what */
async function printed({ strings, signal, errand }, state, what) {
  const word = h("p", { role: "status" }, strings.working);
  const stop = button(strings.stop, () => errand.stop(), signal, { quiet: true, name: "stop" });
  state.replaceChildren(word, stop);
  const answer = await errand.run({ kind: "print", ...what }, [], ({ page }) => (word.textContent = fill(strings.page, { page })));
  stop.remove();
  if (answer.kind !== "printed") {
    word.textContent = answer.said || strings[`no-${answer.reason}`] || strings["no-failed"];
    word.className = "samling-alarm";
    return;
  }
  word.textContent = strings.ready;
  const type = TYPES.get(answer.name.split(".").at(-1) ?? "") ?? "application/pdf";
  const address = errand.keep(new Blob([/** @type {DataView<ArrayBuffer>} */ (answer.content)], { type }), () => state.replaceChildren());
  const open = h("a", { class: "samling-button is-main", href: address, target: "_blank", "data-name": "open" }, fill(strings.open, { name: answer.name }));
  const save = h("a", { class: "samling-quiet", href: address, download: answer.name, "data-name": "save" }, strings.save);
  state.append(h("div", { class: "samling-buttons" }, open, save));
  open.focus({ preventScroll: true });
}
