/** Ways to notice a new conversation without looking: the tab's title, and a short sound when asked for. */

import { APP, LISTS } from "./strings.js";

/** @typedef {import("./types.js").State} State */

/** @param {State} state @returns {string} with the number of people to look after: waiting, then unread */
export function tabTitle(state) {
  if (state.phase !== "desk") return `${APP} – console des agents`;
  const unread = Object.keys(state.unread).length;
  const marks = [state.waiting.length > 0 ? `(${state.waiting.length})` : "", unread > 0 ? "●" : ""];
  return [...marks, LISTS.waiting, "–", APP].filter(Boolean).join(" ");
}

/** @param {State} state @param {State} before @returns {boolean} someone came to the queue, or wrote to me */
export function isNews(state, before) {
  if (before.queueAt === 0) return false; // What was there at the start is no news.
  const known = new Set([...before.waiting, ...before.active].map(({ id }) => id));
  const arrived = state.waiting.some(({ id }) => !known.has(id));
  const total = (/** @type {State} */ { unread }) => Object.values(unread).reduce((sum, n) => sum + n, 0);
  return arrived || total(state) > total(before);
}

/** Two soft notes. Browsers allow it only after a click or a key, which the sound's own switch is. */
export function createChime() {
  /** @type {AudioContext | null} */
  let audio = null;
  return () => {
    audio ??= new AudioContext();
    void audio.resume(); // After a reload it starts asleep, until the first click.
    const start = audio.currentTime;
    for (const [index, hertz] of [659, 880].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const at = start + index * 0.14;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.32);
    }
  };
}
