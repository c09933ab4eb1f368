// The follow-up questions: the kernel chooses them from the two numbers, each stands above a private field of its own, and
// a field with text stays, whatever the numbers are now.

import { fill, h } from "./dom.js";
import { TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {{ id: string, text: string }} Question */
/** @typedef {{ importance: number | null, belief: number | null }} Pair */

/**
 * @param {Answers} answers
 * @param {Question[]} questions
 * @param {Map<string, HTMLElement>} parts the fields by id
 * @param {Record<string, string>} readings
 * @param {Record<string, string>} strings
 */
export function followUps(answers, questions, parts, readings, strings) {
  const { model, signal } = answers;
  const reading = h("p", { class: "scale-reading", role: "status" });
  const heading = h("h3", {}, strings["follow-ups"]);
  const rows = questions.map((question) => row(question, parts.get(question.id)));
  const place = h("div", { class: "scale-questions" }, ...rows.map(({ part }) => part));
  const part = h("div", { class: "scale-follow-ups" }, heading, place);
  /** @type {string[]} */
  let chosen = [];
  let asked = "";
  let request = 0;
  let sent = 0;
  let heard = false;
  /** @type {Pair} */
  let pair = { importance: null, belief: null };
  const draw = () => {
    for (const one of rows) {
      const number = pair.belief ?? pair.importance;
      one.say(chosen.includes(one.id) && number !== null ? number : null);
      const kept = answers.savers.get(one.id)?.text.trim();
      one.part.hidden = !(chosen.includes(one.id) || kept || one.part.contains(document.activeElement));
    }
    part.hidden = rows.every((one) => one.part.hidden);
    // Moving a field takes the focus from whoever writes in it, so the order waits until they have left.
    if (place.contains(document.activeElement)) return;
    const order = [...chosen, ...rows.map(({ id }) => id).filter((id) => !chosen.includes(id))];
    const wanted = order.map((id) => rows.find((one) => one.id === id)?.part).filter((one) => one !== undefined);
    if (wanted.some((one, number) => place.children[number] !== one)) place.append(...wanted);
  };
  /** @param {any} message */
  const receive = (message) => {
    if (message?.kind !== "follow-ups" || message.request !== request) return;
    heard = true;
    chosen = message.ids;
    const one = pair.importance !== null || pair.belief !== null;
    const words = one ? readings[message.reading] ?? "" : "";
    if (reading.textContent !== words) reading.textContent = words;
    draw();
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => model.off("msg:custom", receive));
  document.addEventListener("samling:connection", () => { asked = ""; }, { signal });
  place.addEventListener("focusout", () => queueMicrotask(() => { if (!signal.aborted) draw(); }), { signal });
  /** @param {Pair} now */
  const show = (now) => {
    pair = now;
    draw();
    const key = JSON.stringify(now);
    const waiting = key === asked && (heard || Date.now() - sent < TIMEOUT);
    if (waiting || !answers.connected || !answers.loaded) return;
    asked = key;
    heard = false;
    sent = Date.now();
    request = nextRequest();
    try {
      model.send({ kind: "follow-ups", request, ...now });
    } catch {
      asked = ""; // asked anew at the next change
    }
  };
  return { reading, part, show };
}

/** One question above its field, or alone where it has none. @param {Question} question @param {HTMLElement | undefined} field */
function row({ id, text }, field) {
  const part = field ?? h("div", { class: "samling-field" }, h("p", {}, text));
  const label = /** @type {HTMLElement} */ (part.querySelector("label, p"));
  const own = label.textContent ?? "";
  /** The question with the number in it, or the field's own label when it is not among those asked now. @param {number | null} number */
  const say = (number) => {
    const words = number === null ? own : fill(text, { number });
    if (label.textContent !== words) label.textContent = words;
  };
  return { id, part, say };
}
