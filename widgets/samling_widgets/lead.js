// `lead`: the mentor's run sheet.

import { root } from "./dom.js";

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el }) {
  el.append(root("lead", model.get("definition"), model.get("language")));
}

export default { render };
