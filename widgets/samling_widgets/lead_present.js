// Who is here: one tap a seat, whether somebody is here, comes late, has left or does not come today.

import { button, personName } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { folded, stepper } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {{ name: string, label: string, state: string }} Seat */

/** With the short word of each. */
const STATES = [["late", "late-short"], ["left", "left-short"], ["away", "away-short"]];
const MOST_ON_PAPER = 12;
const SIGNS = new Map([["here", "✓"], ["late", "…"], ["left", "–"], ["away", "–"], ["", "○"]]);

/** @param {Leading} leading */
export function presentPart(leading) {
  const { strings, view, act, signal } = leading;
  const tiles = h("ul", { class: "lead-people" });
  const list = new KeyedList(tiles, (/** @type {Seat} */ seat) => tile(leading, seat));
  const paper = stepper(strings["paper-people"], "paper", { step: 1, least: 0, most: MOST_ON_PAPER }, strings, (count) => act("paper", { count }), signal);
  const { part, say, unfold } = folded(leading, strings.who, "who", [h("p", { class: "samling-help" }, strings["who-help"]), tiles, paper.part]);
  const update = () => {
    unfold();
    const { everyone, states } = view();
    const here = everyone.filter((person) => states[person] === "here").length;
    say(everyone.length ? fill(strings["who-count"], { here, all: everyone.length }) : "");
    tiles.hidden = everyone.length === 0;
    list.show(everyone.map((person) => ({ name: person, label: nameOf(leading, person), state: states[person] ?? "" })));
    paper.show(view().paper);
  };
  return { part, update };
}

/** What the seat is called; whoever has no page here is on paper. @param {Leading} leading @param {string} person */
function nameOf({ board, strings }, person) {
  const known = board.people.find(({ id }) => id === person);
  const name = personName(board, person, strings);
  return known && !known.here ? `${name} (${strings["on-paper"]})` : name;
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
