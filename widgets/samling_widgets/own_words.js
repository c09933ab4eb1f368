// What this page wrote on a board and somebody else wrote over since, so that nobody's words go without a word about it.
// In memory only: who wrote what is stored nowhere.

/** @typedef {import("./board.js").Board} Board */

/** The texts of one page's own. */
export class OwnWords {
  /** @type {Map<string, string>} */ #wrote = new Map();
  /** @type {Map<string, string>} */ #replaced = new Map();

  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    board.show((changed) => changed?.forEach((name) => this.#look(name)));
  }

  /** What stood there of this page's own before somebody wrote over it, until it is read. @param {string} name */
  replaced(name) {
    return this.#replaced.get(name) ?? null;
  }

  /** It has been read. @param {string} name */
  read(name) {
    this.#replaced.delete(name);
  }

  /** @param {string} name */
  #look(name) {
    const own = this.board.state(name);
    const stands = this.board.told.get(name)?.value?.text;
    const wrote = this.#wrote.get(name);
    // What was refused never stood there, and whoever chooses between two has seen both.
    if (own?.state === "clash" || own?.state === "refused") this.#wrote.delete(name);
    else if (own) this.#writes(name, own.value?.text, stands);
    else if (wrote !== undefined && typeof stands === "string" && stands !== wrote) {
      this.#replaced.set(name, wrote);
      this.#wrote.delete(name);
    }
  }

  /** Only another text is one's own: a note that was moved or marked keeps its writer. @param {string} name @param {unknown} text @param {unknown} stands */
  #writes(name, text, stands) {
    if (typeof text !== "string" || text === stands) return;
    this.#wrote.set(name, text);
    this.#replaced.delete(name);
  }
}
