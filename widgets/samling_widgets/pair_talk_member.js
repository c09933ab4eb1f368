// A pair talk for a participant: whom I talk with, in which role, where we are in it, and notes of one's own that can be
// given to the one they are about. Nothing is asked here that was just said aloud.

import { button, fetching, redraw } from "./board_parts.js";
import { softSign } from "./clock.js";
import { fill, h, list } from "./dom.js";
import { participantPage } from "./field.js";
import { partOf, phaseOf, talkOf, together } from "./pair_people.js";

/** @typedef {import("./pair_talk.js").Face} Face */

/** @param {Face} face */
export function memberFace(face) {
  const { model, page, board, definition, strings, signal } = face;
  const live = h("div", { class: "samling-live" });
  const given = h("div", {});
  const sign = softSign(() => talkOf(board).clock, () => board.now(), strings["time-is-up"], signal);
  participantPage(model, page, signal, [h("div", {}, live, sign), given, list("prompts", strings.prompts, definition.prompts)], { marked: true, given });
  const fields = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".samling-field"));
  definition.fields.forEach(({ id, share }, number) => {
    const place = fields[number];
    place.dataset.field = id;
    place.dataset.share = share;
    const area = place.querySelector("textarea");
    if (area) area.placeholder = " "; // lets the style know whether something stands there
  });
  const panel = { open: false };
  let drawn = "";
  const draw = () => {
    const state = JSON.stringify([board.view, talkOf(board).phase, board.me, board.people, board.standing, board.loaded, board.unreachable, panel]);
    if (state === drawn) return;
    drawn = state;
    page.classList.toggle("has-changed", isChanged(board));
    page.dataset.part = board.me ? board.view.roles?.[board.me] ?? "" : "";
    redraw(live, () => live.replaceChildren(...now(face, panel, draw)));
  };
  board.show(draw);
}

/**
 * @param {Face} face
 * @param {{ open: boolean }} panel whether it is asked if the group wants to change roles
 * @param {() => void} draw
 */
function now(face, panel, draw) {
  const { board, strings } = face;
  const waits = fetching(board, strings);
  if (waits) return [waits];
  const { phase, last } = phaseOf(face);
  /** @type {string[][]} */
  const groups = board.view.groups ?? [];
  const mine = groups.find((group) => board.me !== null && group.includes(board.me));
  const parts = [];
  if (phase) parts.push(h("div", { class: "samling-step" }, h("h3", {}, phase.title), h("p", {}, phase.text), last && h("p", { class: "samling-away" }, strings["phone-away"])));
  if (mine && !last) parts.push(...company(face, mine, panel, draw));
  else if (!mine && board.standing === "open" && !last) parts.push(h("p", { class: "samling-help" }, strings[groups.length ? "in-no-pair" : "pairs-come"]));
  if (!phase && !mine) parts.push(overview(face));
  return parts;
}

/**
 * With whom, and in which role.
 * @param {Face} face
 * @param {string[]} mine
 * @param {{ open: boolean }} panel
 * @param {() => void} draw
 */
function company(face, mine, panel, draw) {
  const { board, definition, strings } = face;
  /** @type {Record<string, string>} */
  const roles = board.view.roles ?? {};
  const others = mine.filter((id) => id !== board.me);
  const role = definition.roles[roles[board.me ?? ""]];
  const theirs = others.map((id) => h("li", {}, partOf(face, id)));
  return [
    h("p", { class: "samling-with" }, fill(strings["you-talk-with"], { names: together(face, others) })),
    role && h("div", { class: "samling-role" }, h("h3", {}, role.title), h("p", {}, role.text)),
    h("ul", { class: "samling-theirs" }, ...theirs),
    change(face, mine, panel, draw),
  ];
}

/** Changing roles, with what it costs said before it is done. @param {Face} face @param {string[]} mine @param {{ open: boolean }} panel @param {() => void} draw */
function change({ board, definition, strings, signal }, mine, panel, draw) {
  const changed = isChanged(board);
  const set = (/** @type {boolean} */ open) => { panel.open = open; draw(); };
  const swap = async () => {
    set(false);
    await board.act("swap-roles", { on: !changed });
  };
  if (changed) return h("div", {}, h("p", { class: "samling-help" }, strings["you-changed"]), button(strings["change-back"], swap, signal, { quiet: true, name: "change" }));
  const opener = button(strings["change-roles"], () => set(!panel.open), signal, { quiet: true, name: "change" });
  opener.setAttribute("aria-expanded", String(panel.open));
  if (!panel.open) return h("div", {}, opener);
  const cost = h("p", {}, fill(strings["change-costs"], { count: definition.swap }));
  const ways = h("div", { class: "samling-buttons" }, button(strings["change-now"], swap, signal, { main: true, name: "change-now" }), button(strings["not-now-change"], () => set(false), signal));
  return h("div", {}, opener, h("div", { class: "samling-panel", role: "group", "aria-label": strings["change-roles"] }, cost, ways));
}

/** Whether one's own group has changed roles. @param {Face["board"]} board */
function isChanged({ view, me }) {
  return me !== null && (view.changed ?? []).some((/** @type {string[]} */ group) => group.includes(me));
}

/** The phases and the roles, before anything has begun. @param {Face} face */
function overview({ definition, strings }) {
  const phases = definition.phases.map(({ title, time, text }) => h("li", {}, h("strong", {}, title), h("span", { class: "samling-help" }, ` ${time}`), h("p", {}, text)));
  const roles = Object.values(definition.roles).map(({ title, text }) => h("li", {}, h("strong", {}, title), h("p", {}, text)));
  return h("div", { class: "samling-overview" }, h("h3", {}, strings["how-it-goes"]), h("ol", {}, ...phases), h("h3", {}, strings["the-roles"]), h("ul", {}, ...roles));
}
