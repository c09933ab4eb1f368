// The way to the wall.

import { button } from "./board_parts.js";
import { h } from "./dom.js";
import { folded } from "./lead_controls.js";

/** @typedef {import("./lead.js").Leading} Leading */

/** @param {Leading} leading */
export function wallPart(leading) {
  const { definition, strings, signal, now, act } = leading;
  const welcome = button(strings["wall-welcome"], () => act("now", { part: "welcome" }), signal, { name: "wall-welcome" });
  const { part } = folded(leading, strings.wall, "wall", [...wayThere(definition.wall, strings), h("div", { class: "samling-buttons" }, welcome)]);
  const update = () => { welcome.hidden = now()?.part === "welcome"; };
  return { part, update };
}

/** The wall's own page lies beside this one on a server. @param {string} file @param {Record<string, string>} strings @returns {HTMLElement[]} */
function wayThere(file, strings) {
  if (!location.pathname.includes("/voila/render/")) return [];
  const href = new URL(file, location.href).href.split("#")[0];
  const open = h("a", { class: "samling-button", target: "samling-wall", rel: "noopener", href: `${href}${location.search}` }, strings["wall-open"]);
  return [h("p", { class: "samling-help" }, strings["wall-help"]), h("div", { class: "samling-buttons" }, open)];
}
