// @ts-check
/**
 * Who is signed in here, and whether somebody is there at all: on a shared computer the server signs out whoever has
 * been away for 15 minutes. Only what a person does counts, never what the page does by itself.
 */

const AT_MOST_EVERY = 60_000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchmove"];
const PATIENCE = 5_000;

/** A request of the page's own, which does not count as somebody being there. */
export const OF_ITSELF = { "Samling-Again": "1" };

/** Tells the server, at most once a minute, that somebody reads or writes. @param {string} baseUrl */
export function tellPresence(baseUrl) {
  let told = performance.now(); // the page's own opening was the first sign
  let waiting = false;
  const tell = () => {
    waiting = false;
    told = performance.now();
    const xsrf = /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
    fetch(`${baseUrl}here`, { method: "POST", headers: { "X-XSRFToken": xsrf }, keepalive: true }).catch(() => undefined);
  };
  const sign = (/** @type {Event} */ event) => {
    if (!event.isTrusted || waiting) return;
    waiting = true;
    setTimeout(tell, Math.max(0, told + AT_MOST_EVERY - performance.now()));
  };
  for (const kind of SIGNS) addEventListener(kind, sign, { passive: true, capture: true });
}

/**
 * Whether this page's seat is signed in with this browser: "same", "other" (somebody else is), or "out".
 * Throws while the server can't be reached.
 * @param {string} baseUrl @param {string} seat
 * @returns {Promise<"same" | "other" | "out">}
 */
export async function whoIsIn(baseUrl, seat) {
  const address = `${baseUrl}here?${new URLSearchParams({ seat })}`;
  const answer = await fetch(address, { cache: "no-store", headers: OF_ITSELF, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()).who;
}
