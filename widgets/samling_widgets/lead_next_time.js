// When and where next, and the task until then: folded, and in the card of what is now when the group has come to it.

import { fullWord, standing } from "./board_parts.js";
import { h, uniqueId } from "./dom.js";
import { folded } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */

const NEXT = "lead-next";
const LINES = [["when", "next-when", 60], ["place", "next-place", 60], ["task", "next-until", 200]];

/** Saves itself when a line is left. What is being written is left alone. @param {Leading} leading */
export function nextTimePart(leading) {
  const { board, strings, signal, now } = leading;
  const lines = LINES.map(([key, label, most]) => {
    const id = uniqueId("next");
    const input = h("input", { type: "text", id, maxlength: most, autocomplete: "off", "data-name": `next-${key}` });
    input.addEventListener("change", () => board.put(NEXT, said()), { signal });
    return { key: String(key), input, part: h("div", { class: "lead-line" }, h("label", { for: id }, strings[label]), input, fullWord(input, strings, signal)) };
  });
  const said = () => {
    const value = Object.fromEntries(lines.map(({ key, input }) => [key, input.value.trim()]));
    return Object.values(value).some(Boolean) ? value : null;
  };
  const kept = h("p", { class: "samling-saved", role: "status" });
  const trouble = h("div", {});
  const fields = h("div", { class: "lead-next-time", role: "group", "aria-label": strings["next-time"] }, h("p", { class: "samling-help" }, strings["next-help"]), ...lines.map((line) => line.part), kept, trouble);
  const { part, say } = folded(leading, strings["next-time"], "next", [fields]);
  /** Where the fields stand in the card of what is now, while that is the next date. */
  const card = h("div", {});
  let told = "";
  const update = () => {
    const value = board.value(NEXT);
    const place = now()?.part === "next-task" ? card : part;
    if (fields.parentElement !== place) place.append(fields);
    part.hidden = place === card;
    say(value?.when ?? strings["next-unwritten"]);
    const own = board.state(NEXT);
    const state = JSON.stringify([value, own?.state, own?.reason, own?.theirs?.revision]);
    if (state === told) return;
    told = state;
    for (const { key, input } of lines) if (document.activeElement !== input) input.value = value?.[key] ?? "";
    kept.textContent = value && !own ? strings["next-kept"] : "";
    trouble.replaceChildren(standing(board, NEXT, strings, (one) => [one?.when, one?.place, one?.task].filter(Boolean).join(" · ")));
  };
  return { part, card, update };
}
