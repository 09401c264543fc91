import { unread } from "./selectors.js";

/**
 * Tells the page what happens, as events of the element: who, when and how many, never what was said.
 *
 * @typedef {import("./types.js").State} State
 */

/** @param {HTMLElement} host */
export function createTeller(host) {
  /** @param {string} event @param {object} [detail] */
  const tell = (event, detail = {}) => void host.dispatchEvent(new CustomEvent(`ecoute-${event}`, { detail }));
  let told = 0;
  return {
    tell,
    /** @param {State} state @param {State} before @param {boolean} open An open chat is read: nothing counts as unread. */
    changed(state, before, open) {
      const count = open ? 0 : unread(state);
      if (count !== told) tell("unread", { count });
      told = count;
      if (state.link === "offline" && before.link !== "offline") tell("error", { code: "offline" });
      if (!before.loaded || state.id !== before.id) return; // The past is no news.
      for (const { seq, sender } of state.messages) if (seq > before.lastSeq) tell("message", { seq, sender });
      if (state.mode === before.mode) return;
      tell("mode", { mode: state.mode, before: before.mode });
      if (state.mode === "queued") tell("handoff");
    },
  };
}
