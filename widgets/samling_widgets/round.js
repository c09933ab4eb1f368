// `round`: everyone gets the word in turn. A participant sees the question, large; so does the wall, and nothing else; a
// mentor leads the ring.

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";

/** @typedef {import("./field.js").Definition & { questions: string[], seconds: number }} RoundDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: RoundDefinition }} Shown */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
async function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("round", definition, model.get("language"), role);
  el.append(page);
  const questions = spoken(definition.questions);
  if (role === "wall") {
    page.append(questions);
    return end;
  }
  const prompts = list("prompts", strings.prompts, definition.prompts);
  if (role === "mentor") {
    // Only a mentor's page needs this module.
    const { leading } = await import("./leading.js");
    if (signal.aborted) return end;
    const asked = h("div", { class: "samling-asked" }, h("h3", {}, strings.questions), questions);
    mentorPage(model, page, signal, [asked, leading(model, page, signal), prompts]);
  } else {
    const aloud = h("div", { class: "samling-aloud" }, questions, h("p", {}, strings["may-pass"], " ", strings.aloud));
    participantPage(model, page, signal, [aloud, prompts], { marked: true });
  }
  return end;
}

/** One question as a sentence, several as a list. @param {string[]} questions */
function spoken(questions) {
  if (questions.length === 1) return h("p", { class: "samling-spoken" }, questions[0]);
  return h("ol", { class: "samling-spoken" }, ...questions.map((question) => h("li", {}, question)));
}

export default { render };
