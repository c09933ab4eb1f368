// `reflecting_team`: a story is lent by its owner, who turns away and listens while the team talks about two questions. Only
// headlines are ever shown; the owner's own page grows quiet, and the wall shows the questions alone.

import { Board } from "./board.js";
import { root } from "./dom.js";
import { lifetime } from "./field.js";

/** @typedef {import("./phase_clock.js").Phase & { owner: string, team: string }} Phase */
/** @typedef {{ id: string, title: string, headline: string, story: string[] }} Case */
/** @typedef {import("./field.js").Definition & { phases: Phase[], questions: string[], hints: import("./phase_clock.js").Hint[], cases: Case[] }} TeamDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: TeamDefinition }} Shown */
/** `face`: see `rules.story_phases`. @typedef {{ phase: string | null, face: string | null, clock: import("./clock.js").Clock | null, headline: string | null, headlines: string[], mine: boolean, wish: string | null, walk: { owner: string | null, headline: string | null, told: string[] } | null, teller: number | null, people: string[], here: number, back: boolean }} View */
/** @typedef {{ model: import("@anywidget/types").AnyModel<Shown>, page: HTMLElement, board: Board, definition: TeamDefinition, strings: Record<string, string>, signal: AbortSignal, view: () => View, phase: () => Phase | undefined }} Face */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
async function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const role = model.get("role");
  const definition = model.get("definition");
  const page = root("reflecting_team", definition, model.get("language"), role);
  el.append(page);
  const board = new Board(model, page, "own", signal);
  const view = () => /** @type {View} */ (board.view);
  const phase = () => definition.phases.find(({ id }) => id === view().phase);
  /** @type {Face} */
  const face = { model, page, board, definition, strings: model.get("strings"), signal, view, phase };
  const show = role === "mentor" ? await mentor() : role === "wall" ? await wall() : await participant();
  if (signal.aborted) return end;
  show(face);
  board.start();
  return end;
}

async function mentor() {
  return (await import("./reflecting_team_mentor.js")).mentorFace;
}

async function wall() {
  return (await import("./reflecting_team_wall.js")).wallFace;
}

async function participant() {
  return (await import("./reflecting_team_member.js")).memberFace;
}

export default { render };
