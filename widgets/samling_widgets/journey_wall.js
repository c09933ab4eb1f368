// The journey on the wall: the whole road while what hangs there can be read from six metres, else how much hangs where;
// one phase large, or both sheets, when the one who leads brings them forward. Nothing to press; what is new comes calmly.

import { fill, h } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { Journey, STRAY } from "./journey_model.js";
import { memory } from "./journey_room.js";
import { frameOf, legend, letter, markSign, notesWord, paperOf } from "./journey_signs.js";

/** @typedef {import("./journey_model.js").Item} Item */
/** @typedef {import("./journey_model.js").Phase} Phase */
/** @typedef {import("./journey_model.js").Definition} Definition */
/** @typedef {{ journey: Journey, definition: Definition, strings: Record<string, string>, begun: boolean }} Hall */

/** Sizes that are tried, in pixels; nothing is smaller than the last. */
const SIZES = [60, 52, 46, 40, 36, 32];
/** So many phases can stand beside each other with notes that can be read. */
const BESIDE = 6;

/** @param {import("./board.js").Board} board @param {HTMLElement} page @param {Definition} definition @param {Record<string, string>} strings */
export function wall(board, page, definition, strings) {
  /** @type {Hall} */
  const hall = { journey: new Journey(board, definition), definition, strings, begun: false };
  const stops = h("ol", { class: "journey-stops" });
  const stage = h("div", { class: "journey-stage" });
  const key = legend(definition);
  const rest = h("p", { class: "journey-rest", hidden: true }, strings["wall-rest"]);
  page.append(h("div", { class: "journey-wall-head" }, h("h3", { class: "journey-wall-title" }, definition.title), key), stops, stage, rest);
  const changed = memory();
  let show = (/** @type {Phase[]} */ _phases, /** @type {Map<string, Item[]>} */ _notes) => {};
  const draw = () => {
    if (!board.loaded) return;
    const { journey } = hall;
    const phases = journey.phases();
    const notes = journey.notes(phases);
    const large = journey.large();
    const stray = notes.get(STRAY) ?? [];
    const all = stray.length ? [{ name: STRAY, id: STRAY, title: strings["no-phase"], order: 0 }, ...phases] : phases;
    const count = [...notes.values()].reduce((sum, some) => sum + some.length, 0);
    const mode = large === "sheets" ? "sheets" : large !== null && notes.has(large) ? "phase" : count === 0 ? "beginning" : all.length > BESIDE ? "counts" : "road";
    if (changed("mode", [mode, mode === "phase" && large, mode === "road" && all.map(({ name }) => name)])) {
      hall.begun = false;
      page.dataset["shows"] = mode;
      show = { sheets: sheetsStage, phase: phaseStage, beginning: beginningStage, counts: countsStage, road: roadStage }[mode](hall, stage, large);
    }
    if (changed("stops", [mode, large, all.map(({ title, id }) => [title, notes.get(id)?.length])])) drawStops(hall, stops, all, notes, large, mode);
    key.hidden = mode !== "road" && mode !== "phase";
    rest.hidden = true;
    show(all, notes);
    if (stage.querySelector(".journey-more:not(:empty)")) {
      rest.hidden = false; // which takes some of the room that was shared out
      show(all, notes);
    }
    hall.begun = true;
  };
  const measure = () => {
    page.style.setProperty("--high", `${Math.max(320, innerHeight - page.getBoundingClientRect().top - scrollY - 16)}px`);
    draw();
  };
  board.show(draw);
  addEventListener("resize", measure, { signal: board.signal });
  const watch = new ResizeObserver(measure); // the page round it may show it later
  watch.observe(page);
  board.signal.addEventListener("abort", () => watch.disconnect());
  measure();
  board.start();
}

/** The road with its stops: the heads of what hangs below, or the way round the phase that is large. @param {Hall} hall @param {HTMLElement} stops @param {Phase[]} phases @param {Map<string, Item[]>} notes @param {string | null} large @param {string} mode */
function drawStops({ strings }, stops, phases, notes, large, mode) {
  stops.hidden = mode === "sheets" || mode === "counts" || phases.length === 0;
  const named = phases.length <= BESIDE;
  stops.classList.toggle("is-named", named);
  stops.replaceChildren(...phases.map(({ id, title }) => {
    const count = notes.get(id)?.length ?? 0;
    const now = mode === "phase" && id === large;
    const words = named ? h("span", { class: "journey-name", dir: "auto" }, title) : h("span", { class: "samling-unseen" }, title);
    return h("li", { class: count ? "has-notes" : "", "aria-current": now && "true" }, words, h("span", { class: "journey-number" }, h("span", { class: "samling-unseen" }, notesWord(count, strings)), h("span", { "aria-hidden": "true" }, String(count))));
  }));
}

