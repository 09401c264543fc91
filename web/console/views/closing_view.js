/** Ends a conversation: how it ended, what it was about, a line for whoever comes next. */

import { h } from "../../shared/dom.js";
import { MAX_TEXT_CHARS } from "../sending.js";
import { RESOLUTIONS } from "../words.js";
import { CLOSING } from "../work_strings.js";
import { buildDialog, choiceSet, ticked } from "./dialog.js";

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {() => void} opens
 */
export function mountClosing(root, { desk, store }) {
  const outcomes = Object.entries(RESOLUTIONS).map(([value, label]) => ({ value, label }));
  const outcome = choiceSet("radio", "resolution", CLOSING.resolution, outcomes);
  const tagBox = h("div");
  const summary = h("textarea", { class: "field", id: "close-summary", rows: 2, maxlength: MAX_TEXT_CHARS });
  const onGo = () => desk.work.close({
    resolution: ticked(outcome)[0] ?? null, tags: ticked(tagBox), summary: summary.value.trim() || null,
  });
  const box = buildDialog("close", CLOSING.title, CLOSING.go, "danger", onGo,
    h("p", { class: "help" }, CLOSING.lead), outcome, tagBox, h("label", { for: "close-summary" }, CLOSING.summary), summary);
  // One more than allowed cannot be ticked.
  tagBox.addEventListener("change", () => {
    const isFull = ticked(tagBox).length >= store.get().work.closing.most;
    for (const input of tagBox.querySelectorAll("input")) input.disabled = isFull && !input.checked;
  });
  root.append(box);
  return () => {
    const { tags, most } = store.get().work.closing;
    const choices = tags.map(({ id, title }) => ({ value: id, label: title }));
    tagBox.replaceChildren(...(choices.length > 0 ? [choiceSet("checkbox", "tags", CLOSING.tags(most), choices)] : []));
    for (const input of outcome.querySelectorAll("input")) input.checked = false;
    summary.value = "";
    box.showModal();
    outcome.querySelector("input")?.focus();
  };
}
