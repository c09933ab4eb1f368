// The mentor's side of a round: the ring is set up, then whose turn it is, with a clock. The rules live in the kernel
// (`samling_exercises.rules.turns`), which keeps the round for any of the mentor's screens; this page sends what was
// pressed and draws what comes back.

import { Board } from "./board.js";
import { fill, h, uniqueId } from "./dom.js";
import { ring } from "./ring.js";

/** @typedef {{ chairs: number, first: number, clockwise: boolean, moves: number, now: number | null, waiting: number[], spoken: number[], passed: number[], silent: number[], over: boolean, elapsed: number, total: number, since: number | null }} Turns */
/** `counted`: the chairs were counted by hand, so those who come later change nothing. @typedef {{ chairs: number, first: number, clockwise: boolean, counted: boolean }} Setup */
/** @typedef {import("@anywidget/types").AnyModel<import("./round.js").Shown>} Model */

const FEWEST = 3;
const MOST_CHAIRS = 14;
const TICK = 250;

/** How the ring stood last, by exercise, while the page is open. @type {Map<string, Setup>} */
const setups = new Map();

/** The whole of the mentor's ring. @param {Model} model @param {HTMLElement} page @param {AbortSignal} signal */
export function leading(model, page, signal) {
  const strings = model.get("strings");
  const key = model.get("exercise");
  const setup = setups.get(key) ?? { chairs: 8, first: 1, clockwise: true, counted: false };
  setups.set(key, setup);
  const part = h("div", { class: "samling-leading" });
  const alarm = h("p", { class: "samling-alarm", role: "alert" });
  const spoken = h("p", { class: "samling-unseen", role: "status", "aria-live": "polite" });
  const whole = h("div", {}, part, alarm, spoken);
  const board = new Board(model, page, "own", signal);
  /** Ends what was drawn last. */ let drawing = new AbortController();
  let drawn = "";
  let refused = "";

  /** @returns {Partial<Turns>} */
  const current = () => board.view.turns ?? {};

  const say = () => {
    const words = board.unreachable ? strings["no-contact"] : refused;
    if (alarm.textContent !== words) alarm.textContent = words;
  };

  /** @param {string} action @param {object} [more] */
  const press = async (action, more = {}) => {
    const { reason } = await board.act(action, { moves: current().moves ?? 0, ...more });
    refused = reason === "" ? "" : reason === "no-answer" ? strings["no-contact"] : strings[`board-${reason}`] ?? strings["board-database"];
    say();
  };

  const draw = () => {
    const focused = /** @type {HTMLElement | null} */ (part.querySelector(":focus"))?.dataset.name;
    drawing.abort();
    drawing = new AbortController();
    const turns = current();
    part.replaceChildren(
      ...(turns.chairs
        ? underWay(/** @type {Turns} */ (turns), model, press, () => board.now(), drawing.signal)
        : preparing(setup, strings, press, draw, drawing.signal)),
    );
    const back = focused && /** @type {HTMLElement | null} */ (part.querySelector(`[data-name="${focused}"]`));
    const next = back || (focused && /** @type {HTMLElement | null} */ (part.querySelector("[data-name=next], [data-name=begin], [data-name=stop]")));
    if (next) next.focus({ preventScroll: true });
    const words = turns.over ? strings.over : turns.now ? fill(strings.now, { number: turns.now }) : "";
    if (spoken.textContent !== words) spoken.textContent = words;
  };

  board.show(() => {
    say();
    if (!setup.counted && board.view.chairs) setup.chairs = board.view.chairs;
    setup.first = Math.min(setup.first, setup.chairs);
    // A choice that is open, or a finger on its way to a button, is left alone while nothing changed.
    const now = JSON.stringify([current(), current().chairs ? 0 : setup.chairs]);
    if (now === drawn) return;
    drawn = now;
    draw();
  });
  signal.addEventListener("abort", () => drawing.abort());
  board.start();
  return whole;
}

/**
 * Before the round: how many chairs, which begins, which way.
 * @param {Setup} setup
 * @param {Record<string, string>} strings
 * @param {(action: string, more?: object) => void} press
 * @param {() => void} draw
 * @param {AbortSignal} signal
 */
