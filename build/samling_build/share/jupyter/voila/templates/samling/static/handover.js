// @ts-check
/**
 * A page that shows other widgets than anywidgets is handed over to Voilà's own front end: same kernel, nothing
 * executed twice.
 */

/** @param {string} src @returns {Promise<unknown>} */
function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve });
    script.onerror = () => reject(new Error(`Voilà's own front end could not be loaded from ${src}.`));
    document.body.append(script);
  });
}

/** @param {string} staticUrl where Voilà keeps its front end, without a "/" at the end */
export async function handOver(staticUrl) {
  document.documentElement.classList.add("handed-over");
  // Voilà's front end starts at the window's "load", which is past: tell such listeners at once.
  const listen = window.addEventListener.bind(window);
  window.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
    if (type === "load" && document.readyState === "complete") queueMicrotask(() => listener.call(window, new Event("load")));
    else listen(type, listener, options);
  };
  if (document.readyState !== "complete") await new Promise((resolve) => listen("load", resolve, { once: true }));
  await loadScript(`${staticUrl}/voila-style.js`);
  await loadScript(`${staticUrl}/voila.js`);
}
