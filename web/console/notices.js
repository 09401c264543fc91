/** What is worth a notification: the difference between two states. Pure; never a word of a customer's. */

import { isMine } from "./agents.js";
import { lastSeq } from "./conversation_state.js";
import { NOTICES } from "./supervision_strings.js";
import { reasonWords } from "./words.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {{key: string, id: string, title: string, body: string}} Notice `key`: a later one with the same replaces it */

/** @param {State} state @param {State} before @returns {Notice[]} */
export function noticesOf(state, before) {
  if (before.queueAt === 0 || state.phase !== "desk") return []; // What was there at the start is no news.
  return [...arrivals(state, before), ...answers(state, before), ...breaches(state, before), ...mentions(state, before)];
}

/** @param {State} state @param {State} before @returns {Notice[]} */
function arrivals(state, before) {
  if (state.waiting === before.waiting || isAway(state)) return [];
  const known = new Set([...before.waiting, ...before.active].map(({ id }) => id));
  return state.waiting.filter((item) => !known.has(item.id) && suits(item, mySkills(state)))
    .map(({ id, reason }) => ({ key: `arrived:${id}`, id, title: NOTICES.arrived, body: reasonWords(reason) }));
}

/** @param {State} state @param {State} before @returns {Notice[]} */
function answers(state, before) {
  if (state.heard === before.heard) return [];
  return state.active.filter((item) => isMine(item, state.me) && customerWrote(item.id, state, before))
    .map(({ id, reason }) => ({ key: `wrote:${id}`, id, title: NOTICES.wrote, body: reasonWords(reason) }));
}

/** @param {string} id @param {State} state @param {State} before */
function customerWrote(id, state, before) {
  if (state.openId !== id) return (state.unread[id] ?? 0) > (before.unread[id] ?? 0);
  if (before.open?.id !== id) return false; // Just opened: its page holds what was said before.
  const seen = lastSeq(before.open.messages);
  return !!state.open?.messages.some((message) => message.seq > seen && message.sender === "customer");
}

/** @param {State} state @param {State} before @returns {Notice[]} */
function breaches(state, before) {
  if (state.waiting === before.waiting && state.active === before.active) return [];
  const counted = new Map([...before.waiting, ...before.active].map((item) => [item.id, brokenIn(item)]));
  const concerns = [...state.waiting.filter((item) => suits(item, mySkills(state))), ...state.active.filter((item) => isMine(item, state.me))];
  return concerns.filter((item) => brokenIn(item) > (counted.get(item.id) ?? brokenIn(item)))
    .map(({ id, reason }) => ({ key: `broken:${id}`, id, title: NOTICES.broken, body: reasonWords(reason) }));
}

/** @param {State} state @param {State} before @returns {Notice[]} */
function mentions(state, before) {
  const known = new Set(mentionsOf(before).map(({ note_id: note }) => note));
  if (mentionsOf(state).length === 0 || mentionsOf(before) === mentionsOf(state)) return [];
  return mentionsOf(state).filter(({ note_id: note, seen }) => !seen && !known.has(note))
    .map(({ note_id: note, conversation_id: id, by }) => ({ key: `mention:${note}`, id, title: NOTICES.mentioned, body: by ?? "" }));
}

/**
 * @param {any} state the notes that name me, where the console keeps them
 * @returns {{note_id: string, conversation_id: string, seen?: boolean, by?: string}[]}
 */
function mentionsOf(state) {
  return state.work?.mentions ?? NONE;
}

/** @type {never[]} */
const NONE = [];

/** @param {any} item @returns {number} promises broken in a conversation of the queue */
function brokenIn(item) {
  return item.breaches?.length ?? 0;
}

/** @param {any} state @returns {any} myself among those at work; `undefined` when the gateway does not say */
function myself(state) {
  return state.agents?.find((/** @type {any} */ agent) => agent.username === state.me?.username);
}

/** @param {State} state @returns {boolean} */
function isAway(state) {
  return myself(state)?.availability === "away";
}

/** @param {State} state @returns {Record<string, string[]>} */
function mySkills(state) {
  return myself(state)?.skills ?? {};
}

/**
 * @param {any} item of the queue
 * @param {Record<string, string[]>} skills an empty or missing list means everything
 * @returns {boolean} what is not known of a conversation suits everybody
 */
export function suits(item, skills) {
  /** @type {[string, string][]} */
  const sides = [["topics", "topic"], ["regions", "region"], ["languages", "language"]];
  return sides.every(([list, name]) => {
    const wanted = skills[list] ?? [];
    return wanted.length === 0 || !item[name] || wanted.includes(item[name]);
  });
}
