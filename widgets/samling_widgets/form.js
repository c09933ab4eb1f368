// `form`: labelled text fields that save by themselves. A mentor sees what the participants are asked.

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";

/** @typedef {import("./field.js").Shown} Shown */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const page = root("form", definition, model.get("language"));
  el.append(page);
  const prompts = list("prompts", strings.prompts, definition.prompts);
  if (model.get("role") === "mentor") {
    mentorPage(model, page, signal, [asked(definition, strings), prompts]);
  } else {
    participantPage(model, page, signal, [prompts], { marked: false });
  }
  return end;
}

/** What the participants are asked, without a field. @param {import("./field.js").Definition} definition @param {import("./field.js").Strings} strings */
function asked(definition, strings) {
  const questions = definition.fields.map((one) =>
    h("li", {}, h("strong", {}, one.label), one.help && h("p", { class: "samling-help" }, one.help)),
  );
  return h("div", { class: "samling-asked" }, h("h3", {}, strings.asked), h("ol", {}, ...questions));
}

export default { render };
