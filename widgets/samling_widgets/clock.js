// A clock that runs on the server's time, so that every page shows the same. Seconds are the mentor's; others see a
// soft sign when the time is up. The rules stand in the kernel (`samling_exercises.rules.clock`).

import { h } from "./dom.js";

/** Seconds; `since` is the server's time when it last began to run, null in a pause. @typedef {{ length: number, elapsed: number, since: number | null }} Clock */

const TICK = 250;

/** Seconds a clock has run. @param {Clock} clock @param {number} at */
export function spent(clock, at) {
  return clock.elapsed + (clock.since === null ? 0 : Math.max(0, at - clock.since));
}

/** Seconds as `1:05`; what is over as `+0:12`. @param {number} seconds */
export function minutes(seconds) {
  const whole = Math.floor(Math.abs(seconds));
  return `${seconds <= -1 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * What is left, with seconds: for the mentor alone. Draws itself until the signal ends it.
 * @param {() => Clock | null} clock
 * @param {() => number} now the server's time
 * @param {AbortSignal} signal
 * @param {(left: number) => void} [each] told every tick, in seconds
 */
export function timer(clock, now, signal, each) {
  const face = h("span", { class: "samling-timer", role: "timer" });
  const tick = () => {
    const one = clock();
    const left = one ? one.length - spent(one, now()) : 0;
    const words = one ? minutes(Math.ceil(left)) : "";
    if (face.textContent !== words) face.textContent = words;
    face.classList.toggle("is-over", Boolean(one) && left <= 0);
    face.classList.toggle("is-paused", one !== null && one.since === null);
    if (one) each?.(left);
  };
  tick();
  const ticking = setInterval(tick, TICK);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return face;
}

/**
 * When the clock has run out, as `19:05` where the reader is; nothing in a pause, or when it has.
 * @param {Clock | null} clock
 * @param {number} at seconds
 * @param {string} language
 */
export function endsAt(clock, at, language) {
  const left = clock && clock.since !== null ? clock.length - spent(clock, at) : 0;
  return left > 0 ? timeOfDay(at + left, language) : "";
}

/** @param {number} at seconds @param {string} language */
export function timeOfDay(at, language) {
  return new Date(at * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/**
 * A soft sign for everyone else: nothing while the time runs, a few words when it is up.
 * @param {() => Clock | null} clock
 * @param {() => number} now
 * @param {string} words
 * @param {AbortSignal} signal
 */
export function softSign(clock, now, words, signal) {
  const sign = h("p", { class: "samling-soft-sign", role: "status" });
  const over = () => {
    const one = clock();
    return one !== null && spent(one, now()) >= one.length;
  };
  keepSaying(sign, () => (over() ? words : ""), signal);
  return sign;
}

/** Words that change with the time. @param {HTMLElement} element @param {() => string} words @param {AbortSignal} signal */
export function keepSaying(element, words, signal) {
  const tick = () => {
    const now = words();
    if (element.textContent !== now) element.textContent = now;
  };
  tick();
  const ticking = setInterval(tick, TICK * 2);
  signal.addEventListener("abort", () => clearInterval(ticking));
}
