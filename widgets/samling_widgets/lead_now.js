// What is now on the run sheet: the line of the agenda, its clock, the hint whose minute has come, and the way on.

import { button } from "./board_parts.js";
import { timer } from "./clock.js";
import { fill, h } from "./dom.js";
import { courseWords } from "./lead_course.js";
import { beforeNext, hintPart } from "./lead_hints.js";

/** @typedef {import("./lead.js").Leading} Leading */

const TICK = 1000;
/** Seconds within which a second tap is meant for what stood there before. */
const DOUBLE = 1;

/** @param {Leading} leading @param {HTMLElement} nextTime where the next date is written while that is now */
export function nowPart(leading, nextTime) {
  const { board, definition, strings, signal, view, now, act } = leading;
  const clock = () => (now() ? /** @type {import("./clock.js").Clock | null} */ (view().clock) : null);
  const title = h("h3", { class: "lead-title" });
  const pause = button("", () => act(clock()?.since === null ? "resume" : "pause"), signal, { name: "lead-pause" });
  const more = button(strings["one-minute-more"], () => act("more"), signal, { name: "lead-more" });
  const presses = h("div", { class: "samling-buttons" }, pause, more);
  const clocked = h("div", { class: "lead-clocked" }, timer(clock, () => board.now(), signal), presses);
  const next = button("", () => goOn(), signal, { main: true, name: "lead-next" });
  const open = h("a", { class: "samling-quiet" }, strings["to-activity"]);
  const back = button("", () => act("back"), signal, { quiet: true, name: "lead-back" });
  const course = h("p", { class: "lead-course" });
  const point = h("p", { dir: "auto" });
  const raised = h("div", { class: "lead-raised" }, point, button(strings.lower, () => act("lower"), signal, { quiet: true, name: "lead-lower" }));
  const hint = hintPart(leading);
  const before = beforeNext(leading);
  const ways = h("div", { class: "lead-ways" }, open, back);
  const after = afterwards(definition, strings);
  const part = h("section", { class: "lead-now", "aria-label": strings.together }, title, clocked, hint.part, raised, nextTime, after, next, ways, course, before.part);

  const entries = () => view().meetings[view().plan.split ? view().plan.part - 1 : 0].entries;
  const following = () => entries().find(({ name }) => name === view().next);
  const goOn = () => {
    const at = now();
    if (at && board.now() - at.since < DOUBLE) return;
    const entry = following();
    act("now", entry ? way(entry) : { part: "closing" });
  };
  const titleOf = (/** @type {Omit<import("./lead.js").Now, "before">} */ at) => {
    const activity = definition.activities.find(({ id }) => id === at.activity);
    return activity?.title ?? strings[at.part] ?? "";
  };
  const update = () => {
    const at = now();
    const entry = following();
    const here = entries().find(({ name }) => name === view().here);
    write(title, here?.title ?? (at ? titleOf(at) : strings["not-begun"]));
    clocked.hidden = !clock();
    // The activity's own clock has its buttons on the activity's page.
    presses.hidden = view().own;
    write(pause, strings[clock()?.since === null ? "go-on" : "pause-clock"]);
    open.hidden = !at?.activity;
    open.setAttribute("href", `#${at?.activity ?? ""}`);
    back.hidden = !at?.before;
    write(back, at?.before ? fill(strings["back-to"], { title: titleOf(at.before) }) : "");
    ways.hidden = open.hidden && back.hidden;
    next.hidden = at?.part === "closing";
    after.hidden = at?.part !== "closing" || !after.childElementCount;
    const begun = at !== null && at.part !== "welcome";
    write(next, entry ? fill(strings[begun ? "next" : "begin"], { title: entry.title }) : strings["end-gathering"]);
    const shown = board.value("lead-raised");
    raised.hidden = !shown;
    write(point, String(shown?.text ?? ""));
    before.update(entry);
    tick();
  };
  const tick = () => {
    if (!board.loaded) return;
    const words = courseWords(leading);
    course.hidden = !words;
    write(course, words);
    hint.update();
  };
  const ticking = setInterval(tick, TICK);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return { part, update };
}

/** What is still to be done when the gathering is over. @param {import("./lead.js").Definition} definition @param {Record<string, string>} strings */
function afterwards({ typed_in: pages }, strings) {
  if (!pages.length) return h("div", {});
  const links = pages.map(({ id, title }) => h("li", {}, h("a", { href: `#${id}` }, title)));
  return h("div", { class: "lead-after" }, h("p", {}, strings["type-in"]), h("ul", {}, ...links));
}

/** What is asked for when a line of the agenda is to be now. @param {import("./lead.js").Entry} entry */
export function way({ activity, part, step }) {
  return activity ? { activity, step } : { part };
}

/** @param {HTMLElement} element @param {string} words */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
