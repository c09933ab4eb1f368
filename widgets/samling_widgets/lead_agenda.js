// The agenda on the run sheet: each line with when, what, how long, and the tap that makes it now; and what gave way so
// that the time suffices. Only what differs is touched.

import { button } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { folded } from "./lead_controls.js";
import { beforehand } from "./lead_hints.js";
import { way } from "./lead_now.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").Entry} Entry */

/** @param {Leading} leading @param {HTMLElement} settings what the plan is changed with */
export function agendaPart(leading, settings) {
  const { definition, strings, view } = leading;
  const meetings = [meetingPart(leading, 1), meetingPart(leading, 2)];
  const order = definition.gives_way ? h("p", { class: "samling-help" }, definition.gives_way) : null;
  const { part, say, unfold } = folded(leading, strings.plan, "agenda", [...meetings.map((each) => each.part), order, settings]);
  const update = () => {
    unfold();
    const { plan, meetings: shown } = view();
    say(shown[plan.split ? plan.part - 1 : 0].brief);
    meetings.forEach(({ update: draw }, number) => draw(shown[number]));
  };
  return { part, update };
}

/** @param {Leading} leading @param {number} number */
function meetingPart(leading, number) {
  const { strings, view } = leading;
  const heading = h("h4", {});
  const says = h("p", { class: "lead-says" });
  const gone = h("ul", {});
  const leftOut = h("div", { class: "lead-gone" }, h("p", {}, strings["left-out"]), gone);
  const lines = h("ol", { class: "lead-entries" });
  const list = new KeyedList(lines, (/** @type {Entry} */ entry) => line(leading, entry, number));
  const part = h("div", {}, heading, says, lines, leftOut);
  let told = "";
  const update = (/** @type {import("./lead.js").Meeting | undefined} */ meeting) => {
    part.hidden = !meeting;
    if (!meeting) return;
    const { plan } = view();
    heading.hidden = !plan.split;
    const words = fill(strings[plan.part === number ? "meeting-today" : "meeting"], { number });
    if (heading.textContent !== words) heading.textContent = words;
    if (says.textContent !== meeting.says) says.textContent = meeting.says;
    // That it fits is said in the heading of the plan; with two meetings each says its own.
    says.hidden = !plan.split && meeting.fits;
    says.classList.toggle("is-over", meeting.over);
    leftOut.hidden = meeting.left_out.length === 0;
    if (told !== meeting.left_out.join("\n")) gone.replaceChildren(...meeting.left_out.map((text) => h("li", {}, text)));
    told = meeting.left_out.join("\n");
    list.show(meeting.entries);
  };
  return { part, update };
}

/** @param {Leading} leading @param {Entry} entry @param {number} number */
function line({ definition, strings, view, act, signal }, entry, number) {
  const at = h("span", { class: "lead-at" });
  const title = h("span", {});
  const here = h("small", {}, strings["we-are-here"]);
  const minutes = h("span", { class: "lead-minutes" });
  const tap = button(strings["now-button"], () => act("now", way(entry)), signal, { name: `lead-now-${number}-${entry.name}`, label: fill(strings["to-now"], { title: entry.title }) });
  const hints = beforehand(definition.hints, entry).map(({ text }) => h("li", {}, text));
  const before = hints.length ? h("details", { class: "samling-short" }, h("summary", {}, strings["hints-before"]), h("ul", {}, ...hints)) : null;
  const element = h("li", {}, at, h("div", { class: "lead-what" }, title, minutes, here), tap, before);
  const update = (/** @type {Entry} */ now) => {
    const { plan, here: name } = view();
    const today = !plan.split || plan.part === number;
    const current = today && name === now.name;
    at.textContent = now.at;
    title.textContent = now.title;
    minutes.textContent = now.minutes;
    here.hidden = !current;
    tap.hidden = current || !today;
    if (current) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  };
  return { element, update };
}
