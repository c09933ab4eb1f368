// A pair talk on the wall: the pairs while they are shown, then what everybody does now, and the keywords when the
// mentor shows them. One thought at a time.

import { softSign } from "./clock.js";
import { h } from "./dom.js";
import { phaseOf, sheetShown, talkOf, together } from "./pair_people.js";

/** @param {import("./pair_talk.js").Face} face */
export function wallFace(face) {
  const { page, board, strings, signal } = face;
  const stage = h("div", { class: "samling-stage-wall" });
  const sign = softSign(() => talkOf(board).clock, () => board.now(), strings["time-is-up"], signal);
  page.append(stage, sign);
  let drawn = "";
  board.show(() => {
    const state = JSON.stringify([board.view.groups, talkOf(board).phase, talkOf(board).pairs, sheetShown(board), board.under("lead-line-"), board.people]);
    if (state === drawn) return;
    drawn = state;
    stage.replaceChildren(...thought(face));
  });
}

/** @param {import("./pair_talk.js").Face} face */
function thought(face) {
  const { board, definition, strings } = face;
  /** @type {string[][]} */
  const groups = board.view.groups ?? [];
  const lines = board.under("lead-line-");
  if (sheetShown(board) && lines.length) {
    return [h("h3", {}, strings["keywords"]), h("ul", { class: `samling-keywords${lines.length > 8 ? " is-many" : ""}` }, ...lines.map(({ value }) => h("li", { dir: "auto" }, value?.text)))];
  }
  if (talkOf(board).pairs && groups.length) {
    const pairs = groups.map((group) => h("li", {}, together(face, group)));
    return [h("h3", {}, strings["talk-together"]), h("ol", { class: `samling-pairs${groups.length > 4 ? " is-many" : ""}` }, ...pairs)];
  }
  const { phase } = phaseOf(face);
  if (phase) return [h("h3", {}, phase.title), h("p", { class: "samling-large" }, phase.text)];
  const ahead = definition.phases.map(({ title, time }) => h("li", {}, title, " ", h("span", { class: "samling-wall-time" }, time)));
  return [h("h3", {}, definition.title), h("ol", { class: "samling-ahead" }, ...ahead)];
}
