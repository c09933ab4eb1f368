// Invented stories for a group that brings none: read aloud by the one who borrows it, and owned like any other.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { HEADLINE } from "./headlines.js";
import { peopleSelect } from "./story_headlines.js";

/** @typedef {import("./reflecting_team.js").Face} Face */
/** @typedef {import("./reflecting_team_mentor.js").Act} Act */

/** What the id of a borrowed story's headline begins with. */
const CASE = "case-";

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
    { class: "samling-short samling-case" },
    h("summary", {}, title),
    h(
      "div",
      {},
      text(paragraphs),
      h("p", { class: "samling-help" }, fill(strings["case-headline"], { headline })),
      h("div", { class: "samling-add" }, h("label", { for: whose.part.id }, strings["who-owns"]), h("div", { class: "samling-add-row" }, whose.part, borrow)),
      taken,
    ),
  );
  const update = () => {
    whose.update();
    const words = board.value(`${HEADLINE}${CASE}${id}`) ? strings["is-borrowed"] : "";
    if (taken.textContent !== words) taken.textContent = words;
  };
  return { part, update };
}

/**
 * The borrowed story whose turn it is: open while it is told and asked about, folded from then on.
 * @param {Face} face
 * @returns {{ part: HTMLElement, update: () => void }}
 */
export function borrowed({ definition, strings, view }) {
  const place = h("div", {});
  const part = h("details", { class: "samling-short samling-case", hidden: true }, h("summary", {}, strings["read-aloud"]), place);
  let drawn = "";
  const update = () => {
    const { walk, face } = view();
    const one = face === "choosing" ? undefined : definition.cases.find(({ id }) => walk?.headline === `${CASE}${id}`);
    part.hidden = !one;
    const state = one ? `${one.id} ${face}` : "";
    if (state === drawn) return;
    drawn = state;
    part.open = face === "telling";
    place.replaceChildren(...(one ? [text(one.story)] : []));
  };
  return { part, update };
}

/** @param {string[]} paragraphs */
function text(paragraphs) {
  return h("div", { class: "samling-case-text" }, ...paragraphs.map((paragraph) => h("p", {}, paragraph)));
}
