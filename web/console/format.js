/** Numbers, dates and durations as French readers write them. Pure functions, but for the clock that moments are said by. */

const NARROW = "\u202f"; // narrow no-break space, between a number and its unit
const MINUS = "\u2212";

/** A wait gets a warning colour, then an alarm colour, after these many seconds. */
export const WAIT_WARNING_S = 120;
export const WAIT_ALARM_S = 300;

const DAY_MS = 86_400_000;
/** @type {Intl.DateTimeFormatOptions} */
const HOUR = { hour: "2-digit", minute: "2-digit" };
/** @param {string} [timeZone] IANA name; the reader's own without one */
const formatsOf = (timeZone) => {
  const format = (/** @type {Intl.DateTimeFormatOptions} */ parts) => new Intl.DateTimeFormat("fr-FR", { ...parts, timeZone });
  return {
    clock: format(HOUR),
    dayAndClock: format({ weekday: "short", day: "numeric", month: "short", ...HOUR }),
    day: format({ weekday: "long", day: "numeric", month: "long" }),
    date: format({ dateStyle: "short" }),
    moment: format({ day: "numeric", month: "short", year: "numeric", ...HOUR }),
  };
};
const OWN = formatsOf();
let formats = OWN;

/**
 * Says every moment by the desk's clock from now on, so that all agents and the bot's words name the same hour.
 *
 * @param {string} [timeZone] IANA name, from the gateway; one that this browser does not know changes nothing
 */
export function goByClockOf(timeZone) {
  try {
    formats = formatsOf(timeZone);
  } catch {
    // An old browser and a young zone: the reader's own clock goes on.
  }
}

/**
 * @param {Date} now
 * @returns {string} whose clock it is, « Paris », where the reader's own shows another time; else ""
 */
export function foreignClock(now) {
  if (formats.moment.format(now) === OWN.moment.format(now)) return "";
  return formats.clock.resolvedOptions().timeZone.replace(/.*\//, "").replaceAll("_", " ");
}

/**
 * @param {number} seconds
 * @returns {string} `45 s`, `3 min 05 s`, `1 h 02 min`, `2 j 4 h`; a negative duration counts as zero
 */
export function formatDuration(seconds) {
  const total = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [Math.floor(total / 86400), Math.floor(total / 3600), Math.floor(total / 60)];
  if (days > 0) return join(days, "j", hours % 24, "h", false);
  if (hours > 0) return join(hours, "h", minutes % 60, "min", true);
  if (minutes > 0) return join(minutes, "min", total % 60, "s", true);
  return `${total}${NARROW}s`;
}

/** @param {number} big @param {string} bigUnit @param {number} small @param {string} smallUnit @param {boolean} padded */
function join(big, bigUnit, small, smallUnit, padded) {
  const rest = padded ? String(small).padStart(2, "0") : String(small);
  return `${big}${NARROW}${bigUnit}${NARROW}${rest}${NARROW}${smallUnit}`;
}

/** @param {number} seconds waited @returns {"calm" | "warning" | "alarm"} */
export function waitTone(seconds) {
  if (seconds >= WAIT_ALARM_S) return "alarm";
  return seconds >= WAIT_WARNING_S ? "warning" : "calm";
}

/**
 * @param {number} waitingS seconds waited when the gateway said so
 * @param {number} saidAt browser clock, in ms, when it said so
 * @param {number} now browser clock, in ms
 * @returns {number} seconds waited now; only one clock is read, so a wrong one does no harm
 */
export function waitedS(waitingS, saidAt, now) {
  return waitingS + Math.max(0, now - saidAt) / 1000;
}

/** @param {number} share in [0, 1] @returns {string} */
export function formatPercent(share) {
  return `${Math.round(share * 100)}${NARROW}%`;
}

/**
 * @param {number} value
 * @param {{digits?: number, signed?: boolean}} [options] `signed` writes the + of a positive value
 * @returns {string} with a decimal comma and a true minus sign
 */
export function formatDecimal(value, { digits = 2, signed = false } = {}) {
  const size = Math.abs(value).toFixed(digits);
  const isZero = Number(size) === 0;
  const sign = isZero ? "" : value < 0 ? MINUS : signed ? "+" : "";
  return sign + size.replace(".", ",");
}

/**
 * @param {string} at ISO 8601, with its offset
 * @param {Date} [today] of the reader
 * @returns {string} the time of today, the day too otherwise; empty for an unreadable date
 */
export function formatTime(at, today = new Date()) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const { clock, dayAndClock, date: calendar } = formats;
  return calendar.format(date) === calendar.format(today) ? clock.format(date) : dayAndClock.format(date);
}

/** @param {string} at ISO 8601 @returns {string} `lundi 30 novembre` */
export function formatDay(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : formats.day.format(date);
}

/** @param {string} at ISO 8601 @returns {string} `09:30`, whatever the day */
export function formatClock(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : formats.clock.format(date);
}

/** @param {string} day `2026-11-26` @param {number} later days @returns {string} when that day begins by the desk's clock, ISO 8601 */
export function startOfDay(day, later) {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS;
  const { timeZone } = formats.clock.resolvedOptions();
  const shown = new Date(midnight).toLocaleString("sv", { timeZone }).replace(" ", "T"); // Sweden writes ISO 8601
  return new Date(2 * midnight - Date.parse(`${shown}Z`)).toISOString();
}

/** @param {string | null} at ISO 8601 @returns {string} day with its year, and time; empty without one */
export function formatMoment(at) {
  const date = new Date(at ?? "");
  return Number.isNaN(date.getTime()) ? "" : formats.moment.format(date);
}

/** @param {string} phone E.164 @returns {string} French numbers by pairs, as people dial them: `06 12 34 56 78` */
export function formatPhone(phone) {
  const french = /^\+33(\d)((?:\d\d){4})$/.exec(phone);
  if (!french) return phone;
  return [`0${french[1]}`, ...(french[2] ?? "").match(/../g) ?? []].join("\u00a0");
}
