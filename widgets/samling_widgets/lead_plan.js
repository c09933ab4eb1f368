// The plan for today, the next date, and the way to the wall: what is set before or between, folded below.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").Plan} Plan */
/** @typedef {import("./lead.js").View} View */

/** @param {Leading} leading */
export function planPart({ board, definition, strings, act }) {
  const { signal } = board;
  const plan = () => /** @type {View} */ (board.view).plan;
  const change = (/** @type {Partial<Plan>} */ more) => act("plan", { change: more });
  const minutes = stepper(strings["plan-minutes"], "minutes", strings, (by) => change({ minutes: Math.min(600, Math.max(10, plan().minutes + 5 * by)) }), signal);
  const stories = stepper(strings["plan-stories"], "stories", strings, (by) => change({ stories: Math.min(6, Math.max(0, plan().stories + by)) }), signal);
  const people = stepper(strings["plan-people"], "people", strings, (by) => change({ people: Math.min(30, Math.max(0, (plan().people || /** @type {View} */ (board.view).people) + by)) }), signal);
  const begins = h("input", { type: "time", id: uniqueId("begins"), "data-name": "plan-begins" });
  begins.addEventListener("change", () => change({ begins: begins.value }), { signal });
  const halves = check(strings["plan-split"], "plan-split", (on) => change({ split: on }), signal);
  const added = definition.optional.map((each) => ({ id: each.id, ...check(fill(strings["plan-add"], each), `add-${each.id}`, (on) => change({ added: toggled(plan().added, each.id, on) }), signal) }));
  const skips = h("div", {});
  const part = h(
    "details",
    { class: "lead-part" },
    h("summary", {}, strings.plan),
    minutes.part, stories.part, people.part,
    h("div", { class: "lead-step" }, h("label", { for: begins.id }, strings["plan-begins"]), begins),
    halves.part, ...added.map((each) => each.part), skips,
  );
  const update = () => {
    const now = plan();
    minutes.show(now.minutes);
    stories.show(now.stories);
    people.show(now.people || /** @type {View} */ (board.view).people);
    if (document.activeElement !== begins) begins.value = now.begins;
    halves.box.checked = now.split;
    for (const each of added) each.box.checked = now.added.includes(each.id);
    const middle = [...new Set(/** @type {View} */ (board.view).meetings.flatMap(({ entries }) => entries.slice(1, -1)).map(({ activity }) => activity))];
    const named = [...new Set([...middle, ...now.skipped])].flatMap((id) => definition.activities.filter((each) => each.id === id));
    skips.replaceChildren(...named.map((each) => {
      const one = check(fill(strings["plan-skip"], each), `skip-${each.id}`, (on) => change({ skipped: toggled(plan().skipped, each.id, on) }), signal);
      one.box.checked = now.skipped.includes(each.id);
      return one.part;
    }));
  };
  return { part, update };
}

/** When and where next, and the task until then. What is being written is left alone. @param {Leading} leading */
export function nextPart({ board, strings, act }) {
  const lines = [["when", "next-when"], ["place", "next-place"], ["task", "next-task-label"]].map(([key, label]) => {
    const id = uniqueId("next");
    const input = h("input", { type: "text", id, maxlength: key === "task" ? 200 : 60, "data-name": `next-${key}` });
    return { key, input, part: h("div", { class: "lead-line" }, h("label", { for: id }, strings[label]), input) };
  });
  const kept = h("span", { class: "samling-help", role: "status" });
  const keep = async () => {
    const done = await act("next", Object.fromEntries(lines.map(({ key, input }) => [key, input.value])));
    kept.textContent = done ? strings["next-kept"] : "";
  };
  const part = h(
    "details",
    { class: "lead-part" },
    h("summary", {}, strings["next-time"]),
    h("p", { class: "samling-help" }, strings["next-help"]),
    ...lines.map((line) => line.part),
    h("div", { class: "samling-buttons" }, button(strings["next-keep"], keep, board.signal, { name: "next-keep" }), kept),
  );
  let told = "";
  const update = () => {
    const value = board.value("lead-next");
    const now = JSON.stringify(value);
    if (now === told) return;
    told = now;
    for (const { key, input } of lines) if (document.activeElement !== input) input.value = value?.[key] ?? "";
  };
  return { part, update };
}

/** The wall's own page lies beside this one, under the same number. @param {Leading} leading */
export function wallPart({ board, strings, act }) {
  const served = location.pathname.includes("/voila/render/");
  const open = h("a", { class: "samling-button", target: "_blank", rel: "noopener", href: served ? wallAddress() : "#" }, strings["wall-open"]);
  const part = h(
    "details",
    { class: "lead-part", hidden: !served },
    h("summary", {}, strings.wall),
    h("p", { class: "samling-help" }, strings["wall-help"]),
    h("div", { class: "samling-buttons" }, open, button(strings["wall-welcome"], () => act("now", { part: "welcome" }), board.signal, { name: "wall-welcome" })),
  );
  return { part, update: () => {} };
}

/** `…/2-veileder.ipynb` → `…/2-storskjerm.ipynb`, with the group it is for. */
function wallAddress() {
  const role = document.documentElement.lang === "en" ? "wall" : "storskjerm";
  const path = location.pathname.replace(/-[^-/]+\.ipynb$/, `-${role}.ipynb`);
  return `${path}${location.search}`;
}

/** @param {string} label @param {string} name @param {Record<string, string>} strings @param {(by: number) => unknown} step @param {AbortSignal} signal */
function stepper(label, name, strings, step, signal) {
  const count = h("output", {});
  const part = h(
    "div",
    { class: "lead-step", role: "group", "aria-label": label },
    h("span", {}, label),
    button("–", () => step(-1), signal, { label: strings.fewer, name: `${name}-less` }),
    count,
    button("+", () => step(1), signal, { label: strings.more, name: `${name}-more` }),
  );
  return { part, show: (/** @type {number} */ number) => { count.textContent = String(number); } };
}

/** @param {string} label @param {string} name @param {(on: boolean) => unknown} changed @param {AbortSignal} signal */
function check(label, name, changed, signal) {
  const box = h("input", { type: "checkbox", "data-name": name });
  box.addEventListener("change", () => changed(box.checked), { signal });
  return { box, part: h("label", { class: "lead-check" }, box, h("span", {}, label)) };
}

/** @param {string[]} ids @param {string} id @param {boolean} on */
function toggled(ids, id, on) {
  return on ? [...ids.filter((each) => each !== id), id] : ids.filter((each) => each !== id);
}
