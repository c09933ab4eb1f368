// What stands under a field that may be shared: a quiet button, the panel it opens, and, once shared, the way back.

import { fill, h, icon, listed, uniqueId } from "./dom.js";
import { panelParts, said } from "./share_panel.js";
import { FieldSharing } from "./sharing.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {Record<string, string>} Strings */
/** @typedef {import("./share_panel.js").Share} Share */
/** @typedef {{ area: HTMLTextAreaElement, below: HTMLElement, place: HTMLElement, label: string }} Surroundings */

const PEOPLE = "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5M2 16.5c0-3 2.4-4.5 5.5-4.5s5.5 1.5 5.5 4.5M13 4.3a2.6 2.6 0 0 1 0 5M14.5 12.2c2.2.5 3.5 1.9 3.5 4.3";

/**
 * Let a field be shared.
 * @param {Answers} answers
 * @param {{ id: string, share: string }} definition
 * @param {Strings} strings
 * @param {Surroundings} surroundings the field, the line below it, a place for the rest, and the id of its label
 */
export function shareable(answers, definition, strings, { area, below, place, label }) {
  const { signal } = answers;
  const share = /** @type {Share} */ (definition.share);
  const saver = answers.field(definition.id);
  const sharing = new FieldSharing(answers, saver, () => show());
  const panel = h("div", { class: "samling-panel", role: "group", tabindex: -1, id: uniqueId("panel"), hidden: true });
  const described = { type: "button", class: "samling-quiet", "aria-describedby": label };
  const opener = h("button", { ...described, "aria-expanded": "false", "aria-controls": panel.id }, icon(PEOPLE), said(strings, "share", share));
  const again = h("button", described, strings["share-again"]);
  const stop = h("button", described, strings.unshare);
  const says = h("p", { class: "samling-shares", role: "status", tabindex: -1 });
  const line = h("div", { class: "samling-share-line" }, h("div", {}, icon(PEOPLE), says), again, stop);
  below.append(opener);
  place.append(line, panel);
  let caller = opener;
  let shown = "";
  let was = sharing.phase;

  const language = () => area.closest("[lang]")?.getAttribute("lang") ?? "nb";
  const close = () => {
    sharing.cancel();
    (caller.hidden ? area : caller).focus();
  };
  /** @param {HTMLButtonElement} from */
  const begin = (from) => {
    caller = from;
    if (!panel.hidden) return close();
    from.focus(); // Safari gives a pressed button no focus
    return sharing.begin();
  };
  const acts = {
    share: () => sharing.share(),
    begin: () => sharing.begin(),
    close,
    goTo: (/** @type {import("./sharing.js").Found} */ found) => {
      sharing.cancel();
      area.focus();
      area.setSelectionRange(found.start, found.end);
    },
  };
  opener.addEventListener("click", () => begin(opener), { signal });
  again.addEventListener("click", () => begin(again), { signal });
  stop.addEventListener("click", () => sharing.stop(), { signal });
  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
  };
  panel.addEventListener("keydown", escape, { signal });
  for (const button of [opener, again]) button.addEventListener("keydown", escape, { signal });

  const show = () => {
    const { phase } = sharing;
    const focused = document.activeElement;
    const inPanel = panel.contains(focused);
    const waits = focused === document.body || focused === caller;
    const text = saver.text.trim() !== "";
    const word = sentence(sharing, share, strings, language());
    opener.hidden = !sharing.open || !text || sharing.shared !== null;
    again.hidden = !sharing.open || !text || !sharing.edited;
    stop.hidden = sharing.shared === null;
    line.hidden = word === "";
    line.classList.toggle("is-shared", sharing.shared !== null);
    if (says.textContent !== word) says.textContent = word;
    stop.setAttribute("aria-disabled", String(phase === "stopping"));
    const now = ["checked", "sharing", "failed"].includes(phase) ? [phase, sharing.reason, sharing.unsure].join(" ") : "";
    if (now !== shown) {
      shown = now;
      draw(now !== "");
      if (now && (inPanel || waits)) panel.focus();
    }
    const ended = was !== phase && phase === "rest";
    if (ended && was === "sharing" && inPanel) says.focus();
    if (ended && was === "stopping" && focused === stop && stop.hidden) (opener.hidden ? area : opener).focus();
    was = phase;
  };
  /** @param {boolean} open */
  const draw = (open) => {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return panel.replaceChildren();
    const { name, says: first, parts } = panelParts(sharing, share, strings, acts, language());
    panel.setAttribute("aria-labelledby", name);
    panel.setAttribute("aria-describedby", first);
    return panel.replaceChildren(...parts.filter((part) => part !== null));
  };
  answers.hear({
    receive: (message) => sharing.receive(message),
    stands: (standing, asked) => sharing.stands(standing, asked),
    lost: () => sharing.lost(),
  });
  answers.show(() => {
    sharing.follow();
    show();
  });
}

/** How it stands with the sharing, or nothing. @param {FieldSharing} sharing @param {Share} share @param {Strings} strings @param {string} language */
function sentence(sharing, share, strings, language) {
  if (sharing.phase === "stopping" && sharing.unsure) return strings["unshare-unsure"];
  if (sharing.stuck) return strings["still-shared"];
  if (sharing.shared) return sharing.edited ? strings["shared-changed"] : given(sharing.shared.names, share, strings, language);
  return sharing.ended ? strings.unshared : "";
}

/** Whom it was shared with: by name where it was given to some. @param {string[]} names @param {Share} share @param {Strings} strings @param {string} language */
function given(names, share, strings, language) {
  return names.length ? fill(strings["shared-named"], { names: listed(names, language) }) : said(strings, "shared", share);
}
