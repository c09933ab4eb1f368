// Elements without innerHTML: what a person or an author wrote is text, never markup.

/** @typedef {Record<string, string | number | boolean | undefined>} Attributes */
/** @typedef {Node | string | null | undefined | false} Child */

const SVG = "http://www.w3.org/2000/svg";
let ids = 0;

/** An id no other element of the page has. @param {string} stem */
export function uniqueId(stem) {
  ids += 1;
  return `samling-${stem}-${ids}`;
}

/**
 * An HTML element. Attributes that are false or undefined are left out; true gives an empty one.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes, children);
  return element;
}

/** @param {Element} element @param {Attributes} attributes @param {Child[]} children */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
}

/**
 * `{places}` of a text filled with values.
 * @param {string} text
 * @param {Record<string, string | number>} places
 */
export function fill(text, places) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** Several names as they are said: `Anna, Bo og Cleo`. @param {string[]} names @param {string} language */
export function listed(names, language) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

/**
 * The widget's root element: named for those who cannot see it, in its own language wherever it stands.
 * @param {string} name
 * @param {{ title: string }} definition
 * @param {string} language
 * @param {string} [role] a wall's face is large
 */
export function root(name, definition, language, role) {
  const kind = `samling samling-${name}${role === "wall" ? " is-wall" : ""}`;
  return h("section", { class: kind, lang: language, "aria-label": definition.title });
}

/**
 * A headed list, or nothing when it is empty.
 * @param {string} name class of the part
 * @param {string} heading
 * @param {string[]} items
 */
export function list(name, heading, items) {
  if (!items.length) return null;
  return h(
    "div",
    { class: `samling-${name}` },
    h("h3", {}, heading),
    h("ul", {}, ...items.map((item) => h("li", {}, item))),
  );
}

/** A small line drawing beside words that say the same. @param {string} path on a sheet of 20 × 20 */
export function icon(path) {
  const drawing = { class: "samling-icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" };
  return svg("svg", drawing, svg("path", { d: path }));
}

/** Who sees what is written here. @param {string} text */
export function privacy(text) {
  return h("p", { class: "samling-privacy" }, icon("M4.5 9h11v8h-11zM7 9V6a3 3 0 0 1 6 0v3"), h("span", {}, text));
}
