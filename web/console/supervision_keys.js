/** The keys that lead to another page: g, then b for the board, h for the history, c for the conversations. */

import { can } from "./people_state.js";
import { PAGE_HASHES, writeHash } from "./route.js";

/** The second key counts this long after the first, in ms. */
const TOGETHER_MS = 1_500;

/**
 * @param {import("./live.js").Store} store
 * @param {{target: EventTarget, go: (hash: string) => void, now?: () => number}} parts
 */
export function bindSupervisionKeys(store, { target, go, now = Date.now }) {
  let pressedAt = -Infinity;
  target.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || isTaken(event, store.get())) return;
    const isSecond = now() - pressedAt < TOGETHER_MS;
    pressedAt = event.key === "g" ? now() : -Infinity;
    /** @type {Record<string, string | undefined>} */
    const places = { b: PAGE_HASHES.board, h: PAGE_HASHES.history, c: writeHash(store.get().openId) };
    const hash = isSecond ? places[event.key] : undefined;
    if (!hash) return;
    // b alone gives a conversation back to the bot, and c takes one.
    event.preventDefault();
    event.stopPropagation();
    go(hash);
  }, { capture: true });
}

/** @param {KeyboardEvent} event @param {import("./types.js").State} state @returns {boolean} the key is somebody else's */
function isTaken(event, state) {
  const inField = event.target instanceof Element && event.target.matches("input, textarea, select");
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  return inField || hasModifier || state.phase !== "desk" || !state.singleKeys || !can(state.account, "see_board")
    || !!document.querySelector("dialog[open]");
}
