/** Brings a message of the transcript under the agent's eyes. */

const SHOWN_MS = 2_000;

/**
 * @param {import("../live.js").Store} store
 * @param {number} seq of the message
 */
export function jumpTo(store, seq) {
  if (store.get().pane !== "talk") store.dispatch({ type: "pane_chosen", pane: "talk" });
  // A narrow screen draws the pane first, and a frame later the transcript goes to its end: only then does it stay.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const line = document.querySelector(`.talk .lines .line[data-seq="${seq}"]`);
    if (!(line instanceof HTMLElement)) return;
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "center" });
    line.classList.add("pointed");
    setTimeout(() => line.classList.remove("pointed"), SHOWN_MS);
  }));
}
