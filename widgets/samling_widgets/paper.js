// `paper`: the page «On paper». What it takes to print is fetched when somebody comes here, and not before.

import { root } from "./dom.js";
import { lifetime } from "./field.js";

const PLACE = "#paper";

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal: outer }) {
  const { signal, end } = lifetime(outer);
  const page = root("paper", model.get("definition"), model.get("language"), model.get("role"));
  el.append(page);
  let wanted = "";
  /** @type {Promise<typeof import("./paper_page.js")> | null} */ let fetched = null;
  const come = async () => {
    // In JupyterLab there are no places to go to: it stands open.
    if (el.closest("section[id]") && location.hash !== PLACE) return;
    const here = fetched !== null;
    fetched ??= import("./paper_page.js");
    const { choose, draw } = await fetched.catch((error) => { fetched = null; throw error; });
    if (signal.aborted) return;
    if (here) choose(page, wanted);
    else draw(page, model, wanted, signal);
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-print]") : null;
    if (link) wanted = link.getAttribute("data-print") ?? "";
  }, { signal });
  addEventListener("hashchange", come, { signal });
  come();
  return end;
}

export default { render };
