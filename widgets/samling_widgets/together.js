// `together`: where the group is now. No page moves by itself: a participant is invited, a mentor has the clock, a wall
// follows and shows what lies between the activities.

import { Board } from "./board.js";
import { endsAt, keepSaying, softSign, timer } from "./clock.js";
import { fill, h, root } from "./dom.js";
import { lifetime } from "./field.js";
import { underWay } from "./gathering_now.js";

/** `part`: `welcome`, `break`, `next-task`, `closing`, or empty at an activity. @typedef {{ activity: string | null, part: string, clock: import("./clock.js").Clock | null, since: number }} Now */
/** `after`: titles of what is done between this gathering and the next. @typedef {{ activities: { id: string, title: string }[], after: string[] }} Definition */
/** @typedef {Record<string, string>} Strings */
/** What is drawn with. @typedef {{ board: Board, definition: Definition, strings: Strings, language: string, role: string, signal: AbortSignal }} Drawing */

const RUN_SHEET = "#run-sheet";

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const role = model.get("role");
  const strings = model.get("strings");
  const page = root("together", { title: strings.together }, model.get("language"), role);
  el.append(page);
  const board = new Board(model, page, "gathering", signal);
  /** Ends what the last drawing started. */ let drawing = new AbortController();
  let drawn = "";
  const draw = () => {
    const now = /** @type {Now | null} */ (underWay(board));
    const raised = board.value("lead-raised");
    const state = JSON.stringify([now?.activity, now?.part, raised, board.value("lead-next"), board.view["back"], board.view["asked"], location.hash]);
    if (state === drawn) return;
    drawn = state;
    drawing.abort();
    drawing = new AbortController();
    tellPage(page, now);
    const how = { board, definition: model.get("definition"), strings, language: model.get("language"), role, signal: drawing.signal };
    const parts = role === "wall" ? onWall(now, how) : onPage(now, how);
    if (role === "participant" && board.view["asked"]) parts.push(question(board.view["asked"], strings));
    const point = raised && now ? [raisedPoint(raised, strings)] : [];
    page.replaceChildren(...parts, ...point);
    page.hidden = !page.childElementCount;
  };
  page.hidden = true;
  board.show(draw);
  addEventListener("hashchange", draw, { signal });
  signal.addEventListener("abort", () => drawing.abort());
  board.start();
  return end;
}

/** What the page round it needs to know, in order to show the same on a wall. @param {HTMLElement} page @param {Now | null} now */
function tellPage(page, now) {
  const detail = { activity: now?.activity ?? null, part: now?.part ?? "" };
  page.dispatchEvent(new CustomEvent("samling:now", { bubbles: true, detail }));
}

/** The line above a participant's or a mentor's page. @param {Now | null} now @param {Drawing} how */
function onPage(now, how) {
  const { board, definition, strings, role, signal } = how;
  if (!now || (!now.activity && !now.part) || now.part === "welcome") return [];
  const wish = role === "mentor" && board.view["back"] ? [h("p", { class: "together-back", role: "status" }, h("a", { href: `#${now.activity}` }, strings["wants-back"]))] : [];
  const activity = definition.activities.find(({ id }) => id === now.activity);
  const here = activity && location.hash === `#${activity.id}`;
  // The run sheet itself says where the group is, and has the clock.
  if (role === "mentor" && location.hash === RUN_SHEET) return wish.length ? [h("div", { class: "together-line" }, ...wish)] : [];
  const said = here ? strings.here : activity ? fill(strings.now, { title: activity.title }) : strings[now.part] ?? "";
  const dates = nextLines(now, how).filter(({ own }) => own).map(({ text }) => text).join(" · ");
  const line = h("div", { class: "together-line" }, h("p", { class: "together-now", role: "status" }, said));
  if (now.part === "break") line.append(backAgain(how));
  if (dates) line.append(h("p", { class: "together-date", dir: "auto" }, dates));
  if (role === "mentor") line.append(h("p", {}, timer(() => clockOf(board), () => board.now(), signal)));
  else line.append(softSign(() => clockOf(board), () => board.now(), strings["time-is-up"], signal));
  if (activity) line.append(h("a", { class: here ? "samling-quiet" : "samling-button", href: `#${activity.id}` }, here ? strings.there : strings.come));
  line.append(...wish);
  if (role === "mentor") line.append(h("a", { class: "samling-quiet", href: RUN_SHEET }, strings["run-sheet"]));
  return [line];
}

/** Between the activities the wall says where we are; at one, only that its time is up. @param {Now | null} now @param {Drawing} how */
function onWall(now, how) {
  const { board, strings, signal } = how;
  if (!now) return [];
  const sign = softSign(() => clockOf(board), () => board.now(), strings["time-is-up"], signal);
  if (now.activity) return [sign];
  if (!now.part || now.part === "welcome") return [];
  const lines = nextLines(now, how).map(({ text }) => h("p", { dir: "auto" }, text));
  return [
    h("p", { class: "together-part" }, strings[now.part] ?? ""),
    lines.length ? h("div", { class: "together-next" }, ...lines) : null,
    now.part === "break" ? h("div", { class: "together-next" }, backAgain(how)) : null,
    sign,
  ].filter((part) => part !== null);
}

/** A common question stands open: the way to it, from wherever its reader is. @param {string} activity @param {Strings} strings */
function question(activity, strings) {
  const way = h("a", { class: "samling-button", href: `#${activity}`, "data-to": "common" }, strings["to-question"]);
  return h("div", { class: "together-line together-asked" }, h("p", { class: "together-now", role: "status" }, strings.asked), way);
}

/** When the break is over. @param {Drawing} how */
function backAgain({ board, strings, language, signal }) {
  const line = h("p", {});
  keepSaying(line, () => {
    const time = endsAt(clockOf(board), board.now(), language);
    return time ? fill(strings["back-again"], { time }) : "";
  }, signal);
  return line;
}

/** When and where next, and the task until then; while nothing is written, what the workbook has. @param {Now} now @param {Drawing} how */
function nextLines({ part }, { board, definition }) {
  if (part !== "next-task" && part !== "closing") return [];
  const { when, place, task } = board.value("lead-next") ?? {};
  const written = [when, place, task].filter(Boolean).map((text) => ({ own: true, text: String(text) }));
  const planned = task || part === "closing" ? [] : definition.after.map((text) => ({ own: false, text }));
  return [...written, ...planned];
}

/** A point of the journey's sheets that the mentor brings up. @param {Record<string, any>} raised @param {Strings} strings */
function raisedPoint({ text, sheet }, strings) {
  const from = sheet ? fill(strings.raised, { sheet: String(sheet) }) : strings["raised-note"];
  return h("div", { class: "together-raised" }, h("p", {}, from), h("p", { dir: "auto" }, String(text)));
}

/** @param {Board} board */
function clockOf(board) {
  return underWay(board) ? /** @type {import("./clock.js").Clock | null} */ (board.view["clock"] ?? null) : null;
}

export default { render };
