/** In the bar: whether I take new conversations, and how many I hold. */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { meAtWork } from "../queue_state.js";
import { WORK } from "../queue_strings.js";

/**
 * @param {import("./app_view.js").Parts} parts
 * @returns {{node: HTMLElement, render: (state: import("../types.js").State) => void}}
 */
export function mountAvailability({ desk }) {
  const words = h("span", {});
  const button = h("button", { class: "availability", type: "button", role: "switch", onclick: () => void desk.toggleAvailability() },
    h("span", { class: "knob", "aria-hidden": "true" }), words);
  const load = h("span", { class: "load" });
  const node = h("span", { class: "work" }, button, load);
  return {
    node,
    render(state) {
      const me = meAtWork(state);
      node.hidden = me === null;
      if (!me) return;
      const isHere = me.availability === "available";
      setAttribute(button, "aria-checked", String(isHere));
      setAttribute(button, "title", `${isHere ? WORK.availableHelp : WORK.awayHelp} (d)`);
      setText(words, isHere ? WORK.available : WORK.away);
      setText(load, WORK.load(me.load, me.capacity));
      setAttribute(load, "title", WORK.loadHelp(me.load, me.capacity));
      setAttribute(load, "data-full", String(me.load >= me.capacity));
    },
  };
}
