// @ts-check
/**
 * The booklet around the activities: one at a time by the address's hash, the overview, what is done and saved, and a
 * calm word when the connection is gone. The pages are plain links and sections, so all of it can be read without this.
 *
 * @typedef {{id: string, title: string, group: string, kind: string, minutes: string, counts: boolean}} Section
 * @typedef {{strings: Record<string, string>, sections: Section[], gathering: string, title: string, wall?: boolean, baseUrl?: string}} Page
 * @typedef {"saved" | "saving" | "unsaved" | "conflict"} Saving
 */

// Voilà keeps slow answers alive with calls to this.
Reflect.set(window, "voila_heartbeat", () => undefined);

const OVERVIEW = "overview";
const FRONT = "front";
const LEAD = "lead";
/** What can be printed: a place aside, which nobody walks through. */
const PAPER = "paper";
const NEWS_STAYS = 5_000;
/** A connection that is back within this time is nobody's concern. */
const LOSS_PATIENCE = 1_200;
const root = document.documentElement;

/** @template {Element} [T=HTMLElement] @param {string} selector @param {ParentNode} [within] @returns {T | null} */
const find = (selector, within = document) => /** @type {T | null} */ (within.querySelector(selector));

/** @param {string} key `mestring/2/check-in` @returns {string} the activity's id in this page */
const activityOf = (key) => key.split("/").at(-1) ?? key;

