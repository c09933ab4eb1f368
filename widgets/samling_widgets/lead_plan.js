// What the plan for today is changed with, folded below the agenda it changes.

import { fill, h, uniqueId } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { check, stepper, toggled } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */
/** @typedef {import("./lead.js").Plan} Plan */

const TELLING = "telling";

/** @param {Leading} leading */
export function planPart(leading) {
  const { definition, strings, signal, view, act } = leading;
  const plan = () => view().plan;
  const change = (/** @type {Partial<Plan>} */ more) => act("plan", { change: more });
  const skip = (/** @type {string} */ id, /** @type {boolean} */ on) => change({ skipped: toggled(plan().skipped, id, on) });
  const minutes = stepper(strings["plan-minutes"], "minutes", { step: 5, least: 10, most: 600 }, strings, (count) => change({ minutes: count }), signal);
  const stories = stepper(strings["plan-stories"], "stories", { step: 1, least: 0, most: 4 }, strings, (count) => change({ stories: count }), signal);
  const people = stepper(strings["plan-people"], "people", { step: 1, least: 1, most: 30 }, strings, (count) => change({ people: count }), signal);
  const counted = h("p", { class: "samling-help" });
  const begins = h("input", { type: "time", id: uniqueId("begins"), "data-name": "plan-begins" });
  begins.addEventListener("change", () => change({ begins: begins.value || null }), { signal });
  const halves = check(strings["plan-split"], "plan-split", (on) => change({ split: on, part: 1 }), signal);
  const which = partChoice(leading, change);
  const headlines = check(strings["plan-headlines"], "plan-headlines", (on) => skip(TELLING, on), signal);
  const added = definition.optional.map((each) => ({
    id: each.id,
    ...check(fill(strings["plan-add"], each), `add-${each.id}`, (on) => change({ added: toggled(plan().added, each.id, on) }), signal),
  }));
  const skips = skipChoice(leading, skip);
  const part = h(
    "details",
    { class: "lead-change samling-short" },
    h("summary", {}, strings["change-plan"]),
    h("div", { class: "lead-settings" },
      minutes.part,
      h("div", { class: "lead-step" }, h("label", { for: begins.id }, strings["plan-begins"]), begins),
      people.part, counted,
      ...(definition.stories ? [stories.part, headlines.part] : []),
      halves.part, which.part, ...added.map((each) => each.part), skips.part,
    ),
  );
  const update = () => {
    const now = plan();
    const { marked } = view();
    minutes.show(now.minutes);
    stories.show(now.stories);
    people.show(view().people);
    people.part.hidden = marked;
    counted.hidden = !marked;
    const words = fill(strings.counted, { people: view().people });
    if (counted.textContent !== words) counted.textContent = words;
    if (document.activeElement !== begins) begins.value = now.begins ?? "";
    halves.box.checked = now.split;
    headlines.box.checked = now.skipped.includes(TELLING);
    for (const each of added) each.box.checked = now.added.includes(each.id);
    which.update();
    skips.update();
  };
  return { part, update };
}

/** Which of the two meetings today's is. @param {Leading} leading @param {(more: Partial<Plan>) => unknown} change */
function partChoice({ strings, signal, view }, change) {
  const group = uniqueId("part");
  const boxes = [1, 2].map((number) => {
    const box = h("input", { type: "radio", name: group, "data-name": `plan-part-${number}` });
    box.addEventListener("change", () => change({ part: number }), { signal });
    return { number, box, part: h("label", { class: "lead-check" }, box, h("span", {}, fill(strings.meeting, { number }))) };
  });
  const part = h("fieldset", {}, h("legend", {}, strings["plan-part"]), ...boxes.map((each) => each.part));
  const update = () => {
    part.hidden = !view().plan.split;
    for (const { number, box } of boxes) box.checked = view().plan.part === number;
  };
  return { part, update };
}

/** Activities taken away by hand: all between the first and the last but those held always, and those taken away already. @param {Leading} leading @param {(id: string, on: boolean) => unknown} skip */
function skipChoice({ definition, strings, signal, view }, skip) {
  const list = h("ul", {});
  const boxes = new KeyedList(list, (/** @type {{ name: string, title: string, on: boolean }} */ { name, title }) => {
    const { box, part } = check(title, `skip-${name}`, (on) => skip(name, on), signal);
    return { element: h("li", {}, part), update: ({ on }) => { box.checked = on; } };
  });
  const part = h("fieldset", {}, h("legend", {}, strings["plan-skip"]), list);
  const update = () => {
    const { meetings, plan } = view();
    const stays = new Set([...definition.always, ...meetings.flatMap(({ entries }) => [entries[0], entries.at(-1)]).map((entry) => entry?.activity)]);
    const held = new Set(meetings.flatMap(({ entries }) => entries.map(({ activity }) => activity)));
    const shown = definition.activities.filter(({ id }) => (held.has(id) && !stays.has(id)) || plan.skipped.includes(id));
    part.hidden = shown.length === 0;
    boxes.show(shown.map(({ id, title }) => ({ name: id, title, on: plan.skipped.includes(id) })));
  };
  return { part, update };
}
