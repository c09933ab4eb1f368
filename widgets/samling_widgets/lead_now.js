// What is now on the run sheet: the activity, its clock, the way to the next one, and the hint whose minute has come.

import { button } from "./board_parts.js";
import { spent, timer } from "./clock.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").View} View */
/** @typedef {import("./together.js").Now} Now */

const TICK = 1000;

/** @param {Leading} leading */
export function nowPart({ board, definition, strings, act }) {
  const { signal } = board;
  const now = () => /** @type {Now | null} */ (board.value("lead-now"));
  const clock = () => now()?.clock ?? null;
  const title = h("h3", { class: "lead-title" });
  const face = h("p", { class: "lead-clock" }, timer(clock, () => board.now(), signal));
  const pause = button("", () => act(clock()?.since === null ? "resume" : "pause"), signal, { name: "lead-pause" });
  const more = button(strings["one-more"], () => act("more"), signal, { name: "lead-more" });
  const clocked = h("div", { class: "lead-clocked" }, face, h("div", { class: "samling-buttons" }, pause, more));
  const next = button("", () => go(), signal, { main: true, name: "lead-next" });
  const open = h("a", { class: "samling-quiet", href: "#" }, strings["to-activity"]);
  const raised = h("div", { class: "lead-raised" });
  const hint = h("div", { class: "samling-hint", role: "note" });
  const part = h("section", { class: "lead-now", "aria-label": strings.together }, title, clocked, hint, raised, h("div", { class: "samling-buttons" }, next, open));

  const entries = () => /** @type {View} */ (board.view).meetings.flatMap((meeting) => meeting.entries);
  const following = () => {
    const all = entries();
    const at = now();
    const same = (/** @type {import("./lead.js").Entry} */ entry) => (at?.activity ? entry.activity === at.activity : entry.kind === at?.part);
    const last = all.findLastIndex(same);
    return at && last < 0 && at.part !== "welcome" ? undefined : all[last + 1];
  };
  const go = () => {
    const entry = following();
    if (entry) act("now", entry.activity ? { activity: entry.activity } : { part: entry.kind });
    else act("now", { part: "closing" });
  };
  const shownHint = () => {
    const at = now();
    const hints = (at?.activity && definition.hints[at.activity]) || [];
    const one = clock();
    const minute = one ? spent(one, board.now()) / 60 : 0;
    const due = hints.filter((each) => typeof each.at === "number" && each.at <= minute);
    const text = due.at(-1)?.text ?? "";
    hint.hidden = !text;
    if (hint.dataset.text === text) return;
    hint.dataset.text = text;
    hint.replaceChildren(h("h4", {}, strings.hint), h("p", {}, text));
  };
  const ticking = setInterval(shownHint, TICK);
  signal.addEventListener("abort", () => clearInterval(ticking));

  const update = () => {
    const at = now();
    const activity = definition.activities.find(({ id }) => id === at?.activity);
    title.textContent = activity?.title ?? (at?.part ? strings[at.part] ?? "" : strings["not-begun"]);
    clocked.hidden = !clock();
    pause.textContent = strings[clock()?.since === null ? "go-on" : "pause-clock"];
    open.hidden = !activity;
    open.setAttribute("href", `#${activity?.id ?? ""}`);
    const entry = following();
    next.hidden = at?.part === "closing";
    next.textContent = entry ? fill(strings[at ? "go-to" : "begin"], { title: entry.title }) : strings["end-gathering"];
    const point = board.value("lead-raised");
    raised.replaceChildren(...(point ? [h("p", { dir: "auto" }, String(point.text)), button(strings.lower, () => act("lower"), signal, { name: "lead-lower" })] : []));
    raised.hidden = !point;
    shownHint();
  };
  return { part, update };
}
