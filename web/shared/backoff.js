/**
 * How long to wait before trying again.
 *
 * @typedef {object} BackoffLimits
 * @property {number} baseMs First ceiling, in milliseconds.
 * @property {number} maxMs Highest ceiling, in milliseconds.
 */

/** Quick at first, because most drops are a lift or a tunnel; then gentle with a server that is restarting. */
export const RECONNECT = Object.freeze({ baseMs: 500, maxMs: 20_000 });

/**
 * Gives the delay before an attempt: exponential, with half of it drawn at random.
 *
 * The random half spreads out the browsers that lost the same server at the same instant.
 *
 * @param {number} attempt Number of failures so far, 0 for the first retry.
 * @param {BackoffLimits} [limits]
 * @param {() => number} [random] Uniform in [0, 1).
 * @returns {number} Milliseconds, between half the ceiling and the ceiling.
 */
export function backoffMs(attempt, limits = RECONNECT, random = Math.random) {
  const ceiling = Math.min(limits.maxMs, limits.baseMs * 2 ** Math.min(Math.max(attempt, 0), 30));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
