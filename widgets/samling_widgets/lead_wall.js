// The way to the wall, and what it shows at the end: when and where next, and the task until then.

import { button, standing } from "./board_parts.js";
import { h, uniqueId } from "./dom.js";
import { folded } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */

const NEXT = "lead-next";
const LINES = [["when", "next-when", 60], ["place", "next-place", 60], ["task", "next-until", 200]];

/** @param {Leading} leading */
export function wallPart(leading) {
  const { definition, strings, signal, now, act } = leading;
  const next = nextPart(leading);
  const welcome = button(strings["wall-welcome"], () => act("now", { part: "welcome" }), signal, { name: "wall-welcome" });
  const { part } = folded(leading, strings.wall, "wall", [...wayThere(definition.wall, strings), h("div", { class: "samling-buttons" }, welcome), next.part]);
  const update = () => {
    welcome.hidden = now()?.part === "welcome";
    next.update();
  };
  return { part, update };
}

/** The wall's own page lies beside this one on a server. @param {string} file @param {Record<string, string>} strings @returns {HTMLElement[]} */
function wayThere(file, strings) {
  if (!location.pathname.includes("/voila/render/")) return [];
  const href = new URL(file, location.href).href.split("#")[0];
  const open = h("a", { class: "samling-button", target: "samling-wall", rel: "noopener", href: `${href}${location.search}` }, strings["wall-open"]);
  return [h("p", { class: "samling-help" }, strings["wall-help"]), h("div", { class: "samling-buttons" }, open)];
}

/** Saves itself when a line is left. What is being written is left alone. @param {Leading} leading */
function nextPart({ board, strings, signal }) {
  const lines = LINES.map(([key, label, most]) => {
    const id = uniqueId("next");
    const input = h("input", { type: "text", id, maxlength: most, autocomplete: "off", "data-name": `next-${key}` });
    input.addEventListener("change", () => board.put(NEXT, said()), { signal });
    return { key: String(key), input, part: h("div", { class: "lead-line" }, h("label", { for: id }, strings[label]), input) };
  });
  const said = () => {
    const value = Object.fromEntries(lines.map(({ key, input }) => [key, input.value.trim()]));
    return Object.values(value).some(Boolean) ? value : null;
  };
  const kept = h("p", { class: "samling-saved", role: "status" });
  const trouble = h("div", {});
  const part = h("fieldset", { class: "lead-next-time" }, h("legend", {}, strings["next-time"]), h("p", { class: "samling-help" }, strings["next-help"]), ...lines.map((line) => line.part), kept, trouble);
  let told = "";
  const update = () => {
    const value = board.value(NEXT);
    const own = board.state(NEXT);
    const state = JSON.stringify([value, own?.state, own?.reason, own?.theirs?.revision]);
    if (state === told) return;
    told = state;
    for (const { key, input } of lines) if (document.activeElement !== input) input.value = value?.[key] ?? "";
    kept.textContent = value && !own ? strings["next-kept"] : "";
    trouble.replaceChildren(standing(board, NEXT, strings, (one) => [one?.when, one?.place, one?.task].filter(Boolean).join(" · ")));
  };
  return { part, update };
}
