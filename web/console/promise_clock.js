/** What the service owes a customer next, as it stands now. Pure functions. */

import { formatDuration } from "./format.js";
import { CLOCKS, CLOCKS_SPOKEN, TIME } from "./time_strings.js";

/** @typedef {import("./types.js").Promised} Promised */

/** A promise looks pressing when so many seconds are left. */
export const PRESSING_S = 60;
/** Above so many seconds, seconds are noise. */
const MINUTES_FROM_S = 600;

/**
 * @param {Promised} promise as the gateway sent it
 * @param {number} saidAt browser clock, in ms, when it was sent
 * @param {number} now browser clock, in ms
 * @returns {number} seconds left, below zero when it was missed; only one clock is read, so a wrong one does no harm
 */
export function leftS(promise, saidAt, now) {
  return promise.left_s - Math.max(0, now - saidAt) / 1000;
}

/** @param {number} left seconds @returns {"calm" | "warning" | "alarm"} */
export function promiseTone(left) {
  if (left <= 0) return "alarm";
  return left <= PRESSING_S ? "warning" : "calm";
}

/** @param {string} clock @param {number} left seconds @returns {string} `1re réponse : 2 min 05 s`, `Résolution : +3 min` */
export function promiseWords(clock, left) {
  const name = CLOCKS[clock] ?? clock;
  return left > 0 ? TIME.left(name, shortly(left)) : TIME.late(name, shortly(-left));
}

/** @param {string} clock @param {number} left seconds @returns {string} a sentence for screen readers */
export function promiseSpoken(clock, left) {
  const name = CLOCKS_SPOKEN[clock] ?? clock;
  return left > 0 ? TIME.spokenLeft(name, shortly(left)) : TIME.spokenLate(name, shortly(-left));
}

/** @param {number} seconds */
function shortly(seconds) {
  // Rounded up to the minute: nobody is told that he has less time than he has.
  return seconds < MINUTES_FROM_S ? formatDuration(seconds) : formatDuration(Math.ceil(seconds / 60) * 60).replace(/\u202f0+\u202f(s|min)$/, "");
}
