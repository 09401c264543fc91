/** Gives a conversation to a colleague or to the queue, with a private note. */

import { h } from "../../shared/dom.js";
import { MAX_TEXT_CHARS } from "../sending.js";
import { colleaguesOf } from "../work.js";
import { TRANSFER } from "../work_strings.js";
import { buildDialog, choiceSet, ticked } from "./dialog.js";

/** @typedef {import("../work_state.js").Colleague} Colleague */

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {() => void} opens
 */
export function mountTransfer(root, { desk, store }) {
  const typed = h("input", { class: "field", id: "transfer-to", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "transfer-help" });
  const byName = h("div", {}, h("label", { for: "transfer-to" }, TRANSFER.username), typed,
    h("p", { class: "help", id: "transfer-help" }, TRANSFER.usernameHelp));
  const list = h("div");
  const note = h("textarea", { class: "field", id: "transfer-note", rows: 3, maxlength: MAX_TEXT_CHARS });
  const onGo = () => desk.work.transfer(byName.hidden ? (ticked(list)[0] ?? "") : typed.value, note.value);
  const box = buildDialog("transfer", TRANSFER.title, TRANSFER.go, "primary", onGo,
    list, byName, h("label", { for: "transfer-note", class: "apart" }, TRANSFER.note), note);
  root.append(box);
  return () => {
    desk.work.loadColleagues(); // For the next time: who is there changes slowly.
    const colleagues = colleaguesOf(store.get());
    typed.value = note.value = "";
    byName.hidden = colleagues.length > 0;
    list.replaceChildren(...(byName.hidden ? [choiceSet("radio", "transfer-choice", TRANSFER.to, choicesOf(colleagues))] : []));
    const first = list.querySelector("input");
    if (first) first.checked = true;
    box.showModal();
    (first ?? typed).focus();
  };
}

/** @param {Colleague[]} colleagues @returns {{value: string, label: string, hint: string}[]} the queue first, then those who can take it */
function choicesOf(colleagues) {
  const rank = (/** @type {Colleague} */ each) => (isThere(each) ? 0 : 1);
  const sorted = [...colleagues].sort((a, b) => rank(a) - rank(b) || (a.load ?? 0) - (b.load ?? 0) || a.name.localeCompare(b.name, "fr"));
  const people = sorted.map((each) => ({ value: each.username, label: each.name, hint: hintOf(each) }));
  return [{ value: "", label: TRANSFER.queue, hint: TRANSFER.queueHint }, ...people];
}

/** @param {Colleague} each */
function isThere({ availability, connected }) {
  return connected !== false && availability !== "away";
}

/** @param {Colleague} each */
function hintOf(each) {
  if (each.availability === undefined && each.connected === undefined) return `@${each.username}`;
  const standing = each.connected === false ? TRANSFER.offline : isThere(each) ? TRANSFER.here : TRANSFER.away;
  const load = each.load === undefined || each.capacity === undefined ? "" : ` · ${TRANSFER.load(each.load, each.capacity)}`;
  return standing + load;
}
