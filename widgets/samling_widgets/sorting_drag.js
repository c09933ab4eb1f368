// Dragging a note with mouse, pen or finger: a convenience beside the buttons. A finger has to rest on the note first, so
// that a page can still be scrolled by its notes.

/** Pixels a mouse moves before it is a drag; milliseconds a finger rests; pixels near an edge where the page scrolls. */
const FAR = 6;
const REST = 350;
const NEAR = 72;
const STEP = 9;

/** @typedef {{ id: string, card: HTMLElement, pointer: number, x: number, y: number, touch: boolean, ghost: HTMLElement | null, over: HTMLElement | null, wait: ReturnType<typeof setTimeout> | undefined }} Drag */

/**
 * Let the notes in a part be dragged to places in it (`data-place`, empty between the pillars).
 * @param {HTMLElement} part
 * @param {(id: string, place: string) => void} drop
 * @param {AbortSignal} signal
 */
export function draggable(part, drop, signal) {
  /** @type {Drag | null} */
  let drag = null;
  const lift = () => {
    if (!drag) return;
    const box = drag.card.getBoundingClientRect();
    const ghost = /** @type {HTMLElement} */ (drag.card.cloneNode(true));
    ghost.classList.add("is-ghost");
    ghost.setAttribute("aria-hidden", "true");
    ghost.inert = true;
    Object.assign(ghost.style, { width: `${box.width}px`, left: `${box.left - drag.x}px`, top: `${box.top - drag.y}px` });
    part.append(ghost);
    drag.ghost = ghost;
    drag.card.classList.add("is-lifted");
    follow(drag.x, drag.y);
    requestAnimationFrame(scroll);
  };
  /** @param {number} x @param {number} y */
  const follow = (x, y) => {
    if (!drag?.ghost) return;
    Object.assign(drag, { x, y });
    drag.ghost.style.transform = `translate(${x}px, ${y}px)`;
    const under = document.elementFromPoint(x, y)?.closest("[data-place]");
    const over = under instanceof HTMLElement && part.contains(under) ? under : null;
    if (over === drag.over) return;
    drag.over?.classList.remove("is-over");
    over?.classList.add("is-over");
    drag.over = over;
  };
  const scroll = () => {
    if (!drag?.ghost) return;
    const way = drag.y < NEAR ? -STEP : drag.y > innerHeight - NEAR ? STEP : 0;
    if (way) {
      scroller(part).scrollBy(0, way);
      follow(drag.x, drag.y);
    }
    requestAnimationFrame(scroll);
  };
  /** @param {boolean} dropped */
  const end = (dropped) => {
    if (!drag) return;
    clearTimeout(drag.wait);
    const { id, card, ghost, over } = drag;
    drag = null;
    if (!ghost) return;
    ghost.remove();
    card.classList.remove("is-lifted");
    over?.classList.remove("is-over");
    // The click that follows a drag is no tap on the note.
    part.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => part.removeEventListener("click", swallow, { capture: true }));
    if (dropped && over) drop(id, over.dataset.place ?? "");
  };
  part.addEventListener("pointerdown", (event) => {
    const card = /** @type {Element} */ (event.target).closest(".sorting-take")?.closest("[data-id]");
    if (drag || !(card instanceof HTMLElement) || event.button !== 0 || !event.isPrimary) return;
    const touch = event.pointerType === "touch";
    drag = { id: card.dataset.id ?? "", card, pointer: event.pointerId, x: event.clientX, y: event.clientY, touch, ghost: null, over: null, wait: undefined };
    if (touch) drag.wait = setTimeout(lift, REST);
  }, { signal });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
    if (drag.ghost) follow(event.clientX, event.clientY);
    else if (far && drag.touch) end(false);
    else if (far) lift();
  }, { signal });
  document.addEventListener("pointerup", (event) => { if (event.pointerId === drag?.pointer) end(true); }, { signal });
  document.addEventListener("pointercancel", (event) => { if (event.pointerId === drag?.pointer) end(false); }, { signal });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); }, { signal });
  part.addEventListener("touchmove", (event) => { if (drag?.ghost) event.preventDefault(); }, { signal, passive: false });
  part.addEventListener("contextmenu", (event) => { if (drag?.touch) event.preventDefault(); }, { signal });
  signal.addEventListener("abort", () => end(false));
}

/** @param {Event} event */
function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}

/** What scrolls a part: the page, or a window of a larger one. @param {HTMLElement} part */
function scroller(part) {
  for (let one = part.parentElement; one; one = one.parentElement) {
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return document.scrollingElement ?? document.documentElement;
}
