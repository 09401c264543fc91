/** « Rendre à l’assistant »: what is settled, and a line for the next human. */

import { h } from "../../shared/dom.js";
import { questionsOf } from "../conversation_state.js";
import { HAND_BACK } from "../evidence_strings.js";
import { buildDialog, choiceSet, ticked } from "./dialog.js";

const MAX_SUMMARY_CHARS = 500; // as HandBack of the gateway

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {() => void} opens
 */
export function mountHandBack(root, { desk, store }) {
  const settled = h("div");
  const summary = h("input", {
    class: "field", id: "hand-back-summary", type: "text", maxlength: MAX_SUMMARY_CHARS, autocomplete: "off",
    "aria-describedby": "hand-back-help",
  });
  const give = () => desk.handBack({ summary: summary.value.trim() || null, settled: ticked(settled) });
  const box = buildDialog("hand-back", HAND_BACK.title, HAND_BACK.go, "primary", give,
    settled,
    h("label", { for: "hand-back-summary" }, HAND_BACK.summary), summary,
    h("p", { class: "help", id: "hand-back-help" }, HAND_BACK.summaryHelp),
    h("p", { class: "help" }, HAND_BACK.whatNext));
  root.append(box);
  return () => {
    const wants = questionsOf(store.get().open?.wants ?? []).map(({ intent, label }) => ({ value: intent, label }));
    settled.replaceChildren(...(wants.length > 0 ? [choiceSet("checkbox", "settled", HAND_BACK.settled, wants)] : []));
    summary.value = "";
    box.showModal();
    summary.focus();
  };
}
