// One strip from 1 to 10 with words at both ends: a group of radio buttons, so that a screen reader says "7 of 10" and the
// question, and nothing at all is chosen at first. Chosen by tap, click or arrows; a tap on the same, Delete or the
// button takes it away.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";

/** @typedef {{ label: string, low: string, high: string }} StripDefinition */
/** @typedef {Record<string, string>} Strings */
/** `value`, `then`: 1–10, null for none. @typedef {{ value: number | null, then?: number | null, waiting?: boolean }} Placed */

export const LOWEST = 1;
export const HIGHEST = 10;
export const NUMBERS = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, place) => LOWEST + place);

/** A stored text as a number on the strip. @param {string | undefined} text */
export function numberOf(text) {
  const found = NUMBERS.find((number) => String(number) === text);
  return found ?? null;
}

/**
 * A strip to place a number on.
 * @param {StripDefinition} definition
 * @param {Strings} strings
 * @param {AbortSignal} signal
 * @param {(number: number | null) => void} choose
 */
export function strip(definition, strings, signal, choose) {
  const id = uniqueId("strip");
  /** @type {number | null} */
  let value = null;
  const cells = NUMBERS.map((number) => cell(number, id, strings));
  const inputs = cells.map(({ input }) => input);
  /** @param {number | null} number */
  const place = (number) => {
    show({ value: number });
    choose(number);
  };
  for (const input of inputs) {
    input.addEventListener("click", () => place(Number(input.value) === value ? null : Number(input.value)), { signal });
    input.addEventListener("keydown", (event) => key(event, Number(input.value), inputs, place), { signal });
  }
  const row = h("div", { class: "scale-cells" }, ...cells.map(({ part: one }) => one));
  sliding(row, cells.map(({ part: one }) => one), signal, { shown: () => value, show: (number) => show({ value: number }), place });
  const said = h("p", { class: "scale-said", "aria-hidden": "true" });
  const clear = button(strings.clear, () => { place(null); inputs[0].focus(); }, signal, { quiet: true, label: `${strings.clear}: ${definition.label}` });
  const part = h(
    "fieldset",
    { class: "scale-strip", role: "radiogroup", "aria-describedby": `${id}-low ${id}-high` },
    h("legend", {}, definition.label),
    end("low", LOWEST, definition.low, id),
    row,
    end("high", HIGHEST, definition.high, id),
    h("div", { class: "scale-below" }, said, clear),
  );
  let then = /** @type {number | null} */ (null);
  /** Show what is placed; what is left out stays. @param {Placed} placed */
  function show(placed) {
    value = placed.value;
    if (placed.then !== undefined) then = placed.then;
    if (placed.waiting !== undefined) part.disabled = placed.waiting;
    cells.forEach(({ input, part: one }, number) => {
      input.checked = NUMBERS[number] === value;
      one.classList.toggle("is-then", NUMBERS[number] === then);
    });
    said.textContent = value === null ? strings["not-placed"] : fill(strings["of-ten"], { number: value });
    clear.hidden = value === null;
  }
  show({ value: null });
  return { part, show };
}

/**
 * A finger or a mouse that slides along the numbers takes the number with it, and leaves it where it is lifted.
 * @param {HTMLElement} row
 * @param {HTMLElement[]} cells
 * @param {AbortSignal} signal
 * @param {{ shown: () => number | null, show: (number: number | null) => void, place: (number: number) => void }} ways
 */
function sliding(row, cells, signal, { shown, show, place }) {
  /** @type {{ pointer: number, before: number | null, from: number, at: number } | null} */
  let slide = null;
  /** The number under the pointer; 0 beside them. @param {PointerEvent} event */
  const under = ({ clientX, clientY }) => {
    const cell = document.elementFromPoint(clientX, clientY)?.closest(".scale-cell");
    return NUMBERS[cells.findIndex((one) => one === cell)] ?? 0;
  };
  /** @param {(event: PointerEvent, now: NonNullable<typeof slide>) => void} then @returns {(event: PointerEvent) => void} */
  const own = (then) => (event) => { if (slide && event.pointerId === slide.pointer) then(event, slide); };
  row.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    slide = { pointer: event.pointerId, before: shown(), from: under(event), at: 0 };
  }, { signal });
  row.addEventListener("pointermove", own((event, now) => {
    const number = under(event);
    if (!number || number === (now.at || now.from)) return;
    row.setPointerCapture(now.pointer); // from here on it is no tap
    now.at = number;
    show(number);
  }), { signal });
  row.addEventListener("pointerup", own((_, { at }) => {
    slide = null;
    if (at) place(at);
  }), { signal });
  row.addEventListener("pointercancel", own((_, { at, before }) => {
    slide = null;
    if (at) show(before);
  }), { signal });
}

/** A strip to look at. @param {StripDefinition} definition @param {string} [kind] */
export function stillStrip(definition, kind = "") {
  const id = uniqueId("strip");
  const cells = NUMBERS.map((number) => h("span", { class: "scale-cell" }, h("span", {}, String(number))));
  return h(
    "div",
    { class: `scale-strip is-still ${kind}` },
    h("p", { class: "scale-label" }, definition.label),
    end("low", LOWEST, definition.low, id),
    h("div", { class: "scale-cells", "aria-hidden": "true" }, ...cells),
    end("high", HIGHEST, definition.high, id),
  );
}

/** @param {number} number @param {string} name @param {Strings} strings */
function cell(number, name, strings) {
  const label = fill(strings["of-ten"], { number });
  const input = h("input", { type: "radio", name, value: number, "aria-label": label });
  return { input, part: h("label", { class: "scale-cell" }, input, h("span", { "aria-hidden": "true" }, String(number))) };
}

/** An anchor: the words at one end. @param {"low" | "high"} which @param {number} number @param {string} words @param {string} id */
function end(which, number, words, id) {
  return h("p", { class: `scale-end scale-${which}`, id: `${id}-${which}` }, h("b", {}, String(number)), " ", words);
}

/**
 * The arrows stop at the ends instead of beginning anew: 1 and 10 lie far apart.
 * @param {KeyboardEvent} event
 * @param {number} number
 * @param {HTMLInputElement[]} inputs
 * @param {(number: number | null) => void} place
 */
function key(event, number, inputs, place) {
  const onward = event.key === "ArrowRight" || event.key === "ArrowDown";
  const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
  if ((onward && number === HIGHEST) || (back && number === LOWEST)) return event.preventDefault();
  if (event.key === "Delete" || event.key === "Backspace") place(null);
  else if (event.key === "Home" || event.key === "End") {
    const to = event.key === "Home" ? LOWEST : HIGHEST;
    place(to);
    inputs[to - LOWEST].focus();
  } else return undefined;
  return event.preventDefault();
}