class Shell {
  /** @type {Map<string, Saving>} */
  #saving = new Map();
  /** @type {Set<string>} */
  #done = new Set();
  /** @type {Map<string, number>} where each page was left, for the back button */
  #left = new Map();
  #at = OVERVIEW;
  /** A link was followed, so the page begins at its top. */
  #followed = false;
  /** The link stands in a widget: the group's line or the run sheet. */
  #joins = false;
  /** The place in the activity it leads to, as the activity's widget calls it. */
  #place = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #news;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.tell = find(".bar");
  }

  start() {
    this.#listenToWidgets();
    this.#listenToHost();
    if (!this.page.sections.length) return;
    if ("scrollRestoration" in history) history.scrollRestoration = "manual";
    addEventListener("hashchange", () => this.#show(true));
    document.addEventListener("click", (event) => this.#followLink(event));
    if (this.page.wall) this.#followGroup();
    this.#show(false);
  }

  /** A wall shows what is now. Every other page stays where its reader is. */
  #followGroup() {
    document.addEventListener("samling:now", (event) => {
      const { activity, part } = /** @type {CustomEvent<{activity: string | null, part: string}>} */ (event).detail;
      root.dataset["part"] = activity ? "" : part;
      if (location.hash !== `#${activity ?? ""}`) location.replace(`#${activity ?? ""}`);
    });
  }

  /** @param {string} text @param {Record<string, string | number>} [values] */
  #say(text, values = {}) {
    const words = this.page.strings[text] ?? text;
    return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /** @returns {string} the id of the section the address asks for */
  #asked() {
    const id = decodeURIComponent(location.hash.slice(1));
    const section = document.getElementById(id)?.closest(".activity");
    return section?.id ?? OVERVIEW;
  }

  /** @param {MouseEvent} event */
  #followLink(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const hash = link?.getAttribute("href");
    if (!link || !hash?.startsWith("#")) return;
    if (link.classList.contains("skip")) {
      event.preventDefault();
      this.#heading()?.focus();
      return;
    }
    this.#left.set(this.#at, scrollY);
    this.#followed = true;
    this.#joins = link.closest(".samling") !== null;
    this.#place = link.dataset["to"] ?? "";
    if (hash === location.hash) this.#show(true);
  }

  /** @param {boolean} moved the reader moved, so the focus goes along */
  #show(moved) {
    const at = this.#asked();
    const section = this.page.sections.find((each) => each.id === at);
    this.#at = at;
    root.dataset["at"] = at;
    for (const each of document.querySelectorAll(".activity")) each.classList.toggle("current", each.id === at);
    document.title = [section?.title ?? this.page.title, this.page.gathering, "Samlingsheftet"].filter(Boolean).join(" · ");
    this.#showPlace(at);
    this.#showProgress();
    this.#showSaved();
    for (const link of document.querySelectorAll("a.language")) {
      const { href } = /** @type {HTMLAnchorElement} */ (link);
      link.setAttribute("href", href.split("#")[0] + location.hash);
    }
    root.classList.add("ready");
    if (!moved) return;
    this.#heading()?.focus({ preventScroll: true });
    const kept = this.#followed ? undefined : this.#left.get(at);
    const list = location.hash === `#${OVERVIEW}` ? find(".overview") : null;
    if (kept === undefined && list) list.scrollIntoView({ behavior: "instant" });
    else scrollTo({ top: kept ?? 0, behavior: "instant" });
    // Whoever joins the group comes to where it is at work; what is read beforehand stands above.
    const place = this.#place && find(`.activity.current [data-place="${CSS.escape(this.#place)}"]`);
    if (this.#joins) (place || find(".activity.current .mount"))?.scrollIntoView({ behavior: "instant" });
    this.#followed = this.#joins = false;
  }

  /** @returns {HTMLElement | null} */
  #heading() {
    const part = this.#at === OVERVIEW ? (location.hash === `#${OVERVIEW}` ? ".overview" : ".front") : ".activity.current";
    const heading = find(`${part} :is(h1, h2)`) ?? find("#overview-title");
    heading?.setAttribute("tabindex", "-1");
    return heading;
  }

  /** Where we are, and what lies before and after. @param {string} at */
  #showPlace(at) {
    const sections = this.page.sections.filter(({ group }) => group !== PAPER);
    const activities = this.#activities();
    const number = activities.findIndex(({ id }) => id === at) + 1;
    const place = this.#say("{number} of {total}", { number, total: activities.length });
    set(find(".count"), number ? ` · ${place}` : "");
    for (const link of document.querySelectorAll(".overview a")) {
      const here = link.getAttribute("href") === `#${at === OVERVIEW ? FRONT : at}`;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      if (here && at !== OVERVIEW) link.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
    const index = sections.findIndex(({ id }) => id === at);
    const back = find(".back");
    if (back) back.hidden = index < 0 && at !== PAPER;
    back?.setAttribute("href", `#${sections[index - 1]?.id ?? OVERVIEW}`);
    const next = find(".next");
    if (index < 0) return this.#showContinue(next);
    set(next, index + 1 < sections.length ? this.#say("Next") : this.#say("Overview"));
    if (next) next.hidden = false;
    // A mentor's pages have a main button of their own, which moves the group and not only the page.
    next?.classList.toggle("main", !document.body.classList.contains("unmarked"));
    next?.setAttribute("href", `#${sections[index + 1]?.id ?? OVERVIEW}`);
  }

  /** What a group does; leading and printing stand beside it. */
  #activities() {
    return this.page.sections.filter(({ group }) => group !== LEAD && group !== PAPER);
  }

  /** From the overview to the first that is not done. @param {HTMLElement | null} next */
  #showContinue(next) {
    const open = this.#activities().find(({ id }) => !this.#done.has(id));
    set(next, this.#done.size ? this.#say("Continue") : this.#say("Start"));
    if (next) next.hidden = !open;
    next?.classList.add("main");
    if (open) next?.setAttribute("href", `#${open.id}`);
  }

  #showProgress() {
    for (const link of document.querySelectorAll(".overview a")) {
      const done = this.#done.has(link.getAttribute("href")?.slice(1) ?? "");
      link.classList.toggle("done", done);
      set(find(".state", link), done ? `, ${this.#say("done")}` : "");
    }
    const counted = this.page.sections.filter(({ counts }) => counts);
    const done = counted.filter(({ id }) => this.#done.has(id)).length;
    const progress = this.#say("{done} of {total} done at the gathering", { done, total: counted.length });
    set(find(".progress"), counted.length ? progress : "");
    if (this.#at === OVERVIEW) this.#showContinue(find(".next"));
  }

  /** What is not safe anywhere is said everywhere; that all is well is said where something was written. */
  #showSaved() {
    const states = [...this.#saving.values()];
    const alarmed = states.includes("unsaved") || states.includes("conflict");
    root.toggleAttribute("data-unsaved", states.some((state) => state !== "saved"));
    const saved = find(".saved");
    saved?.classList.toggle("alarmed", alarmed);
    // While something is on its way, «Saved» steps back without a word, and keeps its place.
    saved?.classList.toggle("waiting", !alarmed && this.#saving.get(this.#at) === "saving");
    if (states.includes("conflict")) set(saved, this.#say("Two versions"));
    else if (alarmed) set(saved, this.#say("Not saved"));
    else if (this.#saving.get(this.#at) === "saved") set(saved, this.#say("Saved"));
    else if (!this.#saving.has(this.#at)) set(saved, "");
  }

  #listenToWidgets() {
    document.addEventListener("samling:saved", (event) => {
      const { exercise, state } = /** @type {CustomEvent<{exercise: string, state: Saving}>} */ (event).detail;
      this.#saving.set(activityOf(exercise), state);
      this.#showSaved();
    });
    document.addEventListener("samling:done", (event) => {
      const { exercise, done } = /** @type {CustomEvent<{exercise: string, done: boolean}>} */ (event).detail;
      if (done) this.#done.add(activityOf(exercise));
      else this.#done.delete(activityOf(exercise));
      this.#showProgress();
    });
    addEventListener("beforeunload", (event) => {
      if ([...this.#saving.values()].some((state) => state === "unsaved" || state === "conflict")) event.preventDefault();
    });
  }

  #listenToHost() {
    document.addEventListener("samling:connection", (event) => {
      const { state } = /** @type {CustomEvent<{state: "lost" | "restored"}>} */ (event).detail;
      clearTimeout(this.#news);
      if (state === "lost") this.#news = setTimeout(() => this.#sayLost(), LOSS_PATIENCE);
      else if (this.tell?.textContent) {
        this.#bar("good", this.#say("Connected again."));
        this.#news = setTimeout(() => this.#bar("", ""), NEWS_STAYS);
      }
    });
    document.addEventListener("samling:host", (event) => {
      const { state } = /** @type {CustomEvent<{state: string}>} */ (event).detail;
      if (state === "paused") this.#sayPaused();
      if (state === "no-kernel") this.#sayStopped();
      if (state === "signed-out") this.#saySignedOut();
      if (state === "another-reader") this.#sayAnotherReader();
      if (state === "signed-in") this.#sayLost();
    });
  }

  /** The reader has opened more pages than the server keeps running. */
  #sayPaused() {
    const text = this.#say("The booklet is open in several windows, so this one has stopped. What you have written is safe in the field.");
    this.#bar("bad", text, this.#say("Go on here"), () => {
      document.dispatchEvent(new CustomEvent("samling:resume"));
      this.#sayLost();
    });
  }

  /** Something unsaved is on the page. It is taken up again as soon as the same reader is back. */
  #saySignedOut() {
    const text = this.#say("You are signed out. What you have not saved still stands in the field.");
    this.#bar("bad", text);
    this.#link(`${this.page.baseUrl}join`, this.#say("Sign in in a new window"));
  }

  #sayAnotherReader() {
    const text = this.#say("Somebody else is signed in here now, so this page has stopped. Copy what you have not saved, if it is yours.");
    this.#bar("bad", text);
    this.#link(this.page.baseUrl ?? "/", this.#say("Start page"));
  }

  /** @param {string} href @param {string} textContent */
  #link(href, textContent) {
    this.tell?.append(Object.assign(document.createElement("a"), { href, textContent, target: "_blank", rel: "noopener" }));
  }

  #sayStopped() {
    const text = this.#say("The page cannot come back by itself. Copy what you have just written, then load the page again.");
    this.#bar("bad", text, this.#say("Load the page again"), () => location.reload());
  }

  #sayLost() {
    const text = this.#say("The connection is gone. What you have written is safe in the field. The page is trying again by itself.");
    this.#bar("bad", text);
  }

  /** @param {"good" | "bad" | ""} tone @param {string} text @param {string} [label] @param {() => void} [act] */
  #bar(tone, text, label, act) {
    clearTimeout(this.#news);
    if (!this.tell || (text && this.tell.querySelector("p")?.textContent === text)) return; // it may be read aloud
    this.tell.dataset["tone"] = tone;
    this.tell.replaceChildren(...(text ? [Object.assign(document.createElement("p"), { textContent: text })] : []));
    if (!label || !act) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: label });
    button.addEventListener("click", act);
    this.tell.append(button);
  }
}

/** Said again only when it is something else: it may be read aloud. @param {Element | null} element @param {string} text */
function set(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** The end of the page may still be on its way while the first cells run. @returns {Promise<unknown>} */
const parsed = () =>
  document.readyState === "loading"
    ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }))
    : Promise.resolve();

export { Shell };

await parsed();
new Shell(JSON.parse(document.getElementById("samling-page")?.textContent ?? '{"strings": {}, "sections": []}')).start();
