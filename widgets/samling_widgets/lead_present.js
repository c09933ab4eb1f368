// Who is here: one tap a seat. Late, left and not today stand behind a second, smaller control.

import { button, personName } from "./board_parts.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").View} View */

const STATES = ["late", "left", "away"];

/** @param {Leading} leading */
export function presentPart(leading) {
  const { board, strings, act } = leading;
  const { signal } = board;
  const count = h("p", { class: "samling-help", role: "status" });
  const tiles = h("ul", { class: "lead-people" });
  const paper = h("output", {});
  const step = (/** @type {number} */ change) => act("paper", { count: Math.min(12, Math.max(0, view().paper + change)) });
  const view = () => /** @type {View} */ (board.view);
  const onPaper = h(
    "div",
    { class: "lead-step", role: "group", "aria-label": strings["paper-people"] },
    h("span", {}, strings["paper-people"]),
    button("–", () => step(-1), signal, { label: strings.fewer, name: "paper-less" }),
    paper,
    button("+", () => step(1), signal, { label: strings.more, name: "paper-more" }),
  );
  const summary = h("summary", {}, strings.who);
  const part = h("details", { class: "lead-part", open: true }, summary, count, h("p", { class: "samling-help" }, strings["who-help"]), tiles, onPaper);
  const update = () => {
    const { everyone, states, people } = view();
    const here = everyone.filter((person) => states[person] === "here").length;
    count.textContent = fill(strings["who-count"], { here, people });
    paper.textContent = String(view().paper);
    tiles.replaceChildren(...everyone.map((person) => tile(leading, person, states[person] ?? "")));
  };
  return { part, update };
}

/** @param {Leading} leading @param {string} person @param {string} state */
function tile({ board, strings, act }, person, state) {
  const known = board.people.find(({ id }) => id === person);
  const name = known ? personName(board, person, strings) : fill(strings["paper-name"], { number: person.slice(1) });
  const paper = known && !known.here ? ` (${strings["on-paper"]})` : "";
  const said = strings[`${state || "unknown"}-state`];
  const here = button("", () => act("tap", { person }), board.signal, { name: `present-${person}`, pressed: state === "here" });
  here.append(h("span", { class: "lead-sign", "aria-hidden": "true" }, state === "here" ? "✓" : state ? "–" : "○"), h("span", {}, name + paper), h("small", {}, said));
  const other = h("select", { "aria-label": fill(strings["other-state"], { name }), "data-name": `state-${person}` });
  other.append(h("option", { value: "" }, "…"), ...STATES.map((each) => h("option", { value: each, selected: each === state }, strings[`${each}-state`])));
  other.addEventListener("change", () => { if (other.value) act("mark", { person, state: other.value }); }, { signal: board.signal });
  return h("li", { class: state === "here" ? "is-here" : "" }, here, other);
}
