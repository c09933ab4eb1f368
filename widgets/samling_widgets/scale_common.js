// The common question: placed by each on their own page, opened and shown by the mentor, and on the wall. What can be seen
// is three words in three forms, never a number of people and nothing to measure.

import { button, fetching, redraw } from "./board_parts.js";
import { fill, h, svg } from "./dom.js";
import { stillStrip, strip } from "./scale_strip.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./scale_strip.js").StripDefinition} StripDefinition */
/** @typedef {Record<string, string>} Strings */
/** @typedef {"few" | "several" | "most"} Size */
/** As `common_question.py` gives it. @typedef {{ state: "closed" | "open" | "shown" | "hidden", sizes: Size[] | null, answered: number, fewest: number }} View */

/** By band, lowest first. */
const PARTS = ["low-part", "middle-part", "high-part"];
/** The form of a word, on a sheet of 72 × 72. @type {Record<Size, number>} */
const ROUND = { few: 8, several: 18, most: 31 };

/** @param {Board} board @returns {View} */
function viewOf(board) {
  return /** @type {View} */ ({ state: "closed", sizes: null, answered: 0, fewest: 5, ...board.view });
}

/**
 * A participant's part: nothing until the mentor opens the question.
 * @param {Board} board
 * @param {StripDefinition} definition
 * @param {Strings} strings
 */
export function ownCommon(board, definition, strings) {
  const part = h("div", { class: "scale-common", role: "group", "aria-label": strings.common });
  /** The number placed while this page is open; the kernel keeps no more than its part. @type {number | null} */
  let placed = null;
  const name = () => `own-common-${board.me}`;
  const { part: group, show } = strip(definition, strings, board.signal, (number) => {
    placed = number;
    board.put(name(), number === null ? null : { number });
  });
  const kept = h("p", { class: "scale-kept", role: "status" });
  const trouble = h("div", {});
  const asked = h("div", { class: "scale-ask" }, group, h("p", { class: "samling-help" }, strings["common-who"]), kept, trouble);
  const picture = h("div", {});
  part.append(h("h3", {}, strings.common), asked, picture);
  let drawn = "";
  board.show(() => {
    const { state, sizes } = viewOf(board);
    const closed = board.standing !== "open" && state === "open";
    part.hidden = board.me === null || state === "closed" || closed;
    asked.hidden = state !== "open";
    if (state !== "open") placed = null;
    show({ value: placed });
    const band = board.told.get(name())?.value?.band;
    const own = board.state(name());
    const safe = !own && band !== undefined;
    const words = safe ? `${fill(strings["common-kept"], { part: strings[PARTS[band]] })} ${strings["common-change"]}` : "";
    if (kept.textContent !== words) kept.textContent = words;
    trouble.replaceChildren(...unsafe(own, strings));
    const now = `${state} ${sizes}`;
    if (now === drawn) return;
    drawn = now;
    picture.replaceChildren(...(state === "shown" || state === "hidden" ? taken(definition, sizes, strings) : []));
  });
  return part;
}

/** Why a number is not in yet. @param {import("./board.js").Pending | undefined} own @param {Strings} strings */
function unsafe(own, strings) {
  if (!own || own.state === "saving") return [];
  return [h("p", { class: "samling-alarm", role: "alert" }, own.state === "unsaved" ? strings["number-unsaved"] : strings[`board-${own.reason}`] ?? strings["board-not-now"])];
}

/** @param {StripDefinition} definition @param {Size[] | null} sizes @param {Strings} strings */
function taken(definition, sizes, strings) {
  const words = sizes ? [h("p", { class: "scale-label" }, definition.label), spread(definition, sizes, strings), h("p", {}, strings["common-words"])] : [];
  return [...words, h("p", { class: "samling-help" }, strings["common-taken"])];
}

/**
 * The mentor's part: open, see how many have answered, take the picture once, hide it and show it again.
 * @param {Board} board
 * @param {StripDefinition} definition
 * @param {Strings} strings
 */
