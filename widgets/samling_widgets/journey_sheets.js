// The proposals, and the two sheets they are put on. Each sheet says whether the group has approved it as it stands.

import { acting } from "./acting.js";
import { freshName } from "./board.js";
import { button, redraw } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { KeyedList } from "./keyed_list.js";
import { PROPOSALS, newPlace } from "./journey_begun.js";
import { wayBack } from "./journey_phase.js";
import { pointCard } from "./journey_point.js";
import { draftOf, isNote, mayWrite, memory } from "./journey_room.js";
import { short } from "./journey_signs.js";
import { sheetSaver } from "./journey_taking.js";
import { writeIn, writing } from "./journey_writing.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_model.js").Item} Item */
/** What the kernel says of a sheet. @typedef {{ fingerprint: string, approved: string | null, changed: boolean }} SheetView */

/** @param {Room} room @param {(text: string, sheet: string | null) => void} raise */
export function sheets(room, raise) {
  const { strings, definition, open, journey } = room;
  const waiting = h("ul", { class: "journey-points" });
  const none = h("p", { class: "samling-help" });
  const gone = h("div", { class: "journey-gone", role: "status" });
  const place = h("div", { class: "journey-hanging" });
  const list = new KeyedList(waiting, (/** @type {Item} */ point) => pointCard(room, point, raise));
  const both = definition.sheets.map((sheet) => sheetPart(room, sheet, raise));
  const changed = memory();
  let pressed = false;
  const begin = () => { pressed = true; open.writing = PROPOSALS; room.draw(); };
  const write = () => button(room.leads ? strings["propose-many"] : strings["propose-new"], begin, room.signal, { name: "propose-new" });

  const update = () => {
    const all = journey.proposals();
    const unsorted = all.filter(({ value }) => !definition.sheets.some(({ id }) => id === value.sheet));
    list.show(unsorted);
    waiting.hidden = unsorted.length === 0;
    none.textContent = unsorted.length ? "" : all.length ? strings["none-waiting"] : strings["no-proposals"];
    const back = open.gone && !isNote(open.gone.name) ? open.gone : null;
    if (changed("gone", back)) gone.replaceChildren(...(back ? wayBack(room, back) : []));
    const [writable, writes] = [mayWrite(room), mayWrite(room) && open.writing === PROPOSALS];
    if (changed("writing", [writable, writes, draftOf(room, PROPOSALS).from?.name])) {
      if (writes) writeIn(room, place, () => proposing(room, place), pressed);
      else place.replaceChildren(...(writable ? [write()] : []));
      pressed = false;
    }
    for (const { update: each } of both) each(all);
  };
  const propose = (/** @type {Item | null} */ note) => {
    draftOf(room, PROPOSALS).from = note;
    open.menu = null;
    begin();
  };
  const proposals = h("div", { class: "journey-proposals" }, h("h3", {}, strings.proposals), h("p", { class: "samling-help" }, strings["proposals-help"]), waiting, none, gone, place);
  const two = h("div", { class: "journey-sheets" }, ...both.map(({ element }) => element));
  return { elements: [proposals, h("div", {}, h("h3", {}, strings["both-sheets"]), two)], update, propose };
}

/** Where a proposal is written, with the note it comes from in sight. @param {Room} room @param {HTMLElement} place */
function proposing(room, place) {
  const { strings, open, journey, board, definition, leads } = room;
  const draft = draftOf(room, PROPOSALS);
  const leave = () => {
    open.writing = null;
    draft.from = null;
    room.draw();
    place.querySelector("button")?.focus({ preventScroll: true });
  };
  const made = writing(room, {
    label: leads ? strings["proposal-what"] : strings["proposal-ours"],
    place: newPlace(PROPOSALS),
    help: leads ? strings["many-proposals-help"] : "",
    draft,
    kinds: false,
    many: leads,
    word: (count) => (count > 1 ? fill(strings["put-forward-many"], { count }) : strings["put-forward"]),
    done: (texts) => {
      const last = journey.proposals().at(-1)?.value.order ?? 0;
      const phase = draft.from?.value.phase || null;
      draft.from = null;
      texts.forEach((text, number) =>
        board.put(freshName("proposal"), { text, phase, sheet: null, order: last + number + 1, gathering: definition.gathering, done: false }),
      );
      room.say(strings.proposed);
      place.querySelector("textarea")?.focus({ preventScroll: true });
    },
    leave,
  });
  const { from } = draft;
  if (from) made.form.prepend(h("p", { class: "samling-help", dir: "auto" }, fill(strings["from-note"], { text: short(from.value.text) })));
  return made;
}

