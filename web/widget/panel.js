import { h } from "../shared/dom.js";
import { coversPage, followViewport, hasTouchKeyboard } from "./viewport.js";
import { createBanner } from "./views/banner.js";
import { createComposer } from "./views/composer.js";
import { createConfirm } from "./views/confirm.js";
import { createEnding } from "./views/ending.js";
import { createHeader } from "./views/header.js";
import { createLog } from "./views/log.js";
import { INITIAL } from "./state.js";
import { STRINGS as T } from "./strings.js";

/**
 * The open chat: puts the views together, and minds the focus.
 *
 * @typedef {object} PanelActions
 * @property {(text: string) => void} onSend
 * @property {(button: import("../shared/messages.js").Button) => void} onPick
 * @property {() => void} onRetry
 * @property {() => void} onTyping
 * @property {() => void} onKeepBot
 * @property {() => void} onCallback
 * @property {() => void} onLeaveMessage
 * @property {() => void} onAskHuman
 * @property {(seq: number, channel: import("./sharing.js").Channel) => Promise<string>} onShare Gives a sentence on how it went.
 * @property {(score: number) => void} onScore
 * @property {(comment: string) => void} onComment "" to pass.
 * @property {() => void} onRestart
 * @property {() => void} onAccept
 * @property {() => void} onDownload
 * @property {() => void} onErase
 * @property {() => void} onClose
 */

/**
 * @param {PanelActions} actions
 * @param {{title: string, server: string, suggestions: readonly string[]}} options
 */
export function createPanel(actions, { title, server, suggestions }) {
  const confirm = createConfirm({ onYes: actions.onErase, onDone: focusWriting });
  const header = createHeader({ ...actions, title, server, onErase: confirm.open });
  const banner = createBanner({
    onKeepBot: () => leave(actions.onKeepBot),
    onCallback: () => leave(actions.onCallback),
    onLeaveMessage: () => leave(actions.onLeaveMessage),
  });
  const log = createLog({
    suggestions,
    onSuggest: (text) => leave(() => actions.onSend(text)),
    onPick: (button) => leave(() => actions.onPick(button)),
    onAccept: () => leave(actions.onAccept),
    onRetry: () => leave(actions.onRetry),
    onShare: actions.onShare,
  });
  const ending = createEnding({ ...actions, onRestart: () => leave(actions.onRestart), onDone: focusWriting });
  const composer = createComposer(actions);
  const parts = [header, banner, log, ending, composer];
  const inside = h("div", { class: "panel", role: "dialog", lang: T.lang, "aria-labelledby": "title", hidden: true });
  inside.append(...parts.map((part) => part.root), confirm.root);
  inside.addEventListener("keydown", onKey);
  inside.addEventListener("click", (event) => {
    for (const part of [header, log]) part.clicked(event.composedPath()[0] ?? null);
  });
  let unfollow = () => {};
  let shown = INITIAL;
  let drafts = 0;

  /** Does what makes a button go away, then gives the focus a place to be. @param {() => void} act */
  function leave(act) {
    act();
    focusWriting();
  }

  function focusWriting() {
    if (shown.mode === "closed") ending.focus();
    else if (hasTouchKeyboard()) log.focus();
    else if (!log.focusTerms(shown)) composer.focus();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!header.closeMenu() && !log.closeMenu() && !confirm.close()) actions.onClose();
    } else if (event.key === "Tab" && coversPage() && confirm.root.hidden) keepInside(event);
  }

  /** Behind a panel that covers the page, Tab would walk through what cannot be seen. @param {KeyboardEvent} event */
  function keepInside(event) {
    const all = [...inside.querySelectorAll("button,textarea,a[href],[tabindex='0']")];
    const stops = all.filter((stop) => stop instanceof HTMLElement && !stop.matches(":disabled") && stop.offsetParent);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const other = event.shiftKey ? stops.at(-1) : stops[0];
    const here = /** @type {ShadowRoot} */ (inside.getRootNode()).activeElement;
    if (here !== edge || !(other instanceof HTMLElement)) return;
    event.preventDefault();
    other.focus();
  }

  return {
    root: inside,
    show() {
      inside.hidden = false;
      inside.setAttribute("aria-modal", String(coversPage()));
      unfollow = followViewport(inside);
      log.toNewest();
    },
    hide() {
      inside.hidden = true;
      unfollow();
    },
    focus: focusWriting,
    /** @param {import("./types.js").State} state */
    update(state) {
      const isClosing = state.mode === "closed" && shown.mode !== "closed";
      const hadFocus = composer.root.contains(/** @type {ShadowRoot} */ (inside.getRootNode()).activeElement);
      shown = state;
      const ownWords = state.outbox.length > drafts;
      drafts = state.outbox.length;
      for (const part of [header, banner, ending, composer]) part.update(state);
      log.update(state, ownWords || isClosing);
      if (isClosing && hadFocus) ending.focus();
    },
  };
}
