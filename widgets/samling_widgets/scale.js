// `scale`: importance and belief placed on two strips, the distance between them, follow-up questions by the numbers, then
// and now, and one common question. Three faces: the participant's, the mentor's and the wall's.

import { Board } from "./board.js";
import { fill, h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";
import { followUps } from "./scale_follow_ups.js";
import { gap } from "./scale_gap.js";
import { placing } from "./scale_placing.js";
import { numberOf, stillStrip } from "./scale_strip.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./scale_strip.js").StripDefinition} StripDefinition */
/** @typedef {import("./field.js").Definition & { strips: (StripDefinition & { id: string })[], follow_ups: import("./scale_follow_ups.js").Question[], readings: Record<string, string>, common: StripDefinition | null, then: string }} ScaleDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: ScaleDefinition }} Shown */
/** @typedef {Record<string, string>} Strings */
/** The earlier gathering's numbers by strip and its goal by field, null when they could not be read. @typedef {Record<string, string> | null} Then */
/** @typedef {typeof import("./scale_common.js")} Common */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("scale", definition, model.get("language"), role);
  const prompts = list("prompts", strings.prompts, definition.prompts);
  const place = definition.common ? h("div", { class: "scale-place", "data-place": "common" }) : null;
  el.append(page);
  if (role === "wall") {
    const calm = h("div", { class: "scale-wall" }, h("h3", {}, definition.title), ...definition.strips.map((one) => stillStrip(one)));
    page.append(place ?? calm);
    place?.append(calm);
    common(model, page, place, signal, (board, asked, { wallCommon }) => wallCommon(board, asked, calm, strings));
  } else if (role === "mentor") {
    mentorPage(model, page, signal, [place, asked(definition, strings), prompts]);
    common(model, page, place, signal, (board, asked, { leadCommon }) => leadCommon(board, asked, strings));
  } else {
    participantPage(model, page, signal, [prompts], {
      marked: false,
      done: (kept) => definition.strips.every(({ id }) => numberOf(kept(id)) !== null),
      arrange: (answers, parts) => [...own(answers, definition, parts, strings), place],
    });
    common(model, page, place, signal, (board, asked, { ownCommon }) => ownCommon(board, asked, strings));
  }
  return end;
}

/**
 * The common question, where the exercise has one. Others never need the module.
 * @param {import("./answers.js").Model} model
 * @param {HTMLElement} page
 * @param {HTMLElement | null} place
 * @param {AbortSignal} signal
 * @param {(board: Board, asked: StripDefinition, module: Common) => HTMLElement} part
 */
async function common(model, page, place, signal, part) {
  const asked = /** @type {ScaleDefinition} */ (model.get("definition")).common;
  if (!asked || !place) return;
  const module = await import("./scale_common.js");
  if (signal.aborted) return;
  const board = new Board(model, page, "own", signal);
  place.replaceChildren(part(board, asked, module));
  board.start();
}

/**
 * What a participant does, in order: the fields that are no follow-ups, the strips, the distance, the questions.
 * @param {Answers} answers
 * @param {ScaleDefinition} definition
 * @param {Map<string, HTMLElement>} parts
 * @param {Strings} strings
 */
function own(answers, definition, parts, strings) {
  const { strips, follow_ups: questions, readings, then: gathering } = definition;
  const goals = [...parts].filter(([id]) => !questions.some((question) => question.id === id)).map(([id, part]) => ({ id, part, ...goalOf(gathering, strings) }));
  for (const goal of goals) goal.part.prepend(goal.earlier);
  const places = strips.map((one) => ({ id: one.id, label: one.label, ...placing(answers, one, strings) }));
  const asked = followUps(answers, questions, parts, readings, strings);
  const between = h("div", { class: "scale-between" });
  const legend = h("p", { class: "samling-help" });
  /** @type {Then} */
  let then = {};
  let drawn = "";
  const draw = () => {
    const lines = places.map(({ id, label }) => ({ id, label, value: numberOf(answers.field(id).text), then: numberOf(then?.[id]) }));
    for (const [number, one] of places.entries()) one.draw(lines[number].then);
    for (const goal of goals) goal.say(then?.[goal.id] ?? "");
    const values = Object.fromEntries(lines.map(({ id, value }) => [id, value]));
    asked.show({ importance: values.importance ?? null, belief: values.belief ?? null });
    const earlier = lines.some((line) => line.then !== null);
    legend.textContent = then === null ? strings["then-unread"] : earlier ? fill(strings.then, { gathering }) : "";
    const now = JSON.stringify(lines);
    if (now === drawn) return;
    drawn = now;
    between.replaceChildren(...(lines.every(({ value }) => value !== null) ? [gap(lines, strings)] : []));
  };
  /** @param {any} message */
  const receive = (message) => {
    if (message?.kind === "answers" && message.then !== undefined) then = message.then;
  };
  answers.model.on("msg:custom", receive);
  answers.signal.addEventListener("abort", () => answers.model.off("msg:custom", receive));
  answers.show(draw);
  return [...goals.map(({ part }) => part), h("div", { class: "scale-strips" }, ...places.map(({ part }) => part), legend, between, asked.reading), asked.part];
}

/** The goal as it was written at the earlier gathering, above the field it is written in now. @param {string} gathering @param {Strings} strings */
function goalOf(gathering, strings) {
  const text = h("p", { class: "scale-goal", dir: "auto" });
  const earlier = h("div", { class: "scale-earlier", hidden: true }, h("p", { class: "samling-help" }, fill(strings["then-goal"], { gathering })), text);
  const say = (/** @type {string} */ goal) => {
    earlier.hidden = !goal;
    if (text.textContent !== goal) text.textContent = goal;
  };
  return { earlier, say };
}

/** What the participants are asked, to look at. @param {ScaleDefinition} definition @param {Strings} strings */
function asked({ strips, follow_ups: questions, fields }, strings) {
  const goals = fields.filter(({ id }) => !questions.some((question) => question.id === id));
  // A question that names the number is asked as its field asks it: here there is none.
  const spoken = questions.map(({ id, text }) => h("li", {}, text.includes("{number}") ? fields.find((field) => field.id === id)?.label ?? "" : text));
  return h(
    "div",
    { class: "samling-asked" },
    h("h3", {}, strings.asked),
    ...goals.map(({ label, help }) => h("p", {}, h("strong", {}, label), help && ` – ${help}`)),
    ...strips.map((one) => stillStrip(one)),
    h("h4", {}, strings["follow-ups"]),
    h("p", { class: "samling-help" }, strings["follow-ups-by"]),
    h("ul", {}, ...spoken),
  );
}

export default { render };
