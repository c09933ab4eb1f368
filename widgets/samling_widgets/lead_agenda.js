// The agenda on the run sheet: each line with when, what, how long, and the tap that makes it now.

import { button } from "./board_parts.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").Entry} Entry */
/** @typedef {import("./lead.js").Meeting} Meeting */
/** @typedef {import("./lead.js").View} View */

/** @param {Leading} leading */
export function agendaPart(leading) {
  const { board, strings } = leading;
  const part = h("section", { class: "lead-agenda", "aria-label": strings.agenda });
  const update = () => {
    const { meetings } = /** @type {View} */ (board.view);
    part.replaceChildren(h("h3", {}, strings.agenda), ...meetings.flatMap((meeting, number) => shown(leading, meeting, meetings.length > 1 ? number + 1 : 0)));
  };
  return { part, update };
}

/** @param {Leading} leading @param {Meeting} meeting @param {number} number 0 when there is only one */
function shown(leading, meeting, number) {
  const { strings } = leading;
  const gone = meeting.left_out.map((text) => h("li", {}, text));
  return [
    number ? h("h4", {}, fill(strings.meeting, { number })) : null,
    h("p", { class: "samling-help" }, meeting.says),
    gone.length ? h("p", { class: "samling-help" }, `${strings["left-out"]}:`) : null,
    gone.length ? h("ul", { class: "lead-gone" }, ...gone) : null,
    h("ol", { class: "lead-entries" }, ...meeting.entries.map((entry, place) => line(leading, entry, `${number}-${place}`))),
  ].filter((each) => each !== null);
}

/** @param {Leading} leading @param {Entry} entry @param {string} place */
function line({ board, definition, strings, act }, entry, place) {
  const now = board.value("lead-now");
  const here = now && (now.activity ? entry.activity === now.activity : entry.kind === now.part);
  const before = ((entry.activity && definition.hints[entry.activity]) || []).filter(({ at }) => at === null).map(({ text }) => h("li", {}, text));
  const first = entry.kind !== "story" && entry.kind !== "telling";
  const tap = button(strings["now-button"], () => act("now", entry.activity ? { activity: entry.activity } : { part: entry.kind }), board.signal, {
    name: `lead-now-${place}`,
    label: fill(strings["go-to"], { title: entry.title }),
  });
  return h(
    "li",
    { "aria-current": here ? "step" : undefined },
    h("span", { class: "lead-at" }, entry.at),
    h("span", { class: "lead-what" }, entry.title, here ? h("small", {}, strings["we-are-here"]) : null),
    h("span", { class: "lead-minutes" }, fill(strings.minutes, { count: entry.minutes })),
    here ? h("span", {}) : tap,
    before.length && first ? h("details", { class: "samling-short" }, h("summary", {}, strings["hints-before"]), h("ul", {}, ...before)) : null,
  );
}
