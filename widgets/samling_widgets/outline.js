// The readable page of a kind that has no screen of its own.

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";

/** @typedef {{ title: string, more: string[], answer: string[] }} Item */
/** @typedef {{ heading: string, ordered: boolean, items: Item[] }} Section */
/** @typedef {import("./field.js").Definition & { sections: Section[] }} OutlineDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: OutlineDefinition }} Shown */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("outline", definition, model.get("language"), role);
  el.append(page);
  if (role === "wall") {
    page.append(...onWall(definition));
    return end;
  }
  const parts = [
    ...definition.sections.map((one) => section(one, strings)),
    list("prompts", strings.prompts, definition.prompts),
  ];
  if (role === "mentor") mentorPage(model, page, signal, parts);
  else participantPage(model, page, signal, parts, { marked: true });
  return end;
}

/** The title and what the exercise consists of, without what is below each point. @param {OutlineDefinition} definition */
function onWall({ title, sections }) {
  const parts = sections.map(({ heading, ordered, items }) => {
    const titles = items.map((item) => h("li", {}, item.title));
    return h("div", { class: "samling-section" }, h("h4", {}, heading), h(ordered ? "ol" : "ul", {}, ...titles));
  });
  return [h("h3", {}, title), h("div", { class: "outline-wall" }, ...parts)];
}

/** @param {Section} one @param {import("./field.js").Strings} strings */
function section(one, strings) {
  const items = one.items.map((item) => entry(item, strings));
  return h("div", { class: "samling-section" }, h("h3", {}, one.heading), h(one.ordered ? "ol" : "ul", {}, ...items));
}

/** @param {Item} item @param {import("./field.js").Strings} strings */
function entry(item, strings) {
  const rich = item.more.length || item.answer.length;
  const answers = item.answer.map((line) => h("p", {}, line));
  return h(
    "li",
    {},
    h("span", { class: rich ? "samling-name" : "" }, item.title),
    ...item.more.map((line) => h("p", {}, line)),
    answers.length ? h("details", { class: "samling-short" }, h("summary", {}, strings.answer), ...answers) : null,
  );
}

export default { render };
