// What the run sheet is set with: a number with less and more, and a box to tick. Each is built once and told what it
// shows, so that a thumb never loses what it was on.

import { button } from "./board_parts.js";
import { h } from "./dom.js";

/**
 * A number with two buttons. `shown` may be another than the number stored.
 * @param {string} label
 * @param {string} name
 * @param {{ step: number, least: number, most: number }} range
 * @param {Record<string, string>} strings
 * @param {(number: number) => Promise<unknown>} changed resolves when it is stored and told, or refused
 * @param {AbortSignal} signal
 */
export function stepper(label, name, { step, least, most }, strings, changed, signal) {
  let value = 0;
  let told = 0;
  let underWay = 0;
  const count = h("output", { "aria-live": "polite" });
  // Shown at once, so that five quick taps are five steps. What is told meanwhile is older than the last tap.
  const by = async (/** @type {number} */ change) => {
    const wanted = Math.min(most, Math.max(least, value + change));
    if (wanted === value) return;
    draw(wanted);
    underWay += 1;
    await changed(wanted);
    underWay -= 1;
    if (!underWay) draw(told);
  };
  const less = button("–", () => by(-step), signal, { label: `${label}: ${strings.fewer}`, name: `${name}-less` });
  const more = button("+", () => by(step), signal, { label: `${label}: ${strings.more}`, name: `${name}-more` });
  const show = (/** @type {number} */ number) => {
    told = number;
    if (!underWay) draw(told);
  };
  const draw = (/** @type {number} */ number) => {
    value = number;
    if (count.textContent !== String(number)) count.textContent = String(number);
    less.setAttribute("aria-disabled", String(number <= least));
    more.setAttribute("aria-disabled", String(number >= most));
  };
  const part = h("div", { class: "lead-step", role: "group", "aria-label": label }, h("span", {}, label), less, count, more);
  return { part, show };
}

/** @param {string} label @param {string} name @param {(on: boolean) => unknown} changed @param {AbortSignal} signal */
export function check(label, name, changed, signal) {
  const box = h("input", { type: "checkbox", "data-name": name });
  box.addEventListener("change", () => changed(box.checked), { signal });
  return { box, part: h("label", { class: "lead-check" }, box, h("span", {}, label)) };
}

/** The ids with one more, or one less. @param {string[]} ids @param {string} id @param {boolean} on */
export function toggled(ids, id, on) {
  return on ? [...ids.filter((each) => each !== id), id] : ids.filter((each) => each !== id);
}

/**
 * A folded part of the run sheet, with what it comes to in its heading. `unfold` opens it on a page on which the group has
 * not begun yet; after that it is as its reader leaves it.
 * @param {import("./lead.js").Leading} leading
 * @param {string} title
 * @param {string} name
 * @param {(Node | null)[]} children
 */
export function folded({ now }, title, name, children) {
  const note = h("small", {});
  const part = h("details", { class: `lead-part lead-${name}` }, h("summary", {}, h("span", {}, title), note), ...children);
  const say = (/** @type {string} */ words) => {
    if (note.textContent !== words) note.textContent = words;
  };
  let settled = false;
  const unfold = () => {
    if (!settled) part.open = !now() || now()?.part === "welcome";
    settled = true;
  };
  return { part, say, unfold };
}
