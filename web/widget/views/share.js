import { h, icon } from "../../shared/dom.js";
import { SHARE } from "../icons.js";
import { CHANNELS } from "../sharing.js";
import { STRINGS as T } from "../strings.js";

/** How long a confirmation stays, in milliseconds: a link to copy by hand, longer. */
const SHOWN_MS = 6_000;
const SHOWN_MS_PER_CHAR = 400;
/** Between the button and its menu, in CSS pixels. */
const GAP_PX = 4;
const SCROLLED_PX = 4;

/**
 * « Partager », under an answer.
 *
 * @param {(button: HTMLButtonElement, last: boolean) => void} onOpen `last`: with the focus on the last way.
 */
export function createShareButton(onOpen) {
  const popup = { "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": T.shareLabel };
  const button = h("button", { type: "button", class: "share", ...popup }, icon(SHARE), T.share);
  button.addEventListener("click", () => onOpen(button, false));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onOpen(button, event.key === "ArrowUp");
  });
  return button;
}

/**
 * The one menu of all answers, outside of the log: what opens in there would be read out as news.
 *
 * @param {(seq: number, channel: import("../sharing.js").Channel) => Promise<string>} onShare Shares, and says how it went.
 */
export function createShareMenu(onShare) {
  const items = CHANNELS.map((channel) =>
    h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: () => choose(channel) }, T.channels[channel]),
  );
  const menu = h("div", { class: "menu ways", role: "menu", "aria-label": T.shareLabel, hidden: true, onkeydown: onKey }, ...items);
  const said = h("p", { class: "said", role: "status" });
  const root = h("div", { class: "sharing" }, menu, said);
  /** @type {HTMLButtonElement | null} */
  let button = null;
  let seq = 0;
  let timer = 0;
  let openedAt = Number.NaN;
  menu.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !menu.contains(next) && next !== button) close();
  });

  function close() {
    menu.hidden = true;
    button?.setAttribute("aria-expanded", "false");
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Tab") return leave(); // The focus goes on from the button.
    const at = items.findIndex((item) => item === event.target);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    const to = places[/** @type {keyof typeof places} */ (event.key)];
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length]?.focus();
  }

  function leave() {
    close();
    button?.focus({ preventScroll: true });
  }

  /** @param {import("../sharing.js").Channel} channel */
  function choose(channel) {
    leave();
    void onShare(seq, channel).then(say);
  }

  /** @param {string} text */
  function say(text) {
    clearTimeout(timer);
    said.replaceChildren(text);
    timer = setTimeout(() => said.replaceChildren(), Math.max(SHOWN_MS, text.length * SHOWN_MS_PER_CHAR));
  }

  /** Below the button, or above it when there is no room. @param {DOMRect} at */
  function place(at) {
    const frame = root.getBoundingClientRect();
    const below = at.bottom + GAP_PX + menu.offsetHeight <= frame.bottom;
    const top = below ? at.bottom + GAP_PX : Math.max(frame.top, at.top - GAP_PX - menu.offsetHeight);
    menu.style.top = `${top - frame.top}px`;
    menu.style.left = `${at.left - frame.left}px`;
  }

  return {
    root,
    /**
     * Closes the menu, which would stay behind; but not for what was scrolled before it opened, of which the
     * browser may tell late.
     * @param {number} top Where the log stands.
     */
    scrolled(top) {
      if (menu.hidden) return;
      if (Number.isNaN(openedAt)) openedAt = top;
      if (Math.abs(top - openedAt) > SCROLLED_PX) leave();
    },
    /** @param {HTMLButtonElement} from @param {number} ofSeq @param {boolean} last */
    open(from, ofSeq, last) {
      if (!menu.hidden && from === button) return leave();
      close();
      [button, seq] = [from, ofSeq];
      menu.hidden = false;
      openedAt = Number.NaN;
      from.setAttribute("aria-expanded", "true");
      place(from.getBoundingClientRect());
      items.at(last ? -1 : 0)?.focus();
    },
    /** @returns {boolean} Whether the menu was open, and is now closed. */
    closeMenu() {
      if (menu.hidden) return false;
      leave();
      return true;
    },
    /** Closes the menu when something else is clicked. @param {EventTarget | null} target */
    clicked(target) {
      const node = /** @type {Node | null} */ (target);
      if (!menu.contains(node) && !button?.contains(node)) close();
    },
  };
}
