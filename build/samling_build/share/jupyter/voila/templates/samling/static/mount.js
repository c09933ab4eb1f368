// @ts-check
/**
 * Where a cell's outputs stand in the page: shown, and replaced in place when a new kernel has taken over.
 *
 * @typedef {import("./kernel.js").Json} Json
 * @typedef {import("./manager.js").Manager} Manager
 * @typedef {import("./models.js").View} View
 */

export const WIDGET_VIEW = "application/vnd.jupyter.widget-view+json";
const OUTPUT = 'script[type="application/vnd.voila.cell-output+json"]';
const FIELDS = "input, textarea, select, [contenteditable]";
const RENDER_PATIENCE = 5_000;

/** @type {WeakSet<Element>} fields the reader has typed in */
const touched = new WeakSet();
document.addEventListener("input", (event) => event.isTrusted && touched.add(/** @type {Element} */ (event.target)), true);

/** @param {ParentNode} root @returns {Json[]} the outputs of all cells, in order */
export function outputsIn(root) {
  return [...root.querySelectorAll(OUTPUT)].map((script) => JSON.parse(script.textContent ?? "{}"));
}

/** @param {Json} output @returns {string | undefined} the id of the widget this output shows */
export const widgetId = (output) => output["data"]?.[WIDGET_VIEW]?.model_id;

/** @param {ParentNode} root @returns {Mount[]} */
export const mountsIn = (root) => [...root.querySelectorAll(OUTPUT)].map((script) => new Mount(script));

/** One output's place in the page, directly after the script that describes it. */
class Mount {
  /** @type {View | null} */
  #view = null;
  #turn = 0;

  /** @param {Element} script */
  constructor(script) {
    this.output = /** @type {Json} */ (JSON.parse(script.textContent ?? "{}"));
    this.place = document.createElement("div");
    this.place.className = "mount";
    script.after(this.place);
  }

  /**
   * @param {Manager} manager
   * @param {string} fault what stands here when the widget cannot be shown
   */
  async show(manager, fault) {
    const turn = ++this.#turn;
    const id = widgetId(this.output);
    if (id === undefined) return this.showPlain();
    try {
      const view = await manager.create_view(await manager.get_model(id));
      if (turn !== this.#turn) return view.remove();
      await this.#replaceBy(view);
    } catch (error) {
      console.warn("A widget could not be shown.", error);
      if (turn === this.#turn && !this.#view) this.place.replaceChildren(notice(fault));
    }
  }

  /** An output that is no widget needs no kernel. */
  showPlain() {
    if (widgetId(this.output) === undefined) this.place.replaceChildren(...plainOutput(this.output["data"] ?? {}));
  }

  remove() {
    this.#turn += 1;
    this.#view?.remove();
    this.#view = null;
    this.place.remove();
  }

  /** @param {View} view */
  async #replaceBy(view) {
    const old = this.#view;
    this.#view = view;
    if (!old) return this.place.replaceChildren(view.el);
    const before = [...old.el.querySelectorAll(FIELDS)].map(valueOf);
    view.el.classList.add("arriving");
    this.place.append(view.el);
    await rendered(view.el);
    carryOver(old.el, view.el, before);
    const focus = focusIn(old.el);
    view.el.classList.remove("arriving");
    old.remove();
    if (focus) restoreFocus(view.el, focus);
  }
}

/** @param {string} text */
export function notice(text) {
  const paragraph = document.createElement("p");
  paragraph.className = "notice";
  paragraph.textContent = text;
  return paragraph;
}

/** What a cell shows that is no widget. @param {Json} data @returns {Element[]} */
function plainOutput(data) {
  const html = data["text/html"] ?? data["image/svg+xml"];
  const picture = ["image/png", "image/jpeg", "image/gif"].find((type) => type in data);
  const element = document.createElement(html === undefined && !picture ? "pre" : "div");
  if (html !== undefined) element.innerHTML = String(html);
  else if (picture) element.append(Object.assign(new Image(), { src: `data:${picture};base64,${data[picture]}`, alt: data["text/plain"] ?? "" }));
  else element.textContent = String(data["text/markdown"] ?? data["text/plain"] ?? "");
  return element.textContent || element.childElementCount ? [element] : [];
}

/** anywidget does not say when a view has drawn itself: it has when it holds something. @param {Element} el */
function rendered(el) {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      setTimeout(resolve);
    };
    const observer = new MutationObserver(() => el.hasChildNodes() && done());
    const timer = setTimeout(done, RENDER_PATIENCE);
    observer.observe(el, { childList: true });
    if (el.hasChildNodes()) done();
  });
}

/**
 * Whether the reader has typed in a widget that is none of ours: nobody knows whether that is stored anywhere.
 * @param {ParentNode} root
 */
export function holdsForeignText(root) {
  return [...root.querySelectorAll(FIELDS)].some((field) => touched.has(field) && !field.closest(".samling") && valueOf(field));
}

/** @param {Element} field @returns {string} */
const valueOf = (field) => ("value" in field ? String(field.value) : (field.textContent ?? ""));

/**
 * Text the reader typed stays. Our own widgets (class "samling") keep their drafts themselves, so of theirs only what
 * was typed while the new view was drawing itself is carried over; more could write over what another tab has saved.
 * @param {Element} old @param {Element} fresh @param {string[]} before the old fields' values when the new view was asked for
 */
function carryOver(old, fresh, before) {
  const from = [...old.querySelectorAll(FIELDS)];
  const to = [...fresh.querySelectorAll(FIELDS)];
  if (from.length !== to.length) return;
  from.forEach((field, index) => {
    const target = to[index];
    const value = valueOf(field);
    if (!target || !touched.has(field) || value === valueOf(target) || target.tagName !== field.tagName) return;
    if (field.closest(".samling") && value === before[index]) return;
    touched.add(target);
    if ("value" in target) target.value = value;
    else target.textContent = value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** @typedef {{index: number, start: number | null, end: number | null}} Focus */

/** @param {Element} root @returns {Focus | null} which of the focusable things has the focus, and where the caret stands */
function focusIn(root) {
  const active = document.activeElement;
  if (!active || !root.contains(active)) return null;
  const { selectionStart = null, selectionEnd = null } = /** @type {HTMLTextAreaElement} */ (active);
  return { index: focusable(root).indexOf(active), start: selectionStart, end: selectionEnd };
}

/** @param {Element} root @param {Focus} focus */
function restoreFocus(root, { index, start, end }) {
  const target = focusable(root)[index];
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  if (start !== null && target instanceof HTMLTextAreaElement) target.setSelectionRange(start, end);
}

/** @param {Element} root @returns {Element[]} */
const focusable = (root) => [...root.querySelectorAll(`${FIELDS}, button, a[href], [tabindex]`)];
