// What others have chosen to show of this exercise. It is brought up to date in its place: nothing that is read moves.

import { h, uniqueId } from "./dom.js";
import { isPartnered, said } from "./share_panel.js";

/** @typedef {import("./answers.js").SharedText} SharedText */
/** @typedef {import("./field.js").FieldDefinition} FieldDefinition */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ item: HTMLElement, update: (one: SharedText) => void }} Entry */

/** A text longer than this, in characters or lines, is folded. */
const LONG = 600;
const LINES = 10;

/**
 * The others' texts, by question. A mentor is told when there are none.
 * @param {import("./answers.js").Answers} answers
 * @param {FieldDefinition[]} fields
 * @param {Strings} strings
 * @param {{ mentor: boolean }} reader
 */
export function others(answers, fields, strings, { mentor }) {
  const { signal } = answers;
  const name = uniqueId("others");
  const none = h("p", { class: "samling-help" }, strings["others-none"]);
  const news = h("p", { class: "samling-unseen", role: "status" });
  const given = fields.every(({ share }) => isPartnered(share));
  const heading = h("h3", { id: name, tabindex: -1 }, strings[mentor ? "others-mentor" : given ? "others-partner" : "others-group"]);
  const questions = fields.map(({ id, label, share }) => {
    // The field's own label speaks to its writer.
    const from = isPartnered(share) ? said(strings, "from", share) : label;
    return { id, list: h("ul"), part: h("div", {}, h("h4", {}, from)) };
  });
  for (const { part, list } of questions) part.append(list);
  const shown = h("div", { role: "group", "aria-labelledby": name }, heading, none, ...questions.map(({ part }) => part));
  const root = h("div", { class: "samling-others" }, shown, news);
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Set<string>} */
  const known = new Set();
  let first = true;

  /** @param {SharedText[]} texts */
  const update = (texts) => {
    const present = new Set(texts.map(keyOf));
    for (const [key, { item }] of entries) {
      if (present.has(key)) continue;
      if (item.contains(document.activeElement)) heading.focus({ preventScroll: true });
      item.remove();
      entries.delete(key);
    }
    for (const one of [...texts].sort((a, b) => a.shared_at.localeCompare(b.shared_at))) {
      const list = questions.find(({ id }) => id === one.field)?.list;
      const entry = entries.get(keyOf(one)) ?? made(one, strings, signal);
      entry.update(one);
      if (list && entry.item.parentNode !== list) list.append(entry.item);
      entries.set(keyOf(one), entry);
    }
    for (const { list, part } of questions) part.hidden = !list.childElementCount;
    none.hidden = entries.size > 0;
    shown.hidden = entries.size === 0 && !mentor;
  };
  /** @param {SharedText[]} texts */
  const announce = (texts) => {
    const fresh = texts.filter((one) => !known.has(`${keyOf(one)} ${one.shared_at}`));
    for (const one of fresh) known.add(`${keyOf(one)} ${one.shared_at}`);
    if (first || !fresh.length) return;
    news.textContent = "";
    setTimeout(() => { news.textContent = strings["others-new"]; }, 100); // said again, also when it was said before
  };
  answers.hear({
    receive: () => {},
    lost: () => {},
    stands: ({ sharing, others: texts }) => {
      root.hidden = sharing === "none";
      steady(root, () => update(texts));
      announce(texts);
      first = false;
    },
  });
  return root;
}

/** @param {SharedText} one */
function keyOf({ member, field }) {
  return `${member} ${field}`;
}

/** One text, which may be replaced by a newer one. @param {SharedText} one @param {Strings} strings @param {AbortSignal} signal @returns {Entry} */
function made({ audience }, strings, signal) {
  const by = h("bdi");
  const said = h("p", { class: "samling-said", dir: "auto", id: uniqueId("said") });
  const fold = h("button", { type: "button", class: "samling-quiet", "aria-controls": said.id });
  const only = audience === "mentor" ? h("span", { class: "samling-help" }, " ", strings["others-only-you"]) : null;
  const item = h("li", {}, h("p", { class: "samling-by" }, h("strong", {}, by), only), said, fold);
  let open = false;
  const show = () => {
    said.classList.toggle("is-folded", !fold.hidden && !open);
    fold.setAttribute("aria-expanded", String(open));
    fold.textContent = strings[open ? "fold" : "unfold"];
  };
  fold.addEventListener("click", () => { open = !open; show(); }, { signal });
  return {
    item,
    update: ({ nickname, text }) => {
      by.textContent = nickname || strings.someone;
      if (said.textContent !== text) said.textContent = text;
      fold.hidden = text.length <= LONG && text.split("\n").length <= LINES;
      show();
    },
  };
}

/** Change something without moving what is read or written: the page is scrolled by as much as it moved. @param {HTMLElement} root @param {() => void} change */
function steady(root, change) {
  const anchor = anchorIn(root);
  const before = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

/** What the reader is at: the element that has the focus, or the first of the texts that is in sight. @param {HTMLElement} root */
function anchorIn(root) {
  const { activeElement } = document;
  const inSight = (/** @type {Element} */ one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < innerHeight && bottom > top;
  };
  if (activeElement && activeElement !== document.body && inSight(activeElement)) return activeElement;
  return [...root.querySelectorAll("li")].find(inSight);
}
