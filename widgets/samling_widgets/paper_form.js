// A form that was filled in as a PDF: what it would change is shown first, and written when its owner says so.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";

/** @param {import("./paper_page.js").Room} room */
export function takingIn(room) {
  const { strings, signal } = room;
  const id = uniqueId("paper-file");
  const file = h("input", { type: "file", id, accept: "application/pdf,.pdf" });
  const state = h("div", { class: "paper-state" });
  file.addEventListener("change", () => read(room, file, state), { signal });
  return h("div", { class: "paper-level paper-taking" }, h("h3", {}, strings.taking), h("p", { class: "samling-help" }, strings["taking-help"]), h("div", {}, h("label", { for: id }, strings.choose), file), state);
}

/** @param {import("./paper_page.js").Room} room @param {HTMLInputElement} file @param {HTMLElement} state */
async function read(room, file, state) {
  const { strings, signal, errand, definition } = room;
  const chosen = file.files?.[0];
  if (!chosen) return;
  state.replaceChildren(h("p", { role: "status" }, strings.reading));
  const content = chosen.size > definition.takes_in ? null : await chosen.arrayBuffer().catch(() => undefined);
  file.value = "";
  if (!content) return refused(room, state, { reason: content === null ? "too-large" : "broken" });
  const answer = await errand.upload({ kind: "read-form" }, content);
  if (answer.kind !== "form") return refused(room, state, answer);
  if (!answer.changes.length) {
    state.replaceChildren(h("p", { role: "status" }, strings["nothing-new"]));
    return;
  }
  const lines = answer.changes.map(({ title, label, state: how }) => h("li", {}, `${title}: ${label} `, h("span", { class: "samling-help" }, `(${strings[`change-${how}`]})`)));
  const leave = () => state.replaceChildren();
  state.replaceChildren(
    h("p", { role: "status" }, strings["will-change"]),
    h("ul", {}, ...lines),
    h("div", { class: "samling-buttons" }, button(strings["take-in"], () => take(room, state), signal, { main: true, name: "take-in" }), button(strings.leave, leave, signal, { quiet: true, name: "leave" })),
  );
}

/** @param {import("./paper_page.js").Room} room @param {HTMLElement} state */
async function take(room, state) {
  const { strings, signal, errand } = room;
  const answer = await errand.run({ kind: "take-in" }, []);
  if (answer.kind !== "taken-in") return refused(room, state, answer);
  state.replaceChildren(
    h("p", { role: "status" }, fill(strings["taken-in"], { count: answer.count })),
    h("div", { class: "samling-buttons" }, button(strings.load, () => location.reload(), signal, { name: "load" })),
  );
}

/** @param {import("./paper_page.js").Room} room @param {HTMLElement} state @param {{ reason: string }} answer */
function refused({ strings }, state, { reason }) {
  state.replaceChildren(h("p", { class: "samling-alarm", role: "alert" }, strings[`no-${reason}`] ?? strings["no-failed"]));
}
