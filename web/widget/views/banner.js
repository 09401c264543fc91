import { h } from "../../shared/dom.js";
import { standing } from "../format.js";
import { STRINGS as T } from "../strings.js";

/** Where the conversation stands and how the connection is: polite live regions, changed only when their text changes. */

/** @param {{onKeepBot: () => void}} options */
export function createBanner({ onKeepBot }) {
  const text = h("p", { class: "standing" });
  const hint = h("p", { class: "hint", hidden: true }, T.queuedHint);
  const status = h("div", { role: "status" }, text, hint);
  const keepBot = h("button", { type: "button", class: "quiet", hidden: true, onclick: onKeepBot }, T.keepBot);
  const banner = h("div", { class: "banner", hidden: true }, status, keepBot);
  const link = h("p", { class: "link", role: "status" });
  const notice = h("p", { class: "notice", role: "alert" });
  const root = h("div", { class: "banners" }, banner, link, notice);

  /** @param {HTMLElement} element @param {string} words */
  function say(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  return {
    root,
    /** @param {import("../types.js").State} state */
    update(state) {
      const words = standing(state);
      banner.hidden = words === "";
      banner.dataset.mode = state.mode;
      say(text, words);
      const isQueued = state.mode === "queued";
      hint.hidden = !isQueued;
      keepBot.hidden = !isQueued;
      say(link, state.link === "offline" ? T.offline : state.link === "polling" ? T.polling : "");
      say(notice, state.notice?.text ?? "");
    },
  };
}
