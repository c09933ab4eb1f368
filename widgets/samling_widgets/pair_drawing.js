// The pairs on the mentor's page: drawn, looked at, two changed about, shown; then whoever comes late or goes.

import { button, personName, redraw } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { partOf, talkOf, together } from "./pair_people.js";

/** @typedef {import("./pair_talk.js").Face} Face */
/** @typedef {(action: string, more?: object) => Promise<boolean>} Act */
/** `chosen`: the one to change places, first pressed; `open`: groups whose choices are unfolded. @typedef {{ chosen: string, open: Set<string> }} State */

/** @param {Face} face @param {Act} act @returns {{ part: HTMLElement, update: () => void }} */
export function pairsPart(face, act) {
  const { board, strings } = face;
  const name = uniqueId("pairs");
  const body = h("div", { class: "samling-pairs-body" });
  const part = h("div", { role: "group", "aria-labelledby": name }, h("h3", { id: name }, strings["the-pairs"]), body);
  /** @type {State} */
  const state = { chosen: "", open: new Set() };
  let drawn = "";
  const update = () => {
    const now = JSON.stringify([board.view, board.people, board.loaded, talkOf(board).pairs, state.chosen, [...state.open]]);
    if (now === drawn) return;
    drawn = now;
    redraw(body, () => body.replaceChildren(...(board.view.shown ? shown(face, act, state, update) : drafted(face, act, state, update))));
  };
  return { part, update };
}

/** Before anybody sees them. @param {Face} face @param {Act} act @param {State} state @param {() => void} update */
function drafted(face, act, state, update) {
  const { board, strings, signal } = face;
  const { groups = [], here = 0, met = [], without = [], gone = [] } = board.view;
  const count = h("p", { class: "samling-help" }, fill(strings["are-here"], { count: here }));
  if (here < 2) return [h("p", { class: "samling-help" }, strings["too-few"])];
  if (!groups.length) return [count, button(strings["draw-pairs"], () => act("draw"), signal, { main: true, name: "draw" })];
  const choose = async (/** @type {string} */ id) => {
    const one = state.chosen;
    state.chosen = one && one !== id ? "" : one === id ? "" : id;
    update();
    if (one && one !== id) await act("swap", { one, other: id });
  };
  const rows = groups.map((/** @type {string[]} */ group) => {
    const people = group.map((id) => button(personName(board, id, strings), () => choose(id), signal, { name: `person-${id}`, pressed: state.chosen === id }));
    const before = met.some((/** @type {string[]} */ couple) => couple.every((id) => group.includes(id)));
    return h("li", {}, h("div", { class: "samling-buttons" }, ...people), before && h("p", { class: "samling-help" }, strings["met-before"]));
  });
  return [
    count,
    h("p", { class: "samling-help", role: "status" }, state.chosen ? fill(strings["swap-with"], { name: personName(board, state.chosen, strings) }) : strings["swap-two"]),
    h("ol", { class: "samling-pair-list" }, ...rows),
    ...moved(face, act, without, gone),
    h(
      "div",
      { class: "samling-buttons" },
      button(strings["show-pairs"], () => act("show"), signal, { main: true, name: "show" }),
      button(strings["draw-again"], () => act("draw"), signal, { name: "draw" }),
    ),
    h("p", { class: "samling-help" }, strings["show-pairs-help"]),
  ];
}

/** Once they are shown: nothing is drawn anew. @param {Face} face @param {Act} act @param {State} state @param {() => void} update */
function shown(face, act, state, update) {
  const { board, strings, signal } = face;
  const { groups = [], without = [], gone = [], changed = [] } = board.view;
  const rows = groups.map((/** @type {string[]} */ group) => {
    const key = group.join(" ");
    const said = group.map((id) => h("li", {}, partOf(face, id)));
    const open = state.open.has(key);
    const toggle = () => { if (!state.open.delete(key)) state.open.add(key); update(); };
    const opener = button(strings["change-pair"], toggle, signal, { quiet: true, name: `open-${key}`, label: `${strings["change-pair"]}: ${together(face, group)}` });
    opener.setAttribute("aria-expanded", String(open));
    const isChanged = changed.some((/** @type {string[]} */ one) => one.join(" ") === key);
    return h("li", {}, h("div", { class: "samling-pair-row" }, h("ul", {}, ...said), opener), open && choices(face, act, group, isChanged));
  });
  const up = talkOf(board).pairs;
  return [
    h("ol", { class: "samling-pair-list" }, ...rows),
    ...moved(face, act, without, gone),
    h(
      "div",
      { class: "samling-buttons" },
      button(strings[up ? "off-wall" : "on-wall"], () => act("wall", { pairs: !up }), signal, { name: "wall" }),
      button(strings["take-pairs-back"], () => act("hide"), signal, { quiet: true, name: "hide" }),
    ),
  ];
}

/** What may be done with one group. @param {Face} face @param {Act} act @param {string[]} group @param {boolean} changed */
function choices({ board, strings, signal }, act, group, changed) {
  const swap = button(strings[changed ? "change-back" : "change-roles-now"], () => act("swap-roles", { person: group[0], on: !changed }), signal, { name: `roles-${group[0]}` });
  const out = group.map((id) => button(fill(strings["take-out"], { name: personName(board, id, strings) }), () => act("out", { person: id }), signal, { name: `out-${id}` }));
  return h("div", { class: "samling-buttons" }, swap, ...out);
}

/** Who is here and in no pair, and who is in one and not here. @param {Face} face @param {Act} act @param {string[]} without @param {string[]} gone */
function moved(face, act, without, gone) {
  const { board, strings, signal } = face;
  /** @type {string[][]} */
  const groups = board.view.groups;
  const late = without.map((id) => {
    const room = groups.filter((group) => group.length < 3);
    const ways = room.map((group) => button(fill(strings["put-with"], { names: together(face, group) }), () => act("add", { person: id, beside: group[0] }), signal, { name: `add-${id}-${group[0]}` }));
    return h("div", { class: "samling-moved" }, h("p", {}, fill(strings["in-no-pair-yet"], { name: personName(board, id, strings) })), h("div", { class: "samling-buttons" }, ...ways));
  });
  const left = gone.map((id) => {
    const out = button(fill(strings["take-out"], { name: personName(board, id, strings) }), () => act("out", { person: id }), signal, { name: `gone-${id}` });
    return h("div", { class: "samling-moved" }, h("p", {}, fill(strings["not-here"], { name: personName(board, id, strings) })), h("div", { class: "samling-buttons" }, out));
  });
  return [...late, ...left];
}
