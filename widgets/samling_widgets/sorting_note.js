// One note: a button that opens where it may lie and what can be done with it, and a field while its text is changed.

import { button } from "./board_parts.js";
import { fill, h, uniqueId } from "./dom.js";
import { lengthOf } from "./sorting_notes.js";

/** @typedef {import("./sorting_notes.js").Note} Note */
/** @typedef {Record<string, string>} Strings */
/** @typedef {{ id: string, name: string }} Pillar */
/** @typedef {{ open: (id: string | null) => void, move: (id: string, pillar: string | null) => void, rewrite: (id: string, text: string) => void, remove: (id: string) => void }} Doing */

/** What the drafts call a change of a note. */
export const EDIT = "edit ";

/** A note's card. */
export class Card {
  /** @type {HTMLElement | null} */ #editor = null;
  #open = false;
  #drawn = "";

  /**
   * @param {Note} note
   * @param {Pillar[]} pillars
   * @param {number} most characters
   * @param {Strings} strings
   * @param {Doing} doing
   * @param {AbortSignal} signal
   * @param {import("./drafts.js").Drafts} drafts
   */
  constructor(note, pillars, most, strings, doing, signal, drafts) {
    this.id = note.id;
    this.note = note;
    this.pillars = pillars;
    this.most = most;
    this.strings = strings;
    this.doing = doing;
    this.signal = signal;
    this.drafts = drafts;
    const id = uniqueId("note");
    this.take = h("button", { type: "button", class: "sorting-take", "aria-expanded": "false", "aria-controls": `${id}-menu`, dir: "auto" });
    this.take.addEventListener("click", () => doing.open(this.#open ? null : this.id), { signal });
    this.menu = h("div", { class: "sorting-menu", id: `${id}-menu`, role: "group", "aria-label": strings["move-to"], hidden: true });
    this.part = h("li", { class: "sorting-note", "data-id": note.id }, this.take, this.menu);
    this.part.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** @param {Note} note @param {boolean} open */
  show(note, open) {
    this.note = note;
    const state = JSON.stringify([note, open]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    if (this.take.textContent !== note.text) this.take.textContent = note.text;
    this.#open = open;
    this.take.setAttribute("aria-expanded", String(open));
    this.part.classList.toggle("is-taken", open);
    this.menu.hidden = !open;
    if (!open) this.#leave();
    if (!this.#editor) this.menu.replaceChildren(...(open ? this.#choices() : []));
  }

  /** Whether the text is being changed, so that nothing here may be drawn anew. */
  get editing() {
    return this.#editor !== null;
  }

  focus() {
    this.take.focus({ preventScroll: true });
  }

  #choices() {
    const { strings, doing, id, note, signal } = this;
    const places = [...this.pillars, { id: "", name: strings.between }];
    const at = this.pillars.some((pillar) => pillar.id === note.pillar) ? note.pillar : "";
    const ways = places.map((place) => {
      const here = place.id === at;
      const one = button(place.name, () => (here ? doing.open(null) : doing.move(id, place.id || null)), signal, { pressed: here });
      if (here) one.append(h("span", { class: "samling-unseen" }, ` (${strings["lies-here"]})`));
      return one;
    });
    return [
      h("p", { class: "samling-help", "aria-hidden": "true" }, strings["move-to"]),
      h("div", { class: "samling-buttons" }, ...ways),
      h(
        "div",
        { class: "sorting-more" },
        button(strings["edit-note"], () => { this.edit(this.note.text); this.#editor?.querySelector("textarea")?.focus(); }, signal, { quiet: true }),
        button(strings["remove-note"], () => doing.remove(id), signal, { quiet: true }),
        button(strings["close-note"], () => { doing.open(null); this.focus(); }, signal, { quiet: true }),
      ),
    ];
  }

  /** Begin to change what the note says. @param {string} text what its field begins with */
  edit(text) {
    const { strings, signal, most } = this;
    const name = uniqueId("rewrite");
    const area = h("textarea", { rows: 3, "aria-label": strings["edit-note"], "aria-describedby": name, dir: "auto" });
    const alarm = h("div", { class: "samling-alarm", id: name, role: "alert" });
    area.value = text;
    area.addEventListener("input", () => this.drafts.keep(EDIT + this.id, area.value === this.note.text ? null : { text: area.value }), { signal });
    const keep = () => {
      const text = area.value.trim();
      const over = lengthOf(text) - most;
      if (over > 0) return alarm.replaceChildren(h("p", {}, fill(strings["note-too-long"], { over })));
      this.#end();
      if (text) this.doing.rewrite(this.id, text);
      this.doing.open(null);
      return this.focus();
    };
    const leave = () => { this.#end(); this.doing.open(null); this.focus(); };
    this.#editor = h(
      "div",
      { class: "sorting-editor" },
      area,
      alarm,
      h("div", { class: "samling-buttons" }, button(strings["keep-text"], keep, signal, { main: true }), button(strings["leave-text"], leave, signal)),
    );
    this.menu.replaceChildren(this.#editor);
  }

  /** The change is kept, or given up by its writer. */
  #end() {
    this.drafts.keep(EDIT + this.id, null);
    this.#leave();
  }

  #leave() {
    if (!this.#editor) return;
    this.#editor = null;
    this.menu.replaceChildren(...(this.#open ? this.#choices() : []));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || !this.#open) return;
    event.stopPropagation();
    this.#end();
    this.doing.open(null);
    this.focus();
  }
}
