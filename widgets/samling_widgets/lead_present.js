// Who is here: one tap a seat, whether somebody is here, comes late, has left or does not come today.

import { button, fullWord, personName, standing } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { folded, stepper } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {{ name: string, label: string, state: string }} Seat */

/** With the short word of each. */
const STATES = [["late", "late-short"], ["left", "left-short"], ["away", "away-short"]];
const MOST_ON_PAPER = 12;
const NAME_MOST = 40;
const SIGNS = new Map([["here", "✓"], ["late", "…"], ["left", "–"], ["away", "–"], ["", "○"]]);

/** @param {Leading} leading */
export function presentPart(leading) {
  const { strings, view, act, signal } = leading;
  const tiles = h("ul", { class: "lead-people" });
  const list = new KeyedList(tiles, (/** @type {Seat} */ seat) => tile(leading, seat));
  const paper = stepper(strings["paper-people"], "paper", { step: 1, least: 0, most: MOST_ON_PAPER }, strings, (count) => act("paper", { count }), signal);
  const names = paperNames(leading);
  const { part, say, unfold } = folded(leading, strings.who, "who", [h("p", { class: "samling-help" }, strings["who-help"]), tiles, paper.part, h("p", { class: "samling-help" }, strings["paper-help"]), names.part]);
  const update = () => {
    unfold();
    const { everyone, states } = view();
    const here = everyone.filter((person) => states[person] === "here").length;
    say(everyone.length ? fill(strings["who-count"], { here, all: everyone.length }) : "");
    tiles.hidden = everyone.length === 0;
    list.show(everyone.map((person) => ({ name: person, label: nameOf(leading, person), state: states[person] ?? "" })));
    paper.show(view().paper);
    names.update();
  };
  return { part, update };
}

/** What the seat is called; whoever has no page here is on paper. @param {Leading} leading @param {string} person */
function nameOf({ board, strings }, person) {
  const known = board.people.find(({ id }) => id === person);
  const name = personName(board, person, strings);
  return known && !known.here ? `${name} (${strings["on-paper"]})` : name;
}

/** What those on paper are called, folded: on the wall a name is found sooner than a number. @param {Leading} leading */
function paperNames(leading) {
  const { board, strings, signal, view } = leading;
  const lines = h("div", { class: "lead-names" });
  const list = new KeyedList(lines, (/** @type {{ name: string }} */ { name: person }) => {
    const id = uniqueId("called");
    const thing = `lead-called-${person}`;
    const label = h("label", { for: id });
    const input = h("input", { type: "text", id, maxlength: NAME_MOST, autocomplete: "off", "data-name": `called-${person}` });
    const trouble = h("div", {});
    input.addEventListener("change", () => board.put(thing, input.value.trim() ? { name: input.value.trim() } : null), { signal });
    const element = h("div", { class: "lead-line" }, label, input, fullWord(input, strings, signal), trouble);
    const update = () => {
      const seat = board.people.find((one) => one.id === person)?.seat;
      label.textContent = seat ? fill(strings["someone-at"], { seat }) : fill(strings["paper-number"], { number: person.slice(1) });
      if (document.activeElement !== input) input.value = board.value(thing)?.name ?? "";
      trouble.replaceChildren(standing(board, thing, strings, (value) => value?.name ?? ""));
    };
    return { element, update };
  });
  const part = h("details", { class: "samling-short" }, h("summary", {}, strings["paper-names"]), lines);
  const update = () => {
    const withPage = new Set(board.people.filter(({ here }) => here).map(({ id }) => id));
    const some = view().everyone.filter((person) => !withPage.has(person));
    part.hidden = some.length === 0;
    list.show(some.map((name) => ({ name })));
  };
  return { part, update };
}

/** @param {Leading} leading @param {Seat} seat */
function tile({ strings, act, signal }, { name: person }) {
  const sign = h("span", { class: "lead-sign", "aria-hidden": "true" });
  const called = h("span", { class: "lead-name", dir: "auto" });
  let known = "";
  const tap = button("", () => act("tap", { person, state: known }), signal, { name: `present-${person}` });
  tap.append(sign, called);
  const others = STATES.map(([state, word]) => ({ state, one: button(strings[word], () => act("mark", { person, state }), signal, { quiet: true, name: `${state}-${person}` }) }));
  const element = h("li", {}, tap, ...others.map(({ one }) => one));
  const update = (/** @type {Seat} */ seat) => {
    known = seat.state;
    tap.setAttribute("aria-pressed", String(seat.state === "here"));
    element.dataset.state = seat.state;
    sign.textContent = SIGNS.get(seat.state) ?? "";
    called.textContent = seat.label;
    called.title = seat.label;
    tap.setAttribute("aria-label", `${seat.label}, ${strings[`${seat.state || "unknown"}-state`]}`);
    for (const { state, one } of others) {
      one.setAttribute("aria-pressed", String(state === seat.state));
      one.setAttribute("aria-label", fill(strings["person-state"], { name: seat.label, state: strings[`${state}-state`] }));
    }
  };
  return { element, update };
}
