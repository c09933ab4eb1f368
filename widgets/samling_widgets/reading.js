// `reading`: what follows the text, which stands in the page itself: one thing to think about, and "I have read this".

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";

/** @typedef {import("./field.js").Definition & { think: string }} ReadingDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: ReadingDefinition }} Shown */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("reading", definition, model.get("language"), role);
  const think = h("div", { class: "samling-think" }, h("h3", {}, strings.think), h("p", {}, definition.think));
  const parts = [
    think,
    list("prompts", strings.prompts, definition.prompts),
  ];
  el.append(page);
  if (role === "wall") page.append(h("h3", {}, definition.title), h("p", { class: "samling-large" }, definition.think));
  else if (role === "mentor") mentorPage(model, page, signal, parts);
  else participantPage(model, page, signal, parts, { marked: true });
  return end;
}

export default { render };