/** @param {Room} room @param {{ id: string, title: string }} sheet @param {(text: string, sheet: string | null) => void} raise */
function sheetPart(room, sheet, raise) {
  const { strings, board, leads } = room;
  const name = uniqueId("sheet");
  const points = h("ol", { class: "journey-points" });
  const none = h("p", { class: "samling-help" });
  const foot = h("div", { class: "journey-approval", role: "status" });
  const list = new KeyedList(points, (/** @type {Item} */ point) => pointCard(room, point, raise));
  const element = h("section", { class: "journey-sheet", "aria-labelledby": name }, h("h4", { id: name }, sheet.title), points, none, foot);
  const changed = memory();
  const { act, alarm } = acting(board, strings);
  const update = (/** @type {Item[]} */ all) => {
    const own = all.filter(({ value }) => value.sheet === sheet.id);
    list.show(own);
    points.hidden = own.length === 0;
    none.hidden = own.length > 0;
    /** @type {Record<string, SheetView>} */
    const sheets = board.view["sheets"] ?? {};
    const stands = sheets[sheet.id];
    const saved = own.every((point) => !board.state(point.name));
    if (!stands || !changed("foot", [sheets, own.length, saved, mayWrite(room)])) return;
    const approved = isApproved(stands);
    none.textContent = strings[approved ? "stays-empty" : "empty-sheet"];
    const both = Object.values(sheets).every(isApproved);
    // An empty sheet asks for nothing before there is another that waits for it.
    const asks = leads && mayWrite(room) && (own.length > 0 || Object.values(sheets).some(isApproved));
    const ways = asks ? approval(room, approved, saved, own.length === 0, (action) => act(action, { sheet: sheet.id, fingerprint: stands.fingerprint })) : [];
    const takes = !approved ? [] : both ? [sheetSaver(room, sheet)] : [h("p", { class: "samling-help" }, strings["waits-for-both"])];
    redraw(foot, () => foot.replaceChildren(...said(room, stands, own.length), ...ways, ...takes, alarm), "button");
  };
  return { element, update };
}

/** How a sheet stands, in words. @param {Room} room @param {SheetView} stands @param {number} count */
function said({ strings, language }, stands, count) {
  if (!count && !stands.approved) return [];
  const date = stands.approved && new Date(stands.approved).toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });
  if (!date) return [h("p", { class: "samling-help" }, strings["not-approved"])];
  if (stands.changed) return [h("p", { class: "journey-changed" }, fill(strings["changed-since"], { date }))];
  return [h("p", { class: "journey-approved" }, fill(strings.approved, { date }))];
}

/** Whether the group has approved a sheet as it stands. @param {SheetView} sheet */
function isApproved({ approved, changed }) {
  return approved !== null && !changed;
}

/** What the one who leads may do once the sheet has been read aloud. @param {Room} room @param {boolean} approved @param {boolean} saved nothing of it is still on its way @param {boolean} empty @param {(action: string) => void} act */
function approval({ strings, signal }, approved, saved, empty, act) {
  if (approved) return [button(strings.withdraw, () => act("withdraw"), signal, { quiet: true, name: "withdraw" })];
  const yes = button(strings[empty ? "approve-empty" : "approve"], () => saved && act("approve"), signal, { name: "approve" });
  if (!saved) yes.setAttribute("aria-disabled", "true");
  return [yes];
}
