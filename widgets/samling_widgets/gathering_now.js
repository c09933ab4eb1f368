// What is now in the gathering, as every page of it sees it. The kernel's own is `lead_now.under_way`.

/** Seconds after which what stands as now is another day's, and nothing is now. */
const ANOTHER_DAY = 6 * 3600;

/** @param {import("./board.js").Board} board @returns {Record<string, any> | null} */
export function underWay(board) {
  const now = board.value("lead-now");
  return now && board.now() - now.since <= ANOTHER_DAY ? now : null;
}
