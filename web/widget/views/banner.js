import { h } from "../../shared/dom.js";
import { standing, waitHint } from "../format.js";
import { STRINGS as T } from "../strings.js";

/** A place in the queue may change faster than it can be listened to: told this often at most, in milliseconds. */
const STEADY_MS = 15_000;

/**
 * Where the conversation stands and how the connection is: polite live regions, changed only when their text changes.
 *
 * @param {{onKeepBot: () => void, onCallback: () => void, onLeaveMessage: () => void}} options
 */
export function createBanner({ onKeepBot, onCallback, onLeaveMessage }) {
  /** @param {string} title @param {() => void} onclick */
  const way = (title, onclick) => h("button", { type: "button", class: "quiet", onclick }, title);
  const text = h("p", { class: "standing" });
  const hint = h("p", { class: "hint" });
  const later = [way(T.callback, onCallback), way(T.leaveMessage, onLeaveMessage)];
  const ways = h("div", { class: "ways-out" }, way(T.keepBot, onKeepBot), ...later);
  const banner = h("div", { class: "banner", hidden: true }, h("div", { role: "status" }, text, hint), ways);
  const link = h("p", { class: "link", role: "status" });
  const notice = h("p", { class: "notice", role: "alert" });
  let toldAt = 0;
  let timer = 0;
  let placed = false;
  let left = false;

  /** @param {HTMLElement} element @param {string} words */
  function say(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  /** @param {string} words @param {string} more @param {boolean} now Whether it cannot wait. */
  function tell(words, more, now) {
    clearTimeout(timer);
    if (text.textContent === words && hint.textContent === more) return;
    const patienceMs = toldAt + STEADY_MS - Date.now();
    if (!now && patienceMs > 0) {
      timer = setTimeout(() => tell(words, more, true), patienceMs);
      return;
    }
    toldAt = Date.now();
    say(text, words);
    say(hint, more);
  }

  return {
    root: h("div", { class: "banners" }, banner, link, notice),
    /** @param {import("../types.js").State} state */
    update(state) {
      const words = standing(state);
      const isQueued = state.mode === "queued";
      tell(words, isQueued ? waitHint(state, new Date()) : "", state.mode !== banner.dataset.mode || state.leftMessage !== left || !placed);
      placed = state.position !== null;
      left = state.leftMessage;
      banner.hidden = words === "";
      banner.dataset.mode = state.mode;
      ways.hidden = !isQueued;
      // Only a service that tells its hours can call back, or keep a message for later; who has left one has chosen.
      for (const button of later) button.hidden = state.hours === null || left;
      say(link, state.link === "offline" ? T.offline : state.link === "polling" ? T.polling : "");
      notice.classList.toggle("done", state.notice?.severity === "done");
      say(notice, state.notice?.text ?? "");
    },
  };
}
