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
  if (state.mode === "queued") return queueText(state.position, state.estimatedWaitS);
  if (state.mode === "human") return state.agent === null ? T.humanUnnamed : T.human(state.agent);
  return state.mode === "wrap_up" ? T.wrapUp : "";
}

/**
 * @param {number | null} position 1 = next.
 * @param {number | null} waitS Seconds; said in whole minutes, rounded up so that nobody is promised too much.
 * @returns {string}
 */
export function queueText(position, waitS) {
  if (position === null) return T.queued;
  const place = position <= 1 ? T.queuedNext : T.queuedAt(position);
  if (waitS === null) return place;
  return place + (waitS < 60 ? T.waitSoon : T.waitMinutes(Math.ceil(waitS / 60)));
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
