// A list kept in step with what it shows: only what is new, gone or moved is touched, so that whoever reads or writes in
// it is not disturbed by the rest.

/** @template I @typedef {{ element: HTMLElement, update: (item: I) => void }} Part */

/** @template {{ name: string }} I */
export class KeyedList {
  /** @type {Map<string, Part<I>>} */ #parts = new Map();

  /** @param {HTMLElement} list holds nothing else @param {(item: I) => Part<I>} make */
  constructor(list, make) {
    this.list = list;
    this.make = make;
  }

  /** Show these, in this order. @param {I[]} items */
  show(items) {
    const names = new Set(items.map(({ name }) => name));
    for (const [name, { element }] of this.#parts) {
      if (names.has(name)) continue;
      element.remove();
      this.#parts.delete(name);
    }
    const elements = items.map((item) => this.#updated(item));
    const held = focused(this.list);
    place(this.list, elements);
    if (held && document.activeElement !== held) held.focus({ preventScroll: true });
  }

  /** The part that shows a thing, if one does. @param {string} name */
  part(name) {
    return this.#parts.get(name);
  }

  /** @param {I} item */
  #updated(item) {
    const part = this.#parts.get(item.name) ?? this.make(item);
    this.#parts.set(item.name, part);
    part.update(item);
    return part.element;
  }
}

/** @param {HTMLElement} list */
function focused(list) {
  return /** @type {HTMLElement | null} */ (list.querySelector(":focus"));
}

/** Put elements into their order. One that hangs too early goes to the end first, so that its neighbours can stay. @param {HTMLElement} list @param {HTMLElement[]} elements */
function place(list, elements) {
  let here = list.firstElementChild;
  for (const element of elements) {
    if (element !== here && here?.nextElementSibling === element) {
      list.append(here);
      here = element;
    }
    if (element === here) here = here.nextElementSibling;
    else list.insertBefore(element, here);
  }
}
