// A reflecting team for a participant: what the team does now, or what I do when the story is mine. While I listen with my
// back turned, the page is quiet and a little dimmed, with a place for my own thoughts and the way back.

import { acting } from "./acting.js";
import { button, fetching, redraw } from "./board_parts.js";
import { softSign } from "./clock.js";
import { fill, h, list } from "./dom.js";
import { participantPage } from "./field.js";
import { headlineList, ownHeadlines } from "./headlines.js";

/** @typedef {import("./reflecting_team.js").Face} Face */

/** The faces in which headlines are gathered; null before anything has begun. */
const GATHERING = new Set([null, "headlines", "choosing", "done"]);

/** @param {Face} face */
export function memberFace(face) {
  const { model, page, board, definition, strings, signal, view } = face;
  const { act, alarm } = acting(board, strings);
  const live = h("div", { class: "samling-live", tabindex: "-1" });
  const own = ownHeadlines(face);
  const sign = softSign(() => (view().face === "listening" ? null : view().clock ?? null), () => board.now(), strings["time-is-up"], signal);
  participantPage(model, page, signal, [h("div", {}, live, sign, alarm), own.part, list("prompts", strings.prompts, definition.prompts)], { marked: true, begun: own.drafts });
  const area = page.querySelector(".samling-field textarea");
  if (area instanceof HTMLTextAreaElement) area.placeholder = " "; // lets the style know whether something stands there
  let drawn = "";
  board.show(() => {
    const now = view().face ?? null;
    own.part.hidden = board.standing !== "open" || board.me === null || !GATHERING.has(now) || (now === "choosing" && view().mine);
    own.update();
    turned(page, now === "listening");
    page.classList.toggle("is-under-way", now !== null);
    const state = JSON.stringify([board.view, board.loaded, board.unreachable]);
    if (state === drawn) return;
    drawn = state;
    const held = live.contains(document.activeElement);
    redraw(live, () => live.replaceChildren(...parts(face, act).filter((part) => part !== null)));
    if (held && !live.contains(document.activeElement)) live.focus({ preventScroll: true });
  });
}

/**
 * The page grows quiet, and back again. What had stepped aside comes back above, so the story is brought into sight.
 * @param {HTMLElement} page
 * @param {boolean} on
 */
function turned(page, on) {
  if (page.classList.contains("is-turned") === on) return;
  page.classList.toggle("is-turned", on);
  if (!on && page.checkVisibility()) requestAnimationFrame(() => page.scrollIntoView({ block: "start", behavior: "instant" }));
}

/** @param {Face} face @param {(action: string) => unknown} act @returns {(HTMLElement | null)[]} */
function parts(face, act) {
  const { board, definition, strings, signal, view, phase } = face;
  const waits = fetching(board, strings);
  if (waits) return [waits];
  const { face: now, headline, headlines, mine, wish } = view();
  const step = phase();
  if (now === null) return [overview(face)];
  if (now === "done" || !step) return [h("p", { class: "samling-now" }, strings["thanks-story"])];
  if (now === "listening") {
    const line = h("p", { role: "status" }, strings[wish === "back" ? "back-seen" : "listen-quietly"]);
    return [line, wish === "back" ? null : button(strings["turn-back"], () => act("turn-back"), signal, { name: "turn-back" })];
  }
  if (now === "talking") {
    return [h("h3", {}, step.title), h("div", { class: "samling-questions" }, ...definition.questions.map((question) => h("p", {}, question))), h("p", { class: "samling-help" }, step.team)];
  }
  const says = [h("h3", {}, step.title), h("p", {}, mine ? step.owner : step.team)];
  if (now === "headlines") return [...says, headlineList(headlines, strings["headlines-so-far"])];
  if (now === "choosing" && !mine) return [...says, headlineList(headlines, strings["headlines-so-far"])];
  const story = headline ? h("p", { class: "samling-now", dir: "auto" }, fill(strings[mine ? "your-story" : "the-story"], { headline })) : null;
  if (now === "choosing") {
    return [story, h("p", {}, strings["you-said-yes"]), button(strings["change-mind"], () => act("withdraw"), signal, { name: "withdraw" })];
  }
  return [story, ...says, h("p", { class: "samling-away" }, strings["phone-away"])];
}

/** How it goes, before anything has begun. @param {Face} face */
function overview({ definition, strings }) {
  const phases = definition.phases.map(({ title, time, owner, team }) =>
    h("li", {}, h("strong", {}, title), h("span", { class: "samling-help" }, ` ${time}`), h("p", {}, team), h("p", { class: "samling-help" }, fill(strings["the-owner"], { what: owner }))),
  );
  const questions = definition.questions.map((question) => h("li", {}, question));
  return h("div", { class: "samling-overview" }, h("h3", {}, strings["how-it-goes"]), h("ol", {}, ...phases), h("h3", {}, strings["talk-about"]), h("ul", {}, ...questions));
}