/** Before anything hangs: what is asked, and what the papers will mean. @param {Hall} hall @param {HTMLElement} stage */
function beginningStage({ strings, definition }, stage) {
  const asked = definition.prompts.length ? h("ul", { class: "journey-asked" }, ...definition.prompts.map((prompt) => h("li", {}, prompt))) : null;
  stage.replaceChildren(...[h("p", { class: "samling-large" }, strings["wall-empty"]), asked, legend(definition)].filter((part) => part !== null));
  return () => {};
}

/** All phases with their notes below their stops. @param {Hall} hall @param {HTMLElement} stage */
function roadStage(hall, stage) {
  const columns = h("div", { class: "journey-columns" });
  /** @type {Map<string, { element: HTMLElement, list: KeyedList<Item>, items: HTMLElement, more: HTMLElement }>} */
  const known = new Map();
  stage.replaceChildren(columns);
  return (/** @type {Phase[]} */ phases, /** @type {Map<string, Item[]>} */ notes) => {
    for (const { id } of phases) {
      if (known.has(id)) continue;
      const [items, more] = [h("ul", { class: "journey-notes" }), h("p", { class: "journey-more" })];
      const element = h("div", { class: "journey-column" }, more, items);
      known.set(id, { element, items, more, list: new KeyedList(items, (/** @type {Item} */ note) => wallNote(hall, note)) });
    }
    const shown = phases.map(({ id }) => /** @type {NonNullable<ReturnType<typeof known.get>>} */ (known.get(id)));
    columns.replaceChildren(...shown.map(({ element }) => element));
    const fits = () => shown.every(({ items, element }) => items.scrollHeight <= element.clientHeight && items.scrollWidth <= items.clientWidth);
    phases.forEach(({ id }) => known.get(id)?.list.show(notes.get(id) ?? []));
    for (const { items, more } of shown) reveal(items, more, 0, hall);
    if (sized(stage, fits)) return;
    for (const { element, items, more } of shown) newest(items, more, hall, () => more.offsetHeight + items.scrollHeight <= element.clientHeight);
  };
}

/** One phase, its notes large in columns. @param {Hall} hall @param {HTMLElement} stage @param {string | null} phase */
function phaseStage(hall, stage, phase) {
  const title = h("h4", { class: "journey-large", dir: "auto" });
  const [items, more] = [h("ul", { class: "journey-notes is-spread" }), h("p", { class: "journey-more" })];
  const list = new KeyedList(items, (/** @type {Item} */ note) => wallNote(hall, note));
  stage.replaceChildren(title, more, items);
  return (/** @type {Phase[]} */ phases, /** @type {Map<string, Item[]>} */ notes) => {
    title.textContent = phases.find(({ id }) => id === phase)?.title ?? "";
    title.hidden = phases.length <= BESIDE;
    list.show(notes.get(phase ?? "") ?? []);
    reveal(items, more, 0, hall);
    const fits = () => items.scrollWidth <= items.clientWidth + 1;
    if (!sized(stage, fits)) newest(items, more, hall, fits);
  };
}

/** So many phases that their notes could not be read: how much hangs where. @param {Hall} hall @param {HTMLElement} stage */
function countsStage({ definition }, stage) {
  const tiles = h("ol", { class: "journey-tiles" });
  stage.replaceChildren(tiles);
  const changed = memory();
  return (/** @type {Phase[]} */ phases, /** @type {Map<string, Item[]>} */ notes) => {
    const counted = phases.map(({ id, title }) => ({ title, all: notes.get(id) ?? [] })).map(({ title, all }) => ({
      title, count: all.length, marks: definition.marks.map((mark) => all.filter(({ value }) => value.mark === mark.id).length),
    }));
    if (!changed("tiles", counted)) return;
    tiles.replaceChildren(...counted.map(({ title, count, marks }) => h(
      "li",
      {},
      h("span", { class: "journey-name", dir: "auto" }, title),
      h("span", { class: "journey-sums" }, h("strong", {}, String(count)), ...marks.map((sum, number) => sum > 0 && h("span", { class: "journey-count" }, markSign(number), String(sum)))),
    )));
    sized(stage, () => tiles.scrollHeight <= stage.clientHeight);
  };
}

