/** The moment in which a reply can still be taken back: a line under the transcript, with its button. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { heldReply } from "../outbox_state.js";
import { HELD } from "../work_strings.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {{desk: import("../desk.js").Desk}} parts
 * @returns {{element: HTMLElement, render: (state: State) => void}}
 */
export function mountHeld({ desk }) {
  const words = h("span", {});
  const left = h("span", { class: "held-left", "aria-hidden": "true" });
  const element = h("p", { class: "held", hidden: true }, left, words,
    h("button", { class: "text-button", type: "button", title: HELD.keys, "data-action": "unsend", onclick: () => {
      desk.unsend();
      queueMicrotask(() => queueMicrotask(() => document.getElementById("composer-text")?.focus()));
    } }, HELD.button));
  let drawn = "";
  return {
    element,
    render(state) {
      const held = heldReply(state);
      element.hidden = !held;
      if (!held) return;
      setText(words, held.id === state.openId ? HELD.here : HELD.elsewhere);
      if (held.message_id === drawn) return;
      drawn = held.message_id;
      element.style.setProperty("--hold", `${state.holdMs}ms`);
      left.replaceChildren(h("span", {})); // A new element starts the animation again.
    },
  };
}
