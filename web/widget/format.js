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
function queueText({ position, hours, anybody }) {
  const who = hours?.open === false ? T.away : anybody ? T.queued : T.nobody;
  return position === null ? who : `${who} ${position <= 1 ? T.queuedNext : T.queuedAt(position)}`;
}

/**
 * What is known of the wait, and nothing more.
 *
 * @param {State} state
 * @param {Date} now
 * @returns {string} Whole minutes, rounded up so that nobody is promised too much.
 */
export function waitHint({ estimatedWaitS, hours, anybody }, now) {
  if (hours?.open === false) return hours.next_opening === null ? T.reopenUnknown : T.reopen(moment(new Date(hours.next_opening), now));
  if (estimatedWaitS === null || !anybody) return T.waitUnknown;
  return estimatedWaitS < 60 ? T.waitSoon : T.waitMinutes(Math.ceil(estimatedWaitS / 60));
}

/** Milliseconds of a day. */
const DAY_MS = 86_400_000;

/**
 * @param {Date} at
 * @param {Date} now
 * @returns {string} « aujourd’hui à 9 h », « demain à 13 h 30 », « jeudi 26 novembre à 9 h », by the reader's clock.
 */
export function moment(at, now) {
  const hour = T.hour(at.getHours(), at.getMinutes());
  for (const [days, name] of [T.today, T.tomorrow].entries()) {
    if (new Date(now.getTime() + days * DAY_MS).toDateString() === at.toDateString()) return `${name} ${hour}`;
  }
  return `${at.toLocaleDateString(T.lang, { weekday: "long", day: "numeric", month: "long" })} ${hour}`;
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
