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
 * A soft sign for everyone else: nothing while the time runs, a few words when it is up.
 * @param {() => Clock | null} clock
 * @param {() => number} now
 * @param {string} words
 * @param {AbortSignal} signal
 */
export function softSign(clock, now, words, signal) {
  const sign = h("p", { class: "samling-soft-sign", role: "status" });
  const tick = () => {
    const one = clock();
    const over = one !== null && spent(one, now()) >= one.length;
    if (sign.textContent !== (over ? words : "")) sign.textContent = over ? words : "";
  };
  tick();
  const ticking = setInterval(tick, TICK * 2);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return sign;
}
