// The mentor's hints on the run sheet: the one whose minute has come, and those that are read beforehand. What belongs to
// a phase is shown where the phases are led.

import { spent } from "./clock.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./phase_clock.js").Hint} Hint */

/** The hint that helps now. `update` as time goes. @param {Leading} leading */
export function hintPart({ board, definition, strings, now, view }) {
  const text = h("p", {});
  const part = h("div", { class: "samling-hint", role: "note", "aria-label": strings.hint, hidden: true }, text);
  const update = () => {
    const at = now();
    const minutes = at?.clock ? spent(at.clock, board.now()) / 60 : 0;
    const first = !at?.step || view().meetings.some(({ entries }) => entries.find(({ activity }) => activity === at.activity)?.step === at.step);
    const hints = at?.activity && first ? definition.hints[at.activity] ?? [] : [];
    const due = hints.filter((hint) => typeof hint.at === "number" && hint.at <= minutes);
    const newest = due.filter(({ at }) => at === due.at(-1)?.at);
    const said = newest.map(({ text: words }) => words).join(" ");
    part.hidden = !said;
    if (text.textContent !== said) text.textContent = said;
  };
  return { part, update };
}

/** What is good to know before the next line, folded. @param {Leading} leading */
export function beforeNext({ definition, strings }) {
  const summary = h("summary", {});
  const list = h("ul", {});
  const part = h("details", { class: "samling-short", hidden: true }, summary, list);
  let drawn = "";
  const update = (/** @type {import("./lead.js").Entry | undefined} */ entry) => {
    const hints = beforehand(definition.hints, entry);
    part.hidden = hints.length === 0;
    if (drawn === (entry?.name ?? "")) return;
    drawn = entry?.name ?? "";
    part.open = false;
    summary.textContent = fill(strings["before-next"], { title: entry?.title ?? "" });
    list.replaceChildren(...hints.map(({ text }) => h("li", {}, text)));
  };
  return { part, update };
}

/** The hints that are read before an activity begins: none before its second story. @param {Record<string, Hint[]>} hints @param {import("./lead.js").Entry | undefined} entry */
export function beforehand(hints, entry) {
  if (!entry?.activity || entry.step.startsWith("story")) return [];
  return (hints[entry.activity] ?? []).filter(({ at }) => at === null);
}
