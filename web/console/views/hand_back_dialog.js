/** « Rendre à l’assistant »: what is settled, and a line for the next human. */

import { h } from "../../shared/dom.js";
import { HAND_BACK } from "../evidence_strings.js";
import { dialog } from "./dialogs_view.js";

const MAX_SUMMARY_CHARS = 500; // as HandBack of the gateway

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts */
export function mountHandBack(root, { desk, store }) {
  const settled = h("fieldset", { class: "settled" });
  const summary = h("input", {
    class: "field", id: "hand-back-summary", type: "text", maxlength: MAX_SUMMARY_CHARS, autocomplete: "off",
    "aria-describedby": "hand-back-help",
  });
  const give = () => {
    const ticked = /** @type {NodeListOf<HTMLInputElement>} */ (settled.querySelectorAll("input:checked"));
    desk.handBack({ summary: summary.value.trim() || null, settled: [...ticked].map(({ value }) => value) });
  };
  const box = dialog("hand-back", HAND_BACK.title, HAND_BACK.go, "primary", give,
    settled,
    h("label", { for: "hand-back-summary" }, HAND_BACK.summary), summary,
    h("p", { class: "help", id: "hand-back-help" }, HAND_BACK.summaryHelp),
    h("p", { class: "help" }, HAND_BACK.whatNext));
  root.append(box);
  return {
    openHandBack() {
      const wants = store.get().open?.wants ?? [];
      settled.hidden = wants.length === 0;
      settled.replaceChildren(h("legend", {}, HAND_BACK.settled), ...wants.map(({ intent, label }) =>
        h("label", { class: "tick" }, h("input", { type: "checkbox", value: intent }), " ", label)));
      summary.value = "";
      box.showModal();
      summary.focus();
    },
  };
}
