/** The switch of the browser's notifications, beside that of the sound. */

import { h, icon } from "../../shared/dom.js";
import { setAttribute } from "../dom.js";
import { NOTICES } from "../supervision_strings.js";
import { ICONS } from "./icons.js";

/** @param {import("../browser_notices.js").BrowserNotices} notices */
export function mountNoticeSwitch(notices) {
  const element = h("button", { class: "icon-button", type: "button", "aria-label": NOTICES.name, onclick: () => void notices.toggle() });
  let drawn = "";
  return {
    element,
    render() {
      const on = String(notices.isOn());
      if (drawn === on) return;
      drawn = on;
      element.replaceChildren(icon(notices.isOn() ? ICONS.bell : ICONS.bellOff));
      setAttribute(element, "aria-pressed", on);
      setAttribute(element, "title", notices.isOn() ? NOTICES.on : NOTICES.off);
    },
  };
}
