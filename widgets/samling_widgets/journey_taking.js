// Pictures to keep: the kernel draws, the page saves. Nothing leaves this device but what its reader asks for.

import { button } from "./board_parts.js";
import { h } from "./dom.js";
import { TIMEOUT, nextRequest } from "./saving.js";

/** @typedef {import("./journey_room.js").Room} Room */
/** @typedef {{ svg: string, text?: string }} Drawn */

/** The widest picture, and the most points of one, that every phone can make. */
const WIDEST = 4096;
const MOST_POINTS = 16_000_000;
const PATIENCE = TIMEOUT * 3;

/** @param {Room} room */
export function pictures(room) {
  const { strings, signal } = room;
  const name = strings["file-name"];
  const word = h("p", { class: "samling-help", role: "status" });
  const take = (/** @type {"screen" | "poster"} */ shape, /** @type {(drawn: Drawn) => Promise<Blob>} */ make, /** @type {string} */ file) => async () => {
    word.textContent = strings.drawing;
    const drawn = await ask(room, { kind: "journey-picture", shape });
    const made = drawn && (await make(drawn).catch(() => null));
    if (made) save(made, file);
    word.textContent = made ? strings["picture-saved"] : strings["not-drawn"];
  };
  return h(
    "div",
    { class: "journey-pictures" },
    h("h3", {}, strings.picture),
    h("p", { class: "samling-help" }, strings["picture-help"]),
    h(
      "div",
      { class: "samling-buttons" },
      button(strings["take-png"], take("screen", asPng, `${name}.png`), signal, { name: "png" }),
      button(strings["take-svg"], take("screen", asSvg, `${name}.svg`), signal, { quiet: true, name: "svg" }),
      button(strings["take-poster"], take("poster", asSvg, `${name}-A3.svg`), signal, { quiet: true, name: "poster" }),
    ),
    word,
  );
}

/** An approved sheet for the manager. @param {Room} room @param {{ id: string, title: string }} sheet */
export function sheetSaver(room, sheet) {
  const { strings, signal } = room;
  const word = h("p", { class: "samling-help", role: "status" });
  const take = (/** @type {(drawn: Drawn) => Promise<Blob>} */ make, /** @type {string} */ ending) => async () => {
    const drawn = await ask(room, { kind: "journey-sheet", sheet: sheet.id });
    const made = drawn && (await make(drawn).catch(() => null));
    if (made) save(made, `${sheet.title}.${ending}`);
    word.textContent = made ? strings["sheet-saved"] : strings["not-drawn"];
  };
  return h(
    "div",
    { class: "journey-saving" },
    h("p", {}, strings["save-sheet"]),
    h(
      "div",
      { class: "samling-buttons" },
      button(strings["as-picture"], take(asPng, "png"), signal, { quiet: true, name: "sheet-png" }),
      button(strings["as-drawing"], take(asSvg, "svg"), signal, { quiet: true, name: "sheet-svg" }),
      button(strings["as-text"], take(asText, "txt"), signal, { quiet: true, name: "sheet-txt" }),
    ),
    word,
  );
}

/** Ask the kernel to draw; null when it refuses or does not answer. @param {Room} room @param {Record<string, unknown>} what @returns {Promise<Drawn | null>} */
function ask({ board: { model }, signal }, what) {
  return new Promise((resolve) => {
    const request = nextRequest();
    const end = (/** @type {Drawn | null} */ drawn) => {
      clearTimeout(patience);
      model.off("msg:custom", hear);
      resolve(drawn);
    };
    const hear = (/** @type {any} */ message) => {
      if (message?.request === request) end(message.kind === what["kind"] ? message : null);
    };
    const patience = setTimeout(() => end(null), PATIENCE);
    signal.addEventListener("abort", () => end(null), { once: true });
    model.on("msg:custom", hear);
    model.send({ ...what, request });
  });
}

/** @param {Drawn} drawn */
async function asSvg({ svg }) {
  return new Blob([svg], { type: "image/svg+xml" });
}

/** @param {Drawn} drawn */
async function asText({ text = "" }) {
  return new Blob([text], { type: "text/plain;charset=utf-8" });
}

/** As a photograph of the drawing: twice as fine as it is on a screen, as far as a phone can make it. @param {Drawn} drawn @returns {Promise<Blob>} */
async function asPng(drawn) {
  const address = URL.createObjectURL(await asSvg(drawn));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const [wide, high] = [image.naturalWidth, image.naturalHeight];
    const scale = Math.min(2, WIDEST / wide, Math.sqrt(MOST_POINTS / (wide * high)));
    const canvas = h("canvas", { width: Math.round(wide * scale), height: Math.round(high * scale) });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The canvas gave no picture."))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
