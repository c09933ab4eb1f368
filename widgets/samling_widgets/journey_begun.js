// What is begun on a journey's page and not hung up yet: as it is kept, and back where it was begun.

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {import("./journey_room.js").Draft} Draft */
/** @typedef {import("./journey_room.js").Edit} Edit */
/** @typedef {Record<string, import("./drafts.js").Begun>} Begun */

const NEW = "new ";
const EDIT = "edit ";

/** What the drafts call something new. @param {string} where */
export function newPlace(where) {
  return NEW + where;
}

/** What the drafts call a change. @param {string} name of the thing */
export function editPlace(name) {
  return EDIT + name;
}

/** As it is kept; nothing while nothing is written, or nothing changed. @param {Draft | Edit} draft */
export function begunOf(draft) {
  const { text, kind } = draft;
  if (!text.trim()) return null;
  return "before" in draft && draft.before.text === text && (draft.before.kind ?? "") === kind ? null : { ...draft };
}

/** Take up what was begun on an earlier page; what is begun on this one stays. @param {Room} room @param {Begun} found */
export function takeUp(room, found) {
  for (const [place, begun] of Object.entries(found)) {
    if (typeof begun?.text !== "string") continue;
    if (place.startsWith(NEW)) takeNew(room, place.slice(NEW.length), begun);
    else if (place.startsWith(EDIT)) takeEdit(room, place.slice(EDIT.length), begun);
  }
}

/** @param {Room} room @param {string} where @param {import("./drafts.js").Begun} begun */
function takeNew(room, where, begun) {
  const { open, journey, definition, drafts } = room;
  const phases = journey.phases();
  // A phase that is gone since leaves what was to hang there to the first one.
  const home = where === PROPOSALS || phases.some(({ id }) => id === where) ? where : phases[0]?.id;
  if (home === undefined || open.drafts.get(home)?.text) return;
  const kind = definition.kinds.some(({ id }) => id === begun["kind"]) ? begun["kind"] : open.kind;
  const draft = { text: begun["text"], kind, from: begun["from"]?.value ? begun["from"] : null };
  open.drafts.set(home, draft);
  open.writing ??= home;
  if (home !== PROPOSALS) open.open ??= home;
  if (home === where) return;
  drafts.keep(newPlace(where), null);
  drafts.keep(newPlace(home), begunOf(draft));
}

/** @param {Room} room @param {string} name @param {import("./drafts.js").Begun} begun */
function takeEdit({ open }, name, begun) {
  const { before, base, text, kind } = begun;
  if (open.editing.has(name) || typeof before?.text !== "string" || !Number.isInteger(base)) return;
  open.editing.set(name, { before, base, text, kind: String(kind ?? "") });
  if (typeof before.phase === "string") open.open ??= before.phase;
}

/** Where proposals are written. */
export const PROPOSALS = "proposals";
