/** Every dialog of the console; keyboard help and decisions on alerts are here, the others in files of their own. */

import { h } from "../../shared/dom.js";
import { DIALOGS, FILES, SHORTCUTS } from "../strings.js";
import { accessibilityLink } from "./accessibility_link.js";
import { mountClosing } from "./closing_view.js";
import { buildDialog } from "./dialog.js";
import { mountExport } from "./export_view.js";
import { mountHandBack } from "./hand_back_dialog.js";
import { mountHotline } from "./hotline_view.js";
import { mountMentions } from "./mentions_view.js";
import { mountSearch } from "./search_view.js";
import { mountTransfer } from "./transfer_view.js";

const MAX_REASON_CHARS = 1000; // as AlertDecision of the gateway

/** @typedef {import("../types.js").State} State */
/** @typedef {ReturnType<typeof mountDialogs>} Dialogs */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts */
export function mountDialogs(root, parts) {
  const { desk, store, memory } = parts;
  const openTransfer = mountTransfer(root, parts);
  const openClose = mountClosing(root, parts);
  const openHandBack = mountHandBack(root, parts);
  const openExport = mountExport(root, parts);
  const mentions = mountMentions(root, parts);
  const search = mountSearch(root, parts);
  const hotline = mountHotline(root, parts);

  const single = h("input", { type: "checkbox", id: "single-keys", onchange: () => {
    memory.setSingleKeys(single.checked);
    store.dispatch({ type: "single_keys_set", singleKeys: single.checked });
  } });
  const rows = SHORTCUTS.map(([keys, does]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, does)));
  const help = buildDialog("help", DIALOGS.helpTitle, "", "", () => undefined,
    h("p", { class: "check" }, single, " ", h("label", { for: "single-keys" }, DIALOGS.singleKeys)),
    h("table", { class: "shortcuts" }, h("tbody", {}, ...rows)), accessibilityLink());
  const decide = mountDecide(root, desk);
  root.append(help);

  return {
    openTransfer,
    openClose,
    openHandBack,
    openExport,
    openMentions: mentions.open,
    openSearch: search.open,
    openHotline: hotline.open,
    /** For the bar. */
    buttons: [search.button, mentions.button, hotline.button],
    openDecide: decide,
    openHelp: () => help.showModal(),
    /** @param {State} state */
    render(state) {
      single.checked = state.singleKeys;
      mentions.render(state);
      search.render(state);
      hotline.render(state);
    },
  };
}

/**
 * The reason for lifting or confirming an alert: one dialog each, so that their titles and buttons say which.
 *
 * @param {HTMLElement} root
 * @param {import("../desk.js").Desk} desk
 * @returns {import("./files_view.js").OnDecide}
 */
function mountDecide(root, desk) {
  let alertId = "";
  const build = (/** @type {"lift" | "confirm"} */ verb, /** @type {string} */ title, /** @type {string} */ look) => {
    const why = h("textarea", { class: "field", id: `${verb}-why`, rows: 3, required: true, minlength: 3, maxlength: MAX_REASON_CHARS });
    const box = buildDialog(verb, title, FILES[verb], look, () => desk.decide(alertId, verb, why.value.trim()),
      h("label", { for: `${verb}-why` }, DIALOGS.decideWhy), why, h("p", { class: "help" }, DIALOGS.decideHelp));
    // Spaces alone are no reason, and the browser would let them pass.
    why.addEventListener("input", () => why.setCustomValidity(why.value.trim().length < 3 ? DIALOGS.decideWhy : ""));
    root.append(box);
    return { box, why };
  };
  const dialogs = { lift: build("lift", DIALOGS.liftTitle, "primary"), confirm: build("confirm", DIALOGS.confirmTitle, "danger") };
  return (alert, verb) => {
    alertId = alert.id;
    const { box, why } = dialogs[verb];
    why.value = "";
    box.showModal();
    why.focus();
  };
}
