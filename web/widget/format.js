import { STRINGS as T } from "./strings.js";

/**
 * Turns the state into the sentences of the banner and of the header. Pure.
 *
 * @typedef {import("./types.js").State} State
 */

/** @param {State} state @returns {string} Who is on the other side. */
export function counterpart(state) {
  if (state.mode === "queued") return T.waiting;
  if (state.mode === "human") return state.agent === null ? T.agentUnnamed : T.agent(state.agent);
  return state.mode === "closed" ? T.ended : T.bot;
}

/**
 * @param {State} state
 * @returns {string} "" when there is nothing to say.
 */
export function standing(state) {
  if (state.mode === "queued") return queueText(state);
  if (state.mode === "human") return state.agent === null ? T.humanUnnamed : T.human(state.agent);
  return state.mode === "wrap_up" ? T.wrapUp : "";
}

/** @param {State} state @returns {string} Who is coming, and the place in the queue. */
function queueText({ position, hours, anybody, leftMessage }) {
  if (leftMessage) return T.kept;
  const who = hours?.open === false ? T.away : anybody ? T.queued : T.nobody;
  return position === null ? who : `${who} ${position <= 1 ? T.queuedNext : T.queuedAt(position)}`;
}

/**
 * What is known of the wait, or of when a message that was left is read, and nothing more.
 *
 * @param {State} state
 * @param {Date} now
 * @returns {string} Whole minutes, rounded up so that nobody is promised too much.
 */
export function waitHint({ estimatedWaitS, hours, anybody, leftMessage }, now) {
  if (hours?.open === false) {
    const opening = hours.next_opening === null ? "" : moment(new Date(hours.next_opening), now, hours.time_zone);
    if (leftMessage) return T.keptUntil(opening);
    return opening ? T.reopen(opening) : T.reopenUnknown;
  }
  if (estimatedWaitS === null || !anybody) return leftMessage ? T.keptOpen : T.waitUnknown;
  return estimatedWaitS < 60 ? T.waitSoon : T.waitMinutes(Math.ceil(estimatedWaitS / 60));
}

/** Milliseconds of a day. */
const DAY_MS = 86_400_000;

/**
 * A moment by the clock of those who open then, which the bot's words go by, too. Where the reader's clock shows another
 * time, whose it is is said, and the day by its date: today may be another day there.
 *
 * @param {Date} at
 * @param {Date} now
 * @param {string} [timeZone] Of that clock; the reader's own when it is not known.
 * @returns {string} « aujourd’hui à 9 h », « demain à 13 h 30 », « jeudi 26 novembre à 9 h (heure de Paris) ».
 */
export function moment(at, now, timeZone) {
  /** @param {Date} date */
  const day = (date) => date.toLocaleDateString(T.lang, { timeZone, weekday: "long", day: "numeric", month: "long" });
  /** @param {string} [zone] */
  const time = (zone) => at.toLocaleTimeString("fr", { timeZone: zone, timeStyle: "short" });
  const [today, there] = [day(now), time(timeZone)];
  const [hours = 0, minutes = 0] = there.split(":").map(Number);
  const hour = T.hour(hours, minutes);
  if (timeZone && there !== time()) return `${day(at)} ${hour} ${T.zone(timeZone.replace(/.*\//, "").replace(/_/g, " "))}`;
  return `${day(at) === today ? T.today : day(new Date(at.getTime() - DAY_MS)) === today ? T.tomorrow : day(at)} ${hour}`;
}

/** @param {State} state @returns {string} */
export function typingText(state) {
  if (state.typing === null) return "";
  return state.typing.sender === "agent" ? T.typingAgent(state.agent) : T.typingBot;
}

/**
 * @param {string} at ISO 8601.
 * @returns {string} Hours and minutes of the reader's clock; "" when `at` is not a time.
 */
export function clock(at) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "";
  return time.toLocaleTimeString(T.lang, { hour: "2-digit", minute: "2-digit" });
}
