// What the mentor does now in a reflecting team, and the one tap that leads on. Every step can be taken back.

import { button, fetching, personName } from "./board_parts.js";
import { fill, h } from "./dom.js";

/** @typedef {import("./reflecting_team.js").Face} Face */
/** @typedef {import("./reflecting_team_mentor.js").Act} Act */

/** @param {Face} face @param {Act} act @returns {HTMLElement[]} */
export function stepParts(face, act) {
  const { board, strings, signal, view } = face;
  const waits = fetching(board, strings);
  if (waits) return [waits];
  const { phase, face: now, back } = view();
  /** A step from here; the kernel looks whether it still is here. @param {string} action @param {object} [more] */
  const step = (action, more = {}) => act(action, { phase: phase ?? null, ...more });
  /** @type {HTMLElement[]} */
  const parts = now === null ? beginning(face, step) : now === "headlines" ? telling(face, step) : now === "choosing" ? choosing(face, step) : now === "done" ? done(face, step) : story(face, step);
  if (back) parts.push(button(strings["step-back"], () => act("undo"), signal, { quiet: true, name: "undo" }));
  return parts;
}

/** @typedef {(action: string, more?: object) => unknown} Step */

/** @param {Face} face @param {Step} step */
function beginning({ strings, signal }, step) {
  return [
    h("p", {}, strings["begin-how"]),
    buttons(
      button(strings["gather-headlines"], () => step("begin", { everyone: false }), signal, { main: true, name: "on" }),
      button(strings["everyone-tells"], () => step("begin", { everyone: true }), signal, { name: "everyone" }),
    ),
  ];
}

/** Headlines are gathered, or everyone tells. @param {Face} face @param {Step} step */
function telling({ strings, signal, view, phase }, step) {
  const { teller, here } = view();
  const turn = teller === null ? null : h("p", { class: "samling-now", role: "status" }, fill(strings["teller-number"], { number: teller, count: Math.max(here, teller) }));
  return [
    ...(turn ? [turn] : []),
    h("p", {}, teller === null ? strings["gather-how"] : phase()?.team ?? ""),
    buttons(
      teller === null ? null : button(strings["next-teller"], () => step("teller", { teller }), signal, { main: teller < here, name: "teller" }),
      button(strings["ask-who"], () => step("ask"), signal, { main: teller === null || teller >= here, name: "on" }),
    ),
  ];
}

/** A willing owner is asked for. @param {Face} face @param {Step} step */
function choosing({ board, strings, signal, view, phase }, step) {
  const { headline, walk, wish } = view();
  const owner = walk?.owner;
  if (!owner) {
    const gone = wish === "no" ? h("p", { class: "samling-quiet-word", role: "status" }, strings["yes-taken-back"]) : null;
    return [...(gone ? [gone] : []), h("p", {}, phase()?.team ?? ""), h("p", { class: "samling-help" }, strings["no-vote"])];
  }
  const name = personName(board, owner, strings);
  return [
    h("p", { class: "samling-now", role: "status" }, fill(strings["said-yes"], { name, headline: headline ?? strings["no-headline"] })),
    h("p", { class: "samling-help" }, strings["before-turning"]),
    buttons(button(strings["begin-story"], () => step("next"), signal, { main: true, name: "on" }), button(strings["yes-no-more"], () => step("no"), signal, { name: "no" })),
  ];
}

/** A story's own phases. @param {Face} face @param {Step} step */
function story({ board, definition, strings, signal, view, phase }, step) {
  const { headline, walk, wish, face: now } = view();
  const current = phase();
  const name = walk?.owner ? personName(board, walk.owner, strings) : strings["owner-gone"];
  const place = definition.phases.findIndex(({ id }) => id === current?.id);
  const next = definition.phases[place + 1];
  const on = now === "talking" ? strings["turned-back"] : next ? fill(strings["on-to"], { title: next.title }) : strings["story-over"];
  const asked = wish ? h("p", { class: "samling-quiet-word", role: "status" }, fill(wish === "back" ? strings["wants-back"] : strings["wants-no"], { name })) : null;
  const questions = now === "talking" ? h("ul", {}, ...definition.questions.map((question) => h("li", {}, question))) : null;
  return [
    h("p", { class: "samling-now", dir: "auto" }, fill(strings["whose-story"], { name, headline: headline ?? strings["no-headline"] })),
    ...(asked ? [asked] : []),
    h("dl", { class: "samling-who" }, h("dt", {}, name), h("dd", {}, current?.owner ?? ""), h("dt", {}, strings["the-others"]), h("dd", {}, current?.team ?? "")),
    ...(questions ? [questions] : []),
    buttons(button(on, () => step("next"), signal, { main: true, name: "on" }), button(strings["stop-story"], () => step("stop"), signal, { quiet: true, name: "stop" })),
  ];
}

/** A story is over. @param {Face} face @param {Step} step */
function done({ strings, signal, view }, step) {
  const told = view().walk?.told.length ?? 0;
  return [
    h("p", { class: "samling-now", role: "status" }, strings["thanks-story"]),
    h("p", { class: "samling-help" }, fill(strings["stories-told"], { count: told })),
    buttons(button(strings["another-story"], () => step("another"), signal, { name: "on" })),
  ];
}

/** @param {...(HTMLElement | null)} each */
function buttons(...each) {
  return h("div", { class: "samling-buttons" }, ...each);
}
