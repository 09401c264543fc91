/** What customers asked of the hotline: calls to make, complaints to read. */

import { h, icon } from "../../shared/dom.js";
import { keyed } from "../dom.js";
import { formatClock, formatDay, formatPhone, formatTime } from "../format.js";
import { withKey } from "../keyboard.js";
import { HOTLINE } from "../work_strings.js";
import { buildDialog } from "./dialog.js";
import { ICONS } from "./icons.js";

/**
 * @param {HTMLElement} root where dialogs are
 * @param {import("./app_view.js").Parts} parts
 */
export function mountHotline(root, { desk }) {
  const calls = h("ul", { class: "found-list" });
  const complaints = h("ul", { class: "found-list" });
  const noCall = h("p", { class: "nothing" });
  const noComplaint = h("p", { class: "nothing" });
  const box = buildDialog("hotline", HOTLINE.title, "", "", () => undefined,
    h("h3", {}, HOTLINE.callbacks), calls, noCall, h("h3", {}, HOTLINE.complaints), complaints, noComplaint);
  root.append(box);
  const open = () => {
    void desk.work.loadHotline();
    box.showModal();
  };
  const button = h("button", { class: "icon-button", type: "button", title: withKey(HOTLINE.title, "hotline"), "aria-label": HOTLINE.title, onclick: open }, icon(ICONS.phone));
  const visit = (/** @type {string} */ id) => () => {
    box.close();
    desk.open(id);
  };
  const entry = (/** @type {string} */ title, /** @type {string} */ when, /** @type {string} */ words, /** @type {string} */ conversation, /** @type {string} */ done, /** @type {() => void} */ onDone) =>
    h("li", { class: "found" }, h("span", { class: "found-top" }, h("b", {}, title), h("span", {}, when)), h("span", { class: "found-words" }, words),
      h("span", { class: "found-actions" },
        h("button", { class: "button", type: "button", onclick: onDone, "aria-label": `${done} – ${title}` }, done),
        h("button", { class: "text-button", type: "button", onclick: visit(conversation), "aria-label": `${HOTLINE.open} – ${title}` }, HOTLINE.open)));

  return {
    button,
    open,
    /** @param {import("../types.js").State} state */
    render({ work }) {
      const known = work.hotline;
      noCall.textContent = known ? HOTLINE.noCallback : HOTLINE.loading;
      noComplaint.textContent = known ? HOTLINE.noComplaint : HOTLINE.loading;
      noCall.hidden = (known?.callbacks.length ?? 0) > 0;
      noComplaint.hidden = (known?.complaints.length ?? 0) > 0;
      keyed(calls, known?.callbacks ?? [], {
        key: ({ id }) => id,
        stamp: () => "",
        build: (call) => entry(formatPhone(call.phone), HOTLINE.slot(formatDay(call.slot_start), formatClock(call.slot_start), formatClock(call.slot_end)),
          call.topic ?? "", call.conversation_id, HOTLINE.done, () => void desk.work.finish("callbackDone", call.id)),
      });
      keyed(complaints, known?.complaints ?? [], {
        key: ({ id }) => id,
        stamp: () => "",
        build: (each) => entry(each.about_title ?? HOTLINE.receipt(each.receipt), formatTime(each.at),
          each.text, each.conversation_id, HOTLINE.read, () => void desk.work.finish("complaintRead", each.id)),
      });
    },
  };
}
