// How the gathering goes against its plan: worked out from when it began and which line of the agenda is now.

import { timeOfDay } from "./clock.js";
import { fill } from "./dom.js";

/** @typedef {import("./lead.js").Leading} Leading */

/** Minutes that are no delay. */
const EASY = 2;
const MINUTE = 60;
/** Seconds between the time typed and what happens, beyond which the time typed is another day's. */
const FAR = 6 * 3600;

/**
 * Minutes behind the plan (ahead: less than nothing), and when it ends as it goes now, in seconds.
 * @param {import("./lead.js").Course} course
 * @param {number} began seconds
 * @param {number} since when the line that is now began, in seconds
 * @param {number} at seconds
 */
export function progress(course, began, since, at) {
  const over = Math.max(0, (at - since) / MINUTE - course.minutes);
  const behind = (since - began) / MINUTE - course.start + over;
  return { behind, ends: began + (course.total + behind) * MINUTE };
}

/** When the gathering began: the time typed, today where the mentor is, else when its first line became now. @param {string | null} begins @param {number} began @param {number} at */
export function beginning(begins, began, at) {
  if (!begins) return began;
  const [hours, minutes] = begins.split(":").map(Number);
  const typed = new Date(at * 1000).setHours(hours, minutes, 0, 0) / 1000;
  return Math.abs(typed - began) < FAR ? typed : began;
}

/** In words, or nothing before it has begun and after its end. @param {Leading} leading */
export function courseWords({ board, strings, language, view, now }) {
  const at = now();
  const { course, plan } = view();
  if (!at || !course || at.began === null) return "";
  const { behind, ends } = progress(course, beginning(plan.begins, at.began, at.since), at.since, board.now());
  const count = Math.round(Math.abs(behind));
  const late = Math.abs(behind) < EASY ? strings["on-time"] : fill(strings[behind > 0 ? "behind" : "ahead"], { count });
  return `${late} ${fill(strings["ends-at"], { time: timeOfDay(ends, language) })}`;
}
