// Invented stories for a group that brings none: read aloud by the one who borrows it, and owned like any other.

import { button } from "./board_parts.js";
import { h, uniqueId } from "./dom.js";
import { HEADLINE } from "./headlines.js";
import { peopleSelect } from "./story_headlines.js";

/** @typedef {import("./reflecting_team.js").Face} Face */
/** @typedef {import("./reflecting_team_mentor.js").Act} Act */

/** @param {Face} face @param {Act} act @returns {{ part: HTMLElement, update: () => void }} */
export function borrowing(face, act) {
  const { definition, strings } = face;
  const each = definition.cases.map((one) => story(one, face, act));
  const part = each.length
    ? h("details", { class: "samling-short samling-cases" }, h("summary", {}, strings["no-story"]), h("p", {}, strings["borrow-how"]), ...each.map((one) => one.part))
    : h("div");
  return { part, update: () => each.forEach((one) => one.update()) };
}

/** @param {import("./reflecting_team.js").Case} one @param {Face} face @param {Act} act */
function story({ id, title, headline, story: paragraphs }, face, act) {
  const { board, strings, signal } = face;
  const name = uniqueId("case");
  const whose = peopleSelect(face, `${name}-whose`, `whose-${id}`);
  const borrow = button(strings.borrow, () => act("borrow", { case: id, person: whose.part.value }), signal, { name: `borrow-${id}` });
  const taken = h("p", { class: "samling-help", role: "status" });
  const part = h(
    "details",
    { class: "samling-short" },
    h("summary", {}, title),
    h("p", { class: "samling-help" }, headline),
    ...paragraphs.map((paragraph) => h("p", {}, paragraph)),
    h("div", { class: "samling-add" }, h("label", { for: whose.part.id }, strings["who-owns"]), h("div", { class: "samling-add-row" }, whose.part, borrow)),
    taken,
  );
  const update = () => {
    whose.update();
    const words = board.value(`${HEADLINE}case-${id}`) ? strings["is-borrowed"] : "";
    if (taken.textContent !== words) taken.textContent = words;
  };
  return { part, update };
}
