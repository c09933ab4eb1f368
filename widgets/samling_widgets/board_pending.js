// What is written in a page and not yet safe, when its writer has gone on writing while it was on its way.

/** @typedef {import("./board.js").Value} Value */
/** @typedef {"saving" | "unsaved" | "clash" | "refused"} State */
/** @typedef {import("./board.js").Thing} Thing */
/**
 * `base`: the revision its writer began from; `request`: the one under way; `sent`: what was sent last; `lost`: what was
 * sent and never answered, if anything; `theirs`: what stands instead, after a clash.
 * @typedef {{ value: Value | null, base: number, state: State, reason: string, request: number | null, sent: Value | null, lost: Value | null | undefined, theirs: Thing | null }} Pending
 */

/** Something written from a revision on. @param {Value | null} value @param {number} base @returns {Pending} */
export function written(value, base) {
  return { value, base, state: "saving", reason: "", request: null, sent: null, lost: undefined, theirs: null };
}

/** Whether two values are the same, whatever the order of their keys. @param {Value | null} one @param {Value | null} other */
export function same(one, other) {
  if (one === null || other === null) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => equal(one[key], other[key]));
}

/** Go on from what the database has of one's own. @param {Pending} own @param {Value | null} sent @param {Thing} stands */
export function goOn(own, sent, stands) {
  own.value = rebased(sent, stands.value, own.value);
  own.base = stands.revision;
}

/**
 * What is wanted now, on what became of what was sent: only what was changed since is kept from the page, so that others'
 * changes to the rest stay.
 * @param {Value | null} sent
 * @param {Value | null} stands
 * @param {Value | null} wanted
 * @returns {Value | null}
 */
function rebased(sent, stands, wanted) {
  if (wanted === null || sent === null || stands === null) return wanted;
  const changed = Object.keys(wanted).filter((key) => !equal(wanted[key], sent[key]));
  return { ...stands, ...Object.fromEntries(changed.map((key) => [key, wanted[key]])) };
}

/** @param {unknown} one @param {unknown} other */
function equal(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
