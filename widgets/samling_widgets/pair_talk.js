// `pair_talk`: talks two and two. A participant sees whom to talk with and in which role; a mentor draws the pairs, keeps
// the time and writes keywords; a wall shows the pairs, then what everybody does now.

import { Board } from "./board.js";
import { root } from "./dom.js";
import { lifetime } from "./field.js";

/** @typedef {import("./phase_clock.js").Phase & { text: string }} Phase */
/** @typedef {{ title: string, text: string }} Titled */
/** @typedef {import("./field.js").Definition & { phases: Phase[], roles: Record<string, Titled>, swap: number, hints: import("./phase_clock.js").Hint[] }} PairDefinition */
/** @typedef {Omit<import("./field.js").Shown, "definition"> & { definition: PairDefinition }} Shown */
/** `pairs`: the wall shows them. @typedef {{ phase: string | null, clock: import("./clock.js").Clock | null, before: object | null, pairs: boolean, given: boolean }} Talk */
/** @typedef {{ model: import("@anywidget/types").AnyModel<Shown>, page: HTMLElement, board: Board, definition: PairDefinition, strings: Record<string, string>, language: string, signal: AbortSignal }} Face */

/** @param {import("@anywidget/types").RenderProps<Shown>} props */
async function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const role = model.get("role");
  const definition = model.get("definition");
  const language = model.get("language");
  const page = root("pair_talk", definition, language, role);
  el.append(page);
  const board = new Board(model, page, "own", signal);
  const face = { model, page, board, definition, strings: model.get("strings"), language, signal };
  const show = role === "mentor" ? await mentor() : role === "wall" ? await wall() : await participant();
  if (signal.aborted) return end;
  show(face);
  board.start();
  return end;
}

async function mentor() {
  return (await import("./pair_talk_mentor.js")).mentorFace;
}

async function wall() {
  return (await import("./pair_talk_wall.js")).wallFace;
}

async function participant() {
  return (await import("./pair_talk_member.js")).memberFace;
}

export default { render };