/** Both sheets beside each other. @param {Hall} hall @param {HTMLElement} stage */
function sheetsStage(hall, stage) {
  const { journey, definition, strings } = hall;
  const parts = definition.sheets.map(({ id, title }) => {
    const [items, more] = [h("ol", { class: "journey-points" }), h("p", { class: "journey-more" })];
    const approved = h("p", { class: "journey-approved" });
    const element = h("section", { class: "journey-sheet" }, h("h4", {}, title), h("div", { class: "journey-column" }, more, items), approved);
    return { id, element, items, more, approved, list: new KeyedList(items, (/** @type {Item} */ point) => wallPoint(hall, point)) };
  });
  stage.replaceChildren(h("div", { class: "journey-sheets" }, ...parts.map(({ element }) => element)));
  return () => {
    const all = journey.proposals();
    for (const { id, items, more, approved, list } of parts) {
      list.show(all.filter(({ value }) => value.sheet === id));
      reveal(items, more, 0, hall);
      const stands = journey.board.view["sheets"]?.[id];
      approved.textContent = stands?.approved && !stands.changed ? strings["approved-short"] : "";
    }
    const room = (/** @type {HTMLElement} */ items) => /** @type {HTMLElement} */ (items.parentElement).clientHeight;
    if (sized(stage, () => parts.every(({ items }) => items.scrollHeight <= room(items) && items.scrollWidth <= items.clientWidth))) return;
    for (const { items, more } of parts) newest(items, more, hall, () => more.offsetHeight + items.scrollHeight <= room(items));
  };
}

/** @param {Hall} hall @param {Item} first */
function wallNote(hall, first) {
  const { definition, begun } = hall;
  const element = h("li", { "data-note": first.name });
  const changed = memory();
  const update = (/** @type {Item} */ { value }) => {
    element.toggleAttribute("data-marked", value.mark !== null);
    if (!changed("note", [value.text, value.kind, value.mark])) return;
    element.className = `journey-note ${paperOf(definition, value.kind)} ${frameOf(definition, value.mark)}${begun ? " is-new" : ""}`;
    const number = definition.marks.findIndex(({ id }) => id === value.mark);
    element.replaceChildren(h("span", { class: "journey-text", dir: "auto" }, value.text), h("span", { class: "journey-signs" }, number < 0 ? null : markSign(number), letter(definition, value.kind)));
  };
  return { element, update };
}

/** @param {Hall} hall @param {Item} first */
function wallPoint({ begun, strings }, first) {
  const text = h("span", { class: "journey-text", dir: "auto" });
  const element = h("li", { class: `journey-point${begun ? " is-new" : ""}`, "data-note": first.name }, text);
  const changed = memory();
  const update = (/** @type {Item} */ { value }) => {
    if (!changed("point", [value.text, value.done])) return;
    text.textContent = value.text;
    element.classList.toggle("is-done", value.done);
    if (value.done) text.append(" ", h("span", { class: "journey-done" }, strings.done));
  };
  return { element, update };
}

/** The largest size at which everything fits; false when even the smallest is too large. @param {HTMLElement} stage @param {() => boolean} fits */
function sized(stage, fits) {
  return SIZES.some((size) => {
    stage.style.setProperty("--size", `${size}px`);
    stage.classList.toggle("is-whole", size !== SIZES.at(-1));
    return fits();
  });
}

/** What is marked and then as many of the newest as there is room for; how many more there are is said. @param {HTMLElement} items @param {HTMLElement} more @param {Hall} hall @param {() => boolean} fits */
function newest(items, more, hall, fits) {
  let [few, many] = [0, items.children.length];
  while (few < many) {
    const middle = Math.floor((few + many) / 2);
    reveal(items, more, middle, hall);
    if (fits()) many = middle;
    else few = middle + 1;
  }
  reveal(items, more, few, hall);
}

/** @param {HTMLElement} items @param {HTMLElement} more @param {number} hidden so many of the oldest, those that are not marked first @param {Hall} hall */
function reveal(items, more, hidden, { strings }) {
  const all = [...items.children];
  const giveWay = [...all.filter((item) => !item.hasAttribute("data-marked")), ...all.filter((item) => item.hasAttribute("data-marked"))];
  giveWay.forEach((item, index) => item.toggleAttribute("hidden", index < hidden));
  more.textContent = hidden ? fill(strings["more-notes"], { count: hidden }) : "";
  items.setAttribute("start", String(hidden + 1));
}
