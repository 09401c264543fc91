import { h } from "../shared/dom.js";
import { STRINGS as T } from "./strings.js";

/**
 * Has the launcher say what it does now and how much is new behind it, and says aloud what comes in while it is closed.
 *
 * @param {HTMLButtonElement} launcher
 */
export function createLauncherName(launcher) {
  const news = h("p", { class: "sr-only", role: "status" });
  return {
    root: news,
    /** @param {boolean} open @param {number} unread */
    update(open, unread) {
      const count = open ? 0 : unread;
      launcher.dataset.unread = count > 0 ? String(Math.min(count, 99)) : "";
      const closed = count > 0 ? T.launcherUnread(count) : T.launcher;
      const name = open ? T.launcherClose : closed;
      if (launcher.getAttribute("aria-label") !== name) launcher.setAttribute("aria-label", name);
      const text = count > 0 ? T.unread(count) : "";
      if (news.textContent !== text) news.textContent = text;
    },
  };
}
