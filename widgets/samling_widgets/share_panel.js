// The panel under a field: who will see it, what to think of, what was found, yes or not now. It stands in its place in
// the page, so that the text it is about can be read beside it.

import { fill, h, listed, uniqueId } from "./dom.js";

/** @typedef {import("./sharing.js").FieldSharing} FieldSharing */
/** @typedef {import("./sharing.js").Found} Found */
/** With whom a field may be shared; `teller`, `next-teller` and `partners` are those drawn to talk with its writer. @typedef {"group" | "mentor" | "teller" | "next-teller" | "partners"} Share */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ share: () => void, begin: () => void, close: () => void, goTo: (found: Found) => void }} Acts */

/** So many passages are named one by one. */
const NAMED = 5;
/** Characters shown on either side of a passage. */
const AROUND = 24;

/**
 * What the panel holds now.
 * @param {FieldSharing} sharing
 * @param {Share} share
 * @param {Strings} strings
 * @param {Acts} acts
 * @param {string} language
 * @returns {{ name: string, says: string, parts: (Node | null)[] }} ids of its name and of what it says first
 */
export function panelParts(sharing, share, strings, acts, language) {
  const name = uniqueId("share");
  const says = `${name}-says`;
  const later = button(strings["not-now"], acts.close);
  /** @param {string} title @param {string} text @param {...(Node | null)} rest */
  const panel = (title, text, ...rest) => ({
    name,
    says,
    parts: [h("h3", { id: name }, title), h("p", { id: says }, text), ...rest],
  });
  const { checked, phase } = sharing;
  if (phase === "failed") {
    const final = ["closed", "gone", "role"].includes(sharing.reason);
    const again = final ? null : button(strings["try-again"], acts.begin, "is-main");
    return panel(strings["not-shared"], why(sharing.reason, strings), buttons(again, later));
  }
  const title = said(strings, "shares", share);
  if (phase === "sharing") return panel(title, strings[sharing.unsure ? "share-unsure" : "sharing"]);
  if (!checked) return panel(title, "");
  const { findings, stop } = checked;
  if (isPartnered(share) && !checked.audience.members) return panel(title, strings["who-no-partner"], buttons(later));
  if (stop) {
    const [first] = findings;
    const go = button(strings["to-text"], () => acts.goTo(first), "is-main");
    return panel(strings.stop, strings["stop-why"], passages(findings, sharing.text, strings), buttons(go, later));
  }
  const yes = isPartnered(share) ? fill(strings["give-to"], { names: listed(checked.audience.names, language) }) : strings.share;
  return panel(
    title,
    audience(checked.audience, share, strings, language),
    // A note to the one who told is about what they told themselves: nobody new learns of it.
    isTold(share) ? null : reminder(strings),
    findings.length ? question(findings, sharing.text, strings) : null,
    buttons(button(yes, acts.share, "is-main"), later),
  );
}

/**
 * Who will see it, in one sentence.
 * @param {{ mentors: number, members: number, names: string[] }} audience
 * @param {Share} share
 * @param {Strings} strings
 * @param {string} language
 */
export function audience({ mentors, members, names }, share, strings, language) {
  if (isPartnered(share)) return fill(strings["who-named"], { names: listed(names, language) });
  const led = mentors === 1 ? strings["who-mentor"] : fill(strings["who-mentors"], { count: mentors });
  const others = members === 1 ? strings["who-member"] : fill(strings["who-members"], { count: members });
  const seen = (/** @type {string} */ who) => fill(strings["who-seen"], { who: who.charAt(0).toUpperCase() + who.slice(1) });
  if (share === "mentor") return mentors ? seen(led) : strings["who-no-mentor"];
  if (mentors && members) return seen(fill(strings["who-both"], { mentors: led, members: others }));
  if (mentors || members) return seen(mentors ? led : others);
  return strings["who-nobody"];
}

/** Whether it goes to those drawn to talk with the writer, and to nobody else. @param {string} share */
export function isPartnered(share) {
  return isTold(share) || share === "partners";
}

/** Whether it goes to one who told. @param {string} share */
function isTold(share) {
  return share === "teller" || share === "next-teller";
}

/** The sentence about a share: the same whoever of them told. @param {Strings} strings @param {"share" | "shares" | "shared" | "from"} what @param {string} share */
export function said(strings, what, share) {
  return strings[`${what}-${isTold(share) ? "teller" : share}`];
}

/** @param {string} reason @param {Strings} strings */
function why(reason, strings) {
  if (["changed", "ticket", "empty", "shape"].includes(reason)) return strings["not-shared-changed"];
  return strings[`not-shared-${reason}`] ?? strings["not-shared-other"];
}

/** @param {Strings} strings */
function reminder(strings) {
  const lines = [strings["remind-less"], strings["remind-known"], strings["remind-others"], strings["remind-names"]];
  return h(
    "div",
    { class: "samling-remind" },
    h("h4", {}, strings.remind),
    h("ul", {}, ...lines.map((line) => h("li", {}, line))),
  );
}

/** @param {Found[]} findings @param {string} text @param {Strings} strings */
function question(findings, text, strings) {
  return h(
    "div",
    { class: "samling-found" },
    h("h4", {}, strings.ask),
    passages(findings, text, strings),
    h("p", {}, strings["ask-anyway"]),
  );
}

/** @param {Found[]} findings @param {string} text @param {Strings} strings */
function passages(findings, text, strings) {
  const named = findings.slice(0, NAMED).map((found) => {
    const kind = strings[`found-${found.kind}`];
    return h("li", {}, kind && h("span", {}, kind, " "), passage(text, found));
  });
  const more = findings.length - named.length;
  return h("ul", {}, ...named, more > 0 && h("li", {}, fill(strings["found-more"], { count: more })));
}

/** The passage as it stands, with a little of what is round it. @param {string} text @param {Found} found */
function passage(text, { start, end }) {
  const from = whole(text, Math.max(0, start - AROUND));
  const to = whole(text, Math.min(text.length, end + AROUND));
  // Words that were cut in two are left out.
  const before = from > 0 ? text.slice(from, start).replace(/^(?:\S*\s)?/, "… ") : text.slice(0, start);
  const after = to < text.length ? text.slice(end, to).replace(/(?:\s\S*)?$/, " …") : text.slice(end);
  return h("q", { dir: "auto" }, before, h("mark", {}, text.slice(start, end)), after);
}

/** A place that does not cut a character in two. @param {string} text @param {number} index */
function whole(text, index) {
  return /[\uDC00-\uDFFF]/.test(text.charAt(index)) ? index - 1 : index;
}

/** @param {string} text @param {() => void} act @param {string} [look] */
function button(text, act, look = "") {
  const made = h("button", { type: "button", class: `samling-button ${look}`.trim() }, text);
  made.addEventListener("click", act); // goes with the panel
  return made;
}

/** @param {...(Node | null)} each */
function buttons(...each) {
  return h("div", { class: "samling-buttons" }, ...each);
}
