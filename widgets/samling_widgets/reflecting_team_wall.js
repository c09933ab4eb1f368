// A reflecting team on the wall: the headlines while they are gathered, the story's headline while it is told, and then
// the two questions alone. Never whose story it is.

import { softSign } from "./clock.js";
import { h } from "./dom.js";

/** @typedef {import("./reflecting_team.js").Face} Face */

const MANY = 6;

/** @param {Face} face */
export function wallFace(face) {
  const { page, board, strings, signal, view } = face;
  const stage = h("div", { class: "samling-stage-wall" });
  page.append(stage, softSign(() => view().clock ?? null, () => board.now(), strings["time-is-up"], signal));
  let drawn = "";
  board.show(() => {
    const { phase, face: now, headline, headlines } = view();
    const state = JSON.stringify([phase, now, headline, headlines]);
    if (state === drawn) return;
    drawn = state;
    stage.replaceChildren(...thought(face));
  });
}

/** @param {Face} face @returns {HTMLElement[]} */
function thought({ definition, strings, view, phase }) {
  const { face, headline, headlines = [] } = view();
  const title = phase()?.title ?? "";
  if (face === "talking") return [h("div", { class: "samling-questions" }, ...definition.questions.map((question) => h("p", { class: "samling-large" }, question)))];
  if (face === "telling") return [h("h3", {}, title), h("p", { class: "samling-large", dir: "auto" }, headline ?? "")];
  if (face === "returning") return [h("p", { class: "samling-large" }, title)];
  if (face === "done") return [h("p", { class: "samling-large" }, strings["thanks-story"])];
  if (headlines.length === 0 && face !== "choosing") return [h("h3", {}, title || definition.title), h("p", { class: "samling-large" }, strings["wall-headline"])];
  const list = h("ul", { class: `samling-headlines${headlines.length > MANY ? " is-many" : ""}` }, ...headlines.map((text) => h("li", { dir: "auto" }, text)));
  return [h("h3", {}, title || definition.title), list];
}
