// Asking the kernel to do something, and saying so when it was not done.

import { h } from "./dom.js";

/**
 * `act` resolves to whether it was done; `alarm` says why not, until the next one is.
 * @param {import("./board.js").Board} board
 * @param {Record<string, string>} strings
 * @returns {{ act: (action: string, more?: object) => Promise<boolean>, alarm: HTMLElement }}
 */
export function acting(board, strings) {
  const alarm = h("p", { class: "samling-alarm", role: "alert" });
  const act = async (/** @type {string} */ action, /** @type {object | undefined} */ more) => {
    const { reason } = await board.act(action, more);
    alarm.textContent = reason === "" ? "" : reason === "no-answer" ? strings["not-done"] : strings[`board-${reason}`] ?? strings["board-database"];
    return reason === "";
  };
  return { act, alarm };
}