export function leadCommon(board, definition, strings) {
  const part = h("div", { class: "scale-common", role: "group", "aria-label": strings.common });
  let sure = false;
  let trouble = "";
  /** @param {string} action */
  const act = async (action) => {
    const { reason } = await board.act(action);
    sure = false;
    trouble = reason;
    draw();
  };
  /** @param {boolean} now */
  const ask = (now) => { sure = now; trouble = ""; draw(); };
  const draw = () => redraw(part, () => part.replaceChildren(...panel()));
  const panel = () => {
    const heading = h("h3", {}, strings.common);
    const waiting = fetching(board, strings);
    if (waiting) return [heading, stillStrip(definition), waiting];
    if (board.standing === "alone") return [heading, stillStrip(definition), h("p", { class: "samling-help" }, strings["common-alone"])];
    const view = viewOf(board);
    const why = trouble ? [h("p", { class: "samling-alarm", role: "alert" }, strings[`board-${trouble}`] ?? strings["board-database"])] : [];
    if (view.state === "closed") return [heading, stillStrip(definition), ...closed(), ...why];
    if (view.state === "open") return [heading, stillStrip(definition), ...open(view), ...why];
    return [heading, ...shown(view), ...why];
  };
  const closed = () => [
    h("p", {}, strings["common-off"]),
    h("p", { class: "samling-help" }, strings["common-paper"]),
    button(strings["common-open"], () => act("open"), board.signal, { main: true, name: "main" }),
  ];
  /** @param {View} view */
  const open = ({ answered, fewest }) => {
    const count = h("p", { class: "scale-count", role: "status" }, answered === 1 ? strings["common-count-one"] : fill(strings["common-count"], { count: answered }));
    const enough = answered >= fewest;
    const why = h("p", { class: "samling-help" }, enough ? strings["common-take-what"] : strings["common-fewest"]);
    if (sure && enough) {
      const yes = button(strings["common-take"], () => act("picture"), board.signal, { main: true, name: "main" });
      const no = button(strings["common-wait"], () => ask(false), board.signal, { name: "wait" });
      return [count, h("div", { class: "scale-sure", role: "group", "aria-label": strings["common-sure"] }, h("p", {}, h("strong", {}, strings["common-sure"])), why, h("div", { class: "samling-buttons" }, yes, no))];
    }
    const take = button(`${strings["common-take"]} …`, () => enough && ask(true), board.signal, { main: enough, name: "main" });
    take.setAttribute("aria-disabled", String(!enough));
    return [count, why, h("div", { class: "samling-buttons" }, take), button(strings["common-withdraw"], () => act("withdraw"), board.signal, { quiet: true, name: "withdraw" })];
  };
  /** @param {View} view */
  const shown = ({ state, sizes }) => [
    h("p", { class: "scale-label" }, definition.label),
    sizes ? spread(definition, sizes, strings) : h("p", {}),
    h("p", {}, strings[state === "shown" ? "common-shown" : "common-hidden"]),
    h("p", { class: "samling-help" }, strings["common-talk"]),
    state === "shown"
      ? button(strings["common-hide"], () => act("hide"), board.signal, { name: "main" })
      : button(strings["common-show"], () => act("show"), board.signal, { name: "main" }),
  ];
  let drawn = "";
  board.show(() => {
    const now = JSON.stringify([board.view, board.standing, board.loaded, board.unreachable]);
    if (now === drawn) return;
    drawn = now;
    draw();
  });
  return part;
}

/**
 * The wall's: the strip while the question is open, the picture while it is shown, otherwise `otherwise`.
 * @param {Board} board
 * @param {StripDefinition} definition
 * @param {HTMLElement} otherwise
 * @param {Strings} strings
 */
export function wallCommon(board, definition, otherwise, strings) {
  const part = h("div", { class: "scale-wall" });
  let drawn = "";
  board.show(() => {
    const { state, sizes } = viewOf(board);
    const now = `${state} ${sizes}`;
    if (now === drawn) return;
    drawn = now;
    if (state === "open") part.replaceChildren(stillStrip(definition));
    else if (state === "shown" && sizes) part.replaceChildren(h("p", { class: "samling-large" }, definition.label), spread(definition, sizes, strings));
    else part.replaceChildren(otherwise);
  });
  return part;
}

/** Three words in three forms, from low to high. @param {StripDefinition} definition @param {Size[]} sizes @param {Strings} strings */
function spread({ low, high }, sizes, strings) {
  const ends = [low, "", high];
  const bands = sizes.map((size, band) =>
    h("li", { class: `is-${size}` }, form(size), h("strong", {}, strings[size]), h("span", { class: "scale-part" }, strings[PARTS[band]]), ends[band] && h("span", { class: "scale-end" }, ends[band])),
  );
  return h("ul", { class: "scale-spread", "aria-label": strings["common-picture"] }, ...bands);
}

/** @param {Size} size */
function form(size) {
  return svg("svg", { class: "scale-form", viewBox: "0 0 72 72", "aria-hidden": "true" }, svg("circle", { cx: 36, cy: 36, r: ROUND[size] }));
}
