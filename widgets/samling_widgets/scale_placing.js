// A member's own number on a strip: stored as a private answer under the strip's id, with the number of an earlier
// gathering beside it.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { status } from "./field.js";
import { numberOf, strip } from "./scale_strip.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./scale_strip.js").StripDefinition & { id: string }} StripField */
/** @typedef {Record<string, string>} Strings */

/**
 * @param {Answers} answers
 * @param {StripField} definition
 * @param {Strings} strings
 */
export function placing(answers, definition, strings) {
  const saver = answers.field(definition.id);
  const id = uniqueId("placing");
  const { part: group, show: place } = strip(definition, strings, answers.signal, (number) => {
    saver.edit(number === null ? "" : String(number));
    saver.flush();
  });
  const words = { ...strings, "no-answer": strings["number-unsaved"] };
  const { parts, show } = status(answers, saver, words, `${id}-alarm`, group);
  const earlier = h("p", { class: "scale-then" });
  const question = h("div", { class: "scale-two-places" });
  let drawn = "";
  /** @param {number | null} then */
  const draw = (then) => {
    place({ value: numberOf(saver.text), then, waiting: !answers.loaded && !answers.unreachable });
    const said = then === null ? "" : thenAndNow(then, numberOf(saver.text), strings);
    if (earlier.textContent !== said) earlier.textContent = said;
    if (saver.state !== "conflict") show();
    const state = saver.state === "conflict" ? `${saver.text}/${saver.other?.text}` : "";
    if (state === drawn) return;
    drawn = state;
    question.replaceChildren(...(state ? twoPlaces(answers, definition.id, strings) : []));
  };
  return { part: h("div", { class: "scale-placing" }, group, earlier, question, ...parts), draw };
}

/** Two windows placed two numbers: only the one who placed them knows. @param {Answers} answers @param {string} id @param {Strings} strings */
function twoPlaces(answers, id, strings) {
  const saver = answers.field(id);
  const spoken = (/** @type {string} */ text) => (text ? fill(strings["of-ten"], { number: text }) : strings["none-placed"]);
  const [mine, other] = [spoken(saver.text), spoken(saver.other?.text ?? "")];
  return [
    h("p", { class: "samling-alarm", role: "alert" }, fill(strings["two-places"], { mine, other })),
    h(
      "div",
      { class: "samling-buttons" },
      button(mine, () => saver.resolve("mine"), answers.signal),
      button(other, () => saver.resolve("other"), answers.signal),
    ),
  ];
}

/** @param {number} then @param {number | null} now @param {Strings} strings */
function thenAndNow(then, now, strings) {
  if (now === null) return fill(strings["then-only"], { then });
  return fill(strings[then === now ? "then-same" : "then-now"], { then, now });
}
