// `sorting`: small notes of one's own onto pillars, then the one thing within reach. A mentor sees what is asked and no
// notes; a wall the pillars' names and the question of afterwards.

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";
import { board } from "./sorting_board.js";
import { parsed } from "./sorting_notes.js";

/** @typedef {import("./field.js").Definition & import("./sorting_board.js").Definition} SortingDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: SortingDefinition }} Shown */
/** @typedef {Record<string, string>} Strings */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("sorting", definition, model.get("language"), role);
  const prompts = list("prompts", strings.prompts, definition.prompts);
  el.append(page);
  if (role === "wall") page.append(h("h3", {}, definition.title), pillars(definition, strings), ...afterwards(definition));
  else if (role === "mentor") mentorPage(model, page, signal, [asked(definition, strings), prompts]);
  else {
    participantPage(model, page, signal, [], {
      marked: false,
      done: (kept) => (parsed(kept("board")) ?? []).length > 0,
      arrange: (answers, parts) => [board(answers, definition, strings), prompts, ...parts.values()],
    });
  }
  return end;
}

/** @param {SortingDefinition} definition @param {Strings} strings */
function pillars({ pillars: all }, strings) {
  const names = h("ul", { class: "sorting-names", "aria-label": strings.pillars }, ...all.map(({ name }) => h("li", {}, name)));
  return h("div", { class: "sorting-width" }, names);
}

/** What is asked when the notes lie. @param {SortingDefinition} definition */
function afterwards({ fields }) {
  return fields.map(({ label, help }) => h("div", { class: "sorting-afterwards" }, h("p", { class: "samling-large" }, label), help && h("p", {}, help)));
}

/** What the participants see, to look at. @param {SortingDefinition} definition @param {Strings} strings */
function asked(definition, strings) {
  return h(
    "div",
    { class: "samling-asked" },
    h("h3", {}, strings.asked),
    pillars(definition, strings),
    h("p", {}, strings["sorting-private"]),
    definition.examples.length ? h("h4", {}, strings.examples) : null,
    h("ul", { class: "sorting-lying" }, ...definition.examples.map((text) => h("li", {}, text))),
    h("h4", {}, strings.afterwards),
    ...definition.fields.map(({ label, help }) => h("p", {}, h("strong", {}, label), help && ` – ${help}`)),
  );
}

export default { render };
