// `form`: labelled text fields that save by themselves, and where the group sums up, a common sheet clearly apart from
// them. A mentor sees what the participants are asked; the wall shows the common sheet, or what is to be thought of.

import { h, list, root } from "./dom.js";
import { lifetime, mentorPage, participantPage } from "./field.js";

/** @typedef {import("./field.js").Definition & { purpose: string, sheet: import("./sheet.js").SheetDefinition | null }} FormDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: FormDefinition }} Shown */
/** @typedef {import("@anywidget/types").AnyModel<Shown>} Model */

/** More prompts than this, and the wall sets them in two columns. */
const MANY = 4;

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
async function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const definition = model.get("definition");
  const strings = model.get("strings");
  const role = model.get("role");
  const page = root("form", definition, model.get("language"), role);
  el.append(page);
  if (role === "wall") {
    await wall(model, page, signal);
    return end;
  }
  const prompts = list("prompts", strings.prompts, definition.prompts);
  /** @type {import("./answers.js").Answers | null} */
  let answers = null;
  if (role === "mentor") mentorPage(model, page, signal, [asked(definition, strings), prompts]);
  else participantPage(model, page, signal, [prompts], { marked: false, arrange: (own, parts) => { answers = own; return [...parts.values()]; } });
  if (definition.sheet) {
    // Put there at once, so that it stands above what others share, whichever comes first.
    const place = h("div", {});
    page.append(place);
    await sheet(model, page, place, signal, answers);
  }
  return end;
}

/** What the participants are asked, without a field. @param {FormDefinition} definition @param {import("./field.js").Strings} strings */
function asked(definition, strings) {
  const questions = definition.fields.map((one) =>
    h("li", {}, h("strong", {}, one.label), one.help && h("p", { class: "samling-help" }, one.help)),
  );
  return h("div", { class: "samling-asked" }, h("h3", {}, strings.asked), h("ol", {}, ...questions));
}

/**
 * The common sheet.
 * @param {Model} model
 * @param {HTMLElement} page
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 * @param {import("./answers.js").Answers | null} answers a participant's own, where what is begun is kept
 */
async function sheet(model, page, place, signal, answers) {
  const definition = model.get("definition").sheet;
  // Only a page with a common sheet needs these modules.
  const [{ Board }, { commonSheet }] = await Promise.all([import("./board.js"), import("./sheet.js")]);
  if (signal.aborted || !definition) return;
  const board = new Board(model, page, "own", signal);
  place.append(commonSheet(board, definition, model.get("strings"), { several: model.get("role") === "mentor", answers }));
  board.start();
}

/** @param {Model} model @param {HTMLElement} page @param {AbortSignal} signal */
async function wall(model, page, signal) {
  const { title, purpose, prompts, sheet: own } = model.get("definition");
  const thoughts = prompts.length
    ? h("ul", { class: `form-prompts${prompts.length > MANY ? " is-many" : ""}` }, ...prompts.map((prompt) => h("li", {}, prompt)))
    : h("p", { class: "samling-large" }, purpose);
  const calm = h("div", { class: "form-wall" }, h("h3", {}, title), thoughts);
  page.append(calm);
  if (!own) return;
  const [{ Board }, { wallSheet }] = await Promise.all([import("./board.js"), import("./sheet.js")]);
  if (signal.aborted) return;
  const board = new Board(model, page, "own", signal);
  page.append(wallSheet(board, own, calm));
  board.start();
}

export default { render };
