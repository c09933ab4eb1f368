// Headlines of stories on a page: one's own to write, change and take away. A headline is all that is ever shown of one.

import { fullWord, redraw, reminder, writtenLine } from "./board_parts.js";
import { freshName } from "./board.js";
import { h, uniqueId } from "./dom.js";
import { Drafts } from "./drafts.js";

/** @typedef {import("./reflecting_team.js").Face} Face */

export const HEADLINE = "headline-";
export const LENGTH = 60;
/** What the drafts call a new headline. */
const NEW = "headline";
/** Stories one may have in mind. */
const MOST = 3;

/**
 * A participant's composer with the headlines written so far. It is built once: what somebody is writing stays.
 * @param {Face} face
 * @returns {{ part: HTMLElement, update: () => void, drafts: Drafts }}
 */
export function ownHeadlines({ board, strings, signal }) {
  const name = uniqueId("headline");
  const field = h("input", { type: "text", id: name, maxlength: LENGTH, autocomplete: "off", enterkeyhint: "done", "aria-describedby": `${name}-help` });
  const form = h(
    "form",
    { class: "samling-add" },
    h("label", { for: name }, strings["own-headline"]),
    h("p", { class: "samling-help", id: `${name}-help` }, strings["own-headline-help"]),
    h("div", { class: "samling-add-row" }, field, h("button", { type: "submit", class: "samling-button" }, strings["put-headline"])),
    fullWord(field, strings, signal),
  );
  const drafts = new Drafts(board.key, () => { field.value ||= String(drafts.at(NEW)?.["text"] ?? ""); });
  const keep = () => drafts.keep(NEW, field.value.trim() ? { text: field.value } : null);
  field.value = String(drafts.at(NEW)?.["text"] ?? "");
  field.addEventListener("input", keep, { signal });
  const remind = h("div");
  const list = h("ul", { class: "samling-lines" });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    board.put(freshName("headline"), { text });
    field.value = "";
    keep();
    return field.focus();
  }, { signal });
  let drawn = "";
  const update = () => {
    const own = board.under(HEADLINE);
    const state = JSON.stringify([own.map((one) => [one.name, one.value, board.state(one.name)]), board.reminded]);
    if (state === drawn) return;
    drawn = state;
    const word = reminder(board, strings, () => field.focus());
    remind.replaceChildren(...(word ? [word] : []));
    form.hidden = word !== null || own.length >= MOST;
    redraw(list, () => list.replaceChildren(...own.map((one) => writtenLine(board, one, strings))));
  };
  return { part: h("div", { class: "samling-own-headlines" }, remind, form, list), update, drafts };
}

/** Headlines there are, as a list to read. @param {string[]} texts @param {string} words */
export function headlineList(texts, words) {
  if (!texts.length) return null;
  return h("div", {}, h("h4", {}, words), h("ul", { class: "samling-headlines" }, ...texts.map((text) => h("li", { dir: "auto" }, text))));
}
