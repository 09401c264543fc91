/** The top bar: who I am, the link with the gateway, sound, help; then the banner and what is announced. */

import { h, icon } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { foreignClock } from "../format.js";
import { withKey } from "../keyboard.js";
import { can } from "../people_state.js";
import { APP, BAR } from "../strings.js";
import { WHO } from "../queue_strings.js";
import { UNDO } from "../work_strings.js";
import { mountAvailability } from "./availability_view.js";
import { mountAccountMenu } from "./account_menu_view.js";
import { shownSupervision } from "../supervision_state.js";
import { ICONS } from "./icons.js";
import { mountNoticeSwitch } from "./notice_switch.js";
import { mountSupervisionNav } from "./supervision_nav.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Pane} Pane */

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @param {import("./dialogs_view.js").Dialogs} dialogs
 * @param {{openWho: () => void}} agents
 * @returns {(state: State) => void}
 */
export function mountBar(root, parts, dialogs, agents) {
  const { desk, store, memory, notices } = parts;
  const nav = mountSupervisionNav();
  const bell = mountNoticeSwitch(notices);
  const work = mountAvailability(parts);
  const who = h("button", { class: "icon-button", type: "button", title: `${WHO.button} (q)`, "aria-label": WHO.button, onclick: agents.openWho }, icon(ICONS.people));
  const link = h("span", { class: "link" });
  const clock = h("span", { class: "faint" });
  const menu = mountAccountMenu();
  const setSound = () => {
    const sound = !store.get().sound;
    memory.setSound(sound);
    store.dispatch({ type: "sound_set", sound });
  };
  const sound = h("button", { class: "icon-button", type: "button", onclick: setSound });
  const help = h("button", { class: "icon-button", type: "button", title: `${BAR.help} (?)`, "aria-label": BAR.help, onclick: () => dialogs.openHelp() }, icon(ICONS.keys));
  const out = h("button", { class: "icon-button", type: "button", title: BAR.logout, "aria-label": BAR.logout, onclick: () => void desk.logout() }, icon(ICONS.out));
  const { tabs, renderTabs } = paneTabs(store);
  const banner = h("p", { class: "banner", role: "status" });
  const toast = h("span", { role: "status" });
  const undo = h("button", { class: "text-button undo", type: "button", title: withKey(UNDO.button, "undo"), onclick: () => void desk.work.undo() }, UNDO.button);
  const undoBox = h("p", { class: "toast" }, toast, undo);
  const alert = h("p", { class: "toast error", role: "alert" });
  const announcement = h("p", { class: "sr-only", "aria-live": "polite" });
  root.append(
    h("div", { class: "bar-row" }, h("h1", { class: "brand" }, h("span", { class: "logo" }, icon(ICONS.ear)), APP), nav.element, tabs,
      h("div", { class: "bar-end" }, clock, link, menu.element, work.node, who, ...dialogs.buttons, sound, bell.element, help, out)),
    banner, undoBox, alert, announcement);

  let soundDrawn = "";
  return (state) => {
    renderTabs(state);
    nav.render(state);
    menu.render(state);
    bell.render();
    tabs.hidden = shownSupervision(state) !== null;
    work.render(state);
    link.hidden = !can(state.account, "see_conversations"); // Nothing connects then.
    setText(link, BAR[state.link]);
    const place = foreignClock(new Date());
    clock.hidden = place === "";
    setText(clock, place && BAR.clockOf(place));
    setAttribute(link, "data-link", state.link);
    setText(banner, state.link === "offline" ? BAR.reconnecting : "");
    setText(toast, state.toast?.kind === "info" ? state.toast.text : "");
    undo.hidden = !state.toast?.undo;
    setText(alert, state.toast?.kind === "error" ? state.toast.text : "");
    setText(announcement, state.announcement);
    if (soundDrawn === String(state.sound)) return;
    soundDrawn = String(state.sound);
    sound.replaceChildren(icon(state.sound ? ICONS.sound : ICONS.mute));
    setAttribute(sound, "aria-pressed", soundDrawn);
    setAttribute(sound, "aria-label", BAR.sound);
    setAttribute(sound, "title", state.sound ? BAR.soundOn : BAR.soundOff);
  };
}

/** Three buttons that only a narrow screen shows. @param {import("../live.js").Store} store */
function paneTabs(store) {
  const panes = /** @type {Pane[]} */ (["list", "talk", "evidence"]);
  const buttons = panes.map((pane) =>
    h("button", { class: "tab", type: "button", onclick: () => store.dispatch({ type: "pane_chosen", pane }) }, BAR.panes[pane]));
  return {
    tabs: h("div", { class: "tabs", role: "group", "aria-label": BAR.panesTitle }, ...buttons),
    renderTabs: (/** @type {State} */ state) =>
      buttons.forEach((button, index) => setAttribute(button, "aria-pressed", String(panes[index] === state.pane))),
  };
}