function preparing(setup, strings, press, draw, signal) {
  /** @param {Partial<Setup>} change */
  const set = (change) => {
    Object.assign(setup, change);
    setup.first = Math.min(setup.first, setup.chairs);
    draw();
  };
  const names = uniqueId("ring");
  /** @param {string} name @param {string} sign @param {string} label @param {number} change */
  const stepper = (name, sign, label, change) => {
    const chairs = setup.chairs + change;
    const end = chairs < FEWEST || chairs > MOST_CHAIRS;
    const one = button(name, sign, () => !end && set({ chairs, counted: true }), signal);
    one.setAttribute("aria-label", label);
    one.setAttribute("aria-disabled", String(end));
    one.classList.add("is-step");
    return one;
  };
  const count = h("output", { class: "samling-count", "aria-live": "polite" }, String(setup.chairs));
  const chairs = h(
    "div",
    { class: "samling-row", role: "group", "aria-label": strings.chairs },
    stepper("fewer", "–", strings.fewer, -1),
    count,
    stepper("more", "+", strings.more, 1),
  );
  const first = h("select", { id: `${names}-first`, "data-name": "first" });
  for (let number = 1; number <= setup.chairs; number += 1) {
    first.append(h("option", { value: number, selected: number === setup.first }, fill(strings.chair, { number })));
  }
  first.addEventListener("change", () => set({ first: Number(first.value) }), { signal });
  /** @param {string} name @param {boolean} clockwise */
  const way = (name, clockwise) => {
    const box = h("input", { type: "radio", name: `${names}-way`, checked: setup.clockwise === clockwise, "data-name": name });
    box.addEventListener("change", () => set({ clockwise }), { signal });
    return h("label", { class: "samling-choice" }, box, h("span", {}, strings[name]));
  };
  const begin = button("begin", strings.begin, () => press("begin", { chairs: setup.chairs, first: setup.first, clockwise: setup.clockwise }), signal, true);
  const place = (/** @type {number} */ number) => (number === setup.first ? "now" : "waiting");
  const { drawn } = ring(setup.chairs, place, setup.clockwise, (number) => set({ first: number }), signal);
  return [
    h("div", { class: "samling-stage" }, drawn),
    h(
      "div",
      { class: "samling-controls" },
      h("p", { class: "samling-ask" }, strings.chairs),
      chairs,
      h("p", { class: "samling-help" }, strings["count-chairs"]),
      h("label", { class: "samling-ask", for: `${names}-first` }, strings.first),
      first,
      h("fieldset", {}, h("legend", { class: "samling-ask" }, strings.way), way("clockwise", true), way("counter", false)),
      begin,
    ),
  ];
}

/**
 * The round itself.
 * @param {Turns} turns
 * @param {Model} model
 * @param {(action: string, more?: object) => void} press
 * @param {() => number} time the kernel's, in seconds
 * @param {AbortSignal} signal
 */
function underWay(turns, model, press, time, signal) {
  const strings = model.get("strings");
  const limit = model.get("definition").seconds;
  const next = turns.waiting[0];
  /** @returns {import("./ring.js").Place} @param {number} number */
  const place = (number) => {
    if (number === turns.now) return "now";
    if (turns.spoken.includes(number)) return "spoken";
    if (turns.silent.includes(number)) return "silent";
    if (number === next) return "next";
    return turns.passed.includes(number) ? "passed" : "waiting";
  };
  const { drawn, progress } = ring(turns.chairs, place, turns.clockwise, null, signal);
  const clock = h("p", { class: "samling-clock", role: "timer" });
  const under = h("p", { class: "samling-under" });
  const together = h("p", { class: "samling-help" });
  const end = h("p", { class: "samling-end", role: "status", "aria-live": "polite" });
  const tick = () => {
    const since = turns.since === null ? 0 : Math.max(0, time() - turns.since);
    const spent = turns.elapsed + since;
    const full = limit > 0 && spent >= limit && !turns.over;
    clock.textContent = turns.over ? "✓" : minutes(spent);
    under.textContent = turns.over ? "" : turns.since === null ? strings.paused : limit ? fill(strings.of, { time: minutes(limit) }) : "";
    together.textContent = fill(strings.together, { time: minutes(turns.total + since) });
    if (end.textContent !== (full ? strings["time-is-up"] : "")) end.textContent = full ? strings["time-is-up"] : "";
    progress(turns.over ? 0 : limit ? spent / limit : 0);
  };
  tick();
  if (turns.since !== null) {
    const ticking = setInterval(tick, TICK);
    signal.addEventListener("abort", () => clearInterval(ticking));
  }
  const back = turns.passed.filter((number) => number !== turns.now);
  const again = turns.passed.includes(turns.now ?? 0);
  const undo = button("undo", strings.undo, () => turns.moves && press("undo"), signal);
  undo.setAttribute("aria-disabled", String(!turns.moves));
  const running = turns.since !== null;
  const pause = button("pause", running ? strings.pause : strings.resume, () => press(running ? "pause" : "resume"), signal);
  const anew = button("stop", turns.over ? strings.anew : strings.stop, () => press("stop"), signal);
  const speaking = [
    button("next", strings.next, () => press("next"), signal, true),
    h("div", { class: "samling-buttons" }, button("pass", again ? strings["pass-again"] : strings.pass, () => press("pass"), signal), undo, pause),
  ];
  return [
    h("div", { class: "samling-stage" }, drawn, h("div", { class: "samling-middle" }, clock, under)),
    h(
      "div",
      { class: "samling-controls" },
      h("p", { class: "samling-now" }, turns.over ? strings.over : fill(strings.now, { number: turns.now ?? 0 })),
      turns.over ? null : h("p", { class: "samling-then" }, next ? fill(strings.then, { number: next }) : strings.last),
      end,
      ...(turns.over ? [h("div", { class: "samling-buttons" }, undo)] : speaking),
      back.length ? h("p", { class: "samling-help" }, fill(strings.passed, { chairs: back.join(", ") })) : null,
      together,
      anew,
    ),
  ];
}

/**
 * @param {string} name
 * @param {string} words
 * @param {() => unknown} pressed
 * @param {AbortSignal} signal
 * @param {boolean} [main]
 */
function button(name, words, pressed, signal, main = false) {
  const one = h("button", { type: "button", class: `samling-button${main ? " is-main" : ""}`, "data-name": name }, words);
  one.addEventListener("click", () => pressed(), { signal });
  return one;
}

/** Seconds as `1:05`. @param {number} seconds */
function minutes(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
