// The mentor's sheet of keywords: Enter adds one; nobody sees it before the mentor shows it.

import { button, redraw, writtenLine } from "./board_parts.js";
import { freshName } from "./board.js";
import { h, uniqueId } from "./dom.js";
import { sheetShown } from "./pair_people.js";

/** @typedef {import("./pair_talk.js").Face} Face */

const LENGTH = 80;
const LINE = "lead-line-";

/** @param {Face} face @param {import("./pair_drawing.js").Act} act @returns {{ part: HTMLElement, update: () => void }} */
export function sheetPart({ board, strings, signal }, act) {
  const name = uniqueId("sheet");
  const field = h("input", { type: "text", id: `${name}-field`, maxlength: LENGTH, autocomplete: "off", enterkeyhint: "done" });
  const form = h("form", { class: "samling-add" }, h("label", { for: field.id }, strings["new-keyword"]), h("div", { class: "samling-add-row" }, field, h("button", { type: "submit", class: "samling-button" }, strings["add-line"])));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    board.put(freshName("lead-line"), { text });
    field.value = "";
    field.focus();
  }, { signal });
  const list = h("ul", { class: "samling-lines" });
  const wall = h("div", {});
  const part = h(
    "div",
    { role: "group", "aria-labelledby": name },
    h("h3", { id: name }, strings.keywords),
    h("p", { class: "samling-help" }, strings["keywords-help"]),
    form,
    list,
    wall,
  );
  let drawn = "";
  const update = () => {
    const lines = board.under(LINE);
    const shown = sheetShown(board);
    const now = JSON.stringify([lines.map(({ name: id, value }) => [id, value, board.state(id)?.state]), shown]);
    if (now === drawn) return;
    drawn = now;
    redraw(list, () => list.replaceChildren(...lines.map((line) => writtenLine(board, line, strings))));
    redraw(wall, () => wall.replaceChildren(
      ...(lines.length || shown ? [button(strings[shown ? "sheet-off" : "sheet-on"], () => act("show-sheet", { shown: !shown }), signal, { name: "sheet" })] : []),
    ));
  };
  return { part, update };
}
