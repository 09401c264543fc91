/** Days of the history's period picker. Pure: today is given. */

/** @param {Date} date @returns {string} the reader's own day, `YYYY-MM-DD` */
export function isoDay(date) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * @param {number} days how many, today included
 * @param {Date} today
 * @returns {{from: string, to: string}}
 */
export function lastDays(days, today) {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (days - 1));
  return { from: isoDay(first), to: isoDay(today) };
}

/** @param {{from: string, to: string}} period @returns {boolean} both are days, in this order */
export function isPeriod({ from, to }) {
  const isDay = (/** @type {string} */ day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return isDay(from) && isDay(to) && from <= to;
}

/**
 * @param {Record<string, string>} query
 * @returns {string} the query of an address; what is empty is left out
 */
export function queryString(query) {
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
}
