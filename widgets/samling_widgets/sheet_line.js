// One line of a common sheet for those who may change it: the text, and on request a field and the ways to move it.

import { button, standing } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { linesOf, moveLine } from "./sheet_places.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./board.js").Thing} Thing */
/** `began`, `order` and `seen`: the words, the place and the revision the writer began from. @typedef {{ text: string, began: string, order: number, seen: number }} Draft */
/** @typedef {{ takeAway: (name: string, value: import("./board.js").Value) => void, mayWrite: () => boolean, redraw: () => void, drafts: import("./drafts.js").Drafts }} Ways */

/** What is being changed and is not put yet, by board and line, for a page part that is built anew. @type {Map<string, Draft>} */
const drafts = new Map();
/** What the drafts that are kept call a change of a line. */
const EDIT = "edit ";

/** Lines that are being changed here and that somebody else took away meanwhile: their writer still sees them. @param {Board} board @returns {Thing[]} */
export function unfinished(board) {
  const start = `${board.key}/`;
  const names = [...drafts.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  return names.filter((name) => board.value(name) === null).map((name) => ({ name, value: null, revision: 0, first: "", at: "" }));
}

/** Take up the changes that were begun on an earlier page. @param {Board} board @param {Record<string, import("./drafts.js").Begun>} found */
export function takeUpLines(board, found) {
  for (const [place, begun] of Object.entries(found)) {
    const key = `${board.key}/${place.slice(EDIT.length)}`;
    const { text, began, order, seen } = begun;
    if (!place.startsWith(EDIT) || drafts.has(key) || typeof text !== "string" || typeof order !== "number" || !Number.isInteger(seen)) continue;
    drafts.set(key, { text, began: String(began), order, seen });
  }
}

/**
 * The part of a `KeyedList` that shows a line.
 * @param {Board} board
 * @param {string} name
 * @param {import("./sheet.js").SheetDefinition} definition
 * @param {Record<string, string>} strings
 * @param {Ways} ways
 */
export function sheetLine(board, name, { most }, strings, { takeAway, mayWrite, redraw, drafts: kept }) {
  const { signal } = board;
  const key = `${board.key}/${name}`;
  const words = h("p", { class: "sheet-text", dir: "auto" });
  const change = button(strings["sheet-change"], () => open(), signal, { quiet: true, name: `change-${name}` });
  const trouble = h("div", {});
  const id = uniqueId("line");
  const area = h("textarea", { id, rows: 1, dir: "auto", "aria-label": strings["sheet-line"], "aria-describedby": `${id}-alarm` });
  area.style.setProperty("--lines", "1");
  const alarm = h("p", { class: "samling-alarm", id: `${id}-alarm`, role: "alert" });
  const meanwhile = h("p", { class: "samling-help", role: "status" });
  const value = () => board.value(name);

  const open = () => {
    const { text, order } = value() ?? { text: "", order: 0 };
    drafts.set(key, { text, began: text, order, seen: board.told.get(name)?.revision ?? 0 });
    area.value = text;
    show();
    area.focus();
  };
  const close = () => {
    drafts.delete(key);
    kept.keep(EDIT + name, null);
    alarm.textContent = "";
    redraw();
    change.focus({ preventScroll: true });
  };
  const done = () => {
    const text = area.value.replace(/\s+/g, " ").trim();
    const over = [...text].length - most;
    const stands = value();
    alarm.textContent = over > 0 ? fill(strings["sheet-too-long"], { over }) : text ? "" : strings["board-empty"];
    if (alarm.textContent) return area.focus();
    const draft = drafts.get(key);
    if (draft && text !== draft.began) board.put(name, { order: stands?.order ?? draft.order, text }, draft.seen);
    return close();
  };
  const leave = button(strings["sheet-leave"], close, signal, { quiet: true });
  const up = button(strings["sheet-up"], () => move(-1, up), signal);
  const down = button(strings["sheet-down"], () => move(1, down), signal);
  /** @param {-1 | 1} step @param {HTMLElement} pressed */
  const move = (step, pressed) => {
    moveLine(board, name, step);
    pressed.focus({ preventScroll: true });
  };
  const remove = () => {
    const stands = value();
    drafts.delete(key);
    kept.keep(EDIT + name, null);
    if (stands) takeAway(name, stands);
    else redraw();
  };
  const tools = h(
    "div",
    { class: "sheet-tools" },
    meanwhile,
    area,
    alarm,
    h("div", { class: "samling-buttons" }, button(strings["sheet-done"], done, signal, { main: true }), up, down, button(strings["sheet-take"], remove, signal)),
    leave,
  );
  area.addEventListener("input", () => {
    const draft = drafts.get(key);
    if (!draft) return;
    draft.text = area.value;
    kept.keep(EDIT + name, draft.text === draft.began ? null : { ...draft });
  }, { signal });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    done();
  }, { signal });
  const element = h("li", {}, h("div", { class: "sheet-line" }, words, change), tools, trouble);

  const show = () => {
    const stands = value()?.text ?? "";
    if (words.textContent !== stands) words.textContent = stands;
    change.setAttribute("aria-label", fill(strings["sheet-change-line"], { text: stands }));
    const changing = drafts.has(key);
    words.hidden = changing;
    change.hidden = changing || !mayWrite();
    tools.hidden = !changing;
    const draft = drafts.get(key);
    if (area.value !== (draft?.text ?? "")) area.value = draft?.text ?? "";
    const other = draft && (board.told.get(name)?.revision ?? 0) > draft.seen && stands !== draft.began && !board.state(name);
    const said = other && stands ? fill(strings["board-changed-while"], { text: stands }) : "";
    if (meanwhile.textContent !== said) meanwhile.textContent = said;
    const lines = linesOf(board);
    up.setAttribute("aria-disabled", String(lines[0]?.name === name));
    down.setAttribute("aria-disabled", String(lines.at(-1)?.name === name));
    const state = standing(board, name, strings, (told) => String(told?.text ?? ""), "line");
    if (trouble.textContent !== state.textContent) trouble.replaceChildren(state);
  };
  return { element, update: show };
}
