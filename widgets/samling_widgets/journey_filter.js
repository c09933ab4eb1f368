// "Only what is new since last time": there once the journey holds something from an earlier gathering.

import { button } from "./board_parts.js";
import { fill, h } from "./dom.js";
import { isEarlier, memory } from "./journey_room.js";

/** @param {import("./journey_room.js").Room} room */
export function filter(room) {
  const { strings, open, journey } = room;
  const element = h("div", { class: "journey-filter" });
  const changed = memory();
  const update = () => {
    const all = [...journey.notes().values()].flat();
    const fresh = all.filter(({ value }) => !isEarlier(room, value)).length;
    const both = fresh > 0 && fresh < all.length;
    if (!both && open.onlyNew) {
      open.onlyNew = false;
      room.draw();
      return;
    }
    if (!changed("filter", [both, fresh, open.onlyNew])) return;
    const press = () => { open.onlyNew = !open.onlyNew; room.draw(); };
    const held = element.contains(document.activeElement);
    const only = button(fill(strings["only-new"], { count: fresh }), press, room.signal, { quiet: true, name: "only-new", pressed: open.onlyNew });
    element.replaceChildren(...(both ? [only] : []));
    if (held) only.focus({ preventScroll: true });
  };
  return { element, update };
}
