// A common sheet: short lines that all of a group write, in the group's own order. Any kind that has such a board may
// show it: for those who write, and for the wall. The rules live in the kernel (`sheet_rules`).

import { freshName } from "./board.js";
import { button, fetching, reminder } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { Drafts } from "./drafts.js";
import { KeyedList } from "./keyed_list.js";
import { sheetLine, takeUpLines, unfinished } from "./sheet_line.js";
import { linesOf, room } from "./sheet_places.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {Record<string, string>} Strings */
/** `most`: characters of one line. @typedef {{ title: string, most: number }} SheetDefinition */

/** What the drafts call a new line. */
const NEW = "line";
/** More lines than this, and the wall sets them in two columns. */
const MANY = 7;

/**
 * The sheet for those who write on it. `several`: each line written becomes a line of the sheet, else Enter adds one.
 * @param {Board} board
 * @param {SheetDefinition} definition
 * @param {Strings} strings
 * @param {{ several: boolean, answers: import("./answers.js").Answers | null }} how `answers`: a participant's own, where what is begun is kept; a mentor's is kept on the board
 */
export function commonSheet(board, definition, strings, { several, answers }) {
  const { signal } = board;
  const id = uniqueId("sheet");
  const about = h("p", { class: "samling-help" });
  const empty = h("p", { class: "samling-help" }, strings["sheet-empty"]);
  const lines = h("ol", { class: "sheet-lines" });
  const undoing = h("div", { class: "sheet-undo", role: "status" });
  const writing = h("div", {});
  const waiting = h("div", {});
  const part = h("section", { class: "samling-sheet", "aria-labelledby": id }, h("h3", { id }, definition.title), about, waiting, empty, lines, undoing, writing);
  /** @param {string} name @param {import("./board.js").Value} value */
  const takeAway = (name, value) => {
    board.put(name, null);
    const undo = button(strings["sheet-undo"], () => { board.put(name, value, 0); undoing.replaceChildren(); }, signal, { quiet: true, name: "undo" });
    undoing.replaceChildren(h("span", { dir: "auto" }, fill(strings["sheet-taken"], { text: value.text })), undo);
    undo.focus({ preventScroll: true });
  };
  const mayWrite = () => board.reminded && (board.standing === "open" || board.standing === "alone");
  const rows = () => [...linesOf(board), ...unfinished(board)];
  const redraw = () => list.show(rows());
  const drafts = new Drafts(board.key, (found) => {
    takeUpLines(board, found);
    field.takeUp();
    redraw();
  });
  const list = new KeyedList(lines, (item) => sheetLine(board, item.name, definition, strings, { takeAway, mayWrite, redraw, drafts }));
  const field = composer(board, definition, strings, several, drafts);
  let shown = "";
  board.show(() => {
    const { standing: stands } = board;
    about.textContent = stands === "alone" ? strings["sheet-alone"] : stands === "closed" ? strings["sheet-closed"] : strings["sheet-who"];
    waiting.replaceChildren(...[fetching(board, strings)].filter((one) => one !== null));
    const items = rows();
    list.show(items);
    lines.hidden = !items.length;
    empty.hidden = !board.loaded || items.length > 0;
    const now = !board.loaded || stands === "closed" || stands === "unknown" ? "" : board.reminded ? "field" : "reminder";
    if (now === shown) return;
    shown = now;
    writing.replaceChildren(...[now === "field" ? field.part : now ? reminder(board, strings, () => field.area.focus()) : null].filter((one) => one !== null));
  });
  if (answers) drafts.keepIn(answers);
  else drafts.keepOn(board);
  return part;
}

/**
 * The field for new lines.
 * @param {Board} board
 * @param {SheetDefinition} definition
 * @param {Strings} strings
 * @param {boolean} several
 * @param {Drafts} drafts
 */
function composer(board, { most }, strings, several, drafts) {
  const { signal } = board;
  const id = uniqueId("sheet-new");
  const help = several ? h("p", { class: "samling-help", id: `${id}-help` }, strings["sheet-several-help"]) : null;
  const area = h("textarea", { id, rows: several ? 3 : 1, dir: "auto", "data-name": "new-line", "aria-describedby": `${help ? `${id}-help ` : ""}${id}-alarm` });
  area.style.setProperty("--lines", several ? "3" : "1");
  const alarm = h("p", { class: "samling-alarm", id: `${id}-alarm`, role: "alert" });
  const takeUp = () => { area.value ||= String(drafts.at(NEW)?.["text"] ?? ""); };
  const keep = () => drafts.keep(NEW, area.value.trim() ? { text: area.value } : null);
  takeUp();
  const add = () => {
    const texts = (several ? area.value.split("\n") : [area.value]).map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
    const over = Math.max(0, ...texts.map((text) => [...text].length - most));
    alarm.textContent = over ? fill(strings["sheet-too-long"], { over }) : "";
    if (!over) {
      for (const text of texts) board.put(freshName("line"), { text, order: room(linesOf(board)) });
      area.value = "";
      keep();
    }
    area.focus();
  };
  area.addEventListener("input", () => { keep(); alarm.textContent = ""; }, { signal });
  area.addEventListener("keydown", (event) => {
    if (several || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    add();
  }, { signal });
  const part = h(
    "div",
    { class: "samling-field" },
    h("label", { for: id }, several ? strings["sheet-new-several"] : strings["sheet-new"]),
    help,
    area,
    alarm,
    h("div", { class: "samling-buttons" }, button(strings["sheet-add"], add, signal, { name: "add-line" })),
  );
  return { part, area, takeUp };
}

/**
 * The sheet on the wall, large. `otherwise` stands there while nothing is written.
 * @param {Board} board
 * @param {SheetDefinition} definition
 * @param {HTMLElement | null} otherwise
 */
export function wallSheet(board, definition, otherwise) {
  const lines = h("ul", { class: "sheet-lines" });
  const part = h("div", { class: "samling-sheet" }, h("h3", {}, definition.title), lines);
  let first = true;
  const list = new KeyedList(lines, () => {
    const element = h("li", { dir: "auto", class: first ? "" : "is-new" });
    const update = (/** @type {import("./board.js").Thing} */ { value }) => {
      if (element.textContent !== value?.text) element.textContent = value?.text ?? "";
    };
    return { element, update };
  });
  board.show(() => {
    const items = linesOf(board);
    list.show(items);
    if (board.loaded) first = false;
    lines.classList.toggle("is-many", items.length > MANY);
    part.hidden = !items.length;
    if (otherwise) otherwise.hidden = items.length > 0;
  });
  return part;
}
