/** Dialogs: transfer, close, keyboard help. The browser's own <dialog> traps focus and gives it back. */

import { h } from "../../shared/dom.js";
import { isMe } from "../agents.js";
import { MAX_TEXT_CHARS } from "../sending.js";
import { DIALOGS, FILES, SHORTCUTS } from "../strings.js";
import { buildDialog } from "./dialog.js";
import { mountHandBack } from "./hand_back_dialog.js";

const MAX_REASON_CHARS = 1000; // as AlertDecision of the gateway

/** @typedef {import("../types.js").State} State */
/** @typedef {ReturnType<typeof mountDialogs>} Dialogs */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts */
export function mountDialogs(root, parts) {
  const { desk, store, memory } = parts;
  const openHandBack = mountHandBack(root, parts);
  const names = h("datalist", { id: "agents" });
  const to = h("input", { class: "field", id: "transfer-to", list: "agents", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const note = h("textarea", { class: "field", id: "transfer-note", rows: 3, maxlength: MAX_TEXT_CHARS });
  const transfer = buildDialog("transfer", DIALOGS.transferTitle, DIALOGS.transferGo, "primary", () => desk.transfer(to.value, note.value),
    h("label", { for: "transfer-to" }, DIALOGS.transferTo), to, names, h("p", { class: "help" }, DIALOGS.transferHelp),
    h("label", { for: "transfer-note" }, DIALOGS.transferNote), note);
  const close = buildDialog("close", DIALOGS.closeTitle, DIALOGS.closeGo, "danger", () => desk.command("close"),
    h("p", {}, DIALOGS.closeText));

  const single = h("input", { type: "checkbox", id: "single-keys", onchange: () => {
    memory.setSingleKeys(single.checked);
    store.dispatch({ type: "single_keys_set", singleKeys: single.checked });
  } });
  const rows = SHORTCUTS.map(([keys, does]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, does)));
  const help = buildDialog("help", DIALOGS.helpTitle, "", "", () => undefined,
    h("table", { class: "shortcuts" }, h("tbody", {}, ...rows)),
    h("p", { class: "check" }, single, " ", h("label", { for: "single-keys" }, DIALOGS.singleKeys)));
  const decide = mountDecide(root, desk);
  root.append(transfer, close, help);

  return {
    openTransfer() {
      to.value = note.value = "";
      transfer.showModal();
      to.focus();
    },
    openClose: () => close.showModal(),
    openHandBack,
    openDecide: decide,
    openHelp: () => help.showModal(),
    /** @param {State} state */
    render(state) {
      single.checked = state.singleKeys;
      const others = state.active.flatMap(({ agent }) => agent?.username && !isMe(agent, state.me) ? [agent] : []);
      const known = [...new Map(others.map((agent) => [agent.username, agent])).values()];
      if (names.children.length === known.length) return;
      names.replaceChildren(...known.map((agent) => h("option", { value: agent.username ?? "" }, agent.name)));
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
