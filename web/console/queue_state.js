/** The queue's side of the state: filters, who is at work, who looks on. Pure functions. */

import { isMine } from "./agents.js";
import { waitedS } from "./format.js";
import { WORK } from "./queue_strings.js";
import { reasonWords } from "./words.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").QueueItem} QueueItem */
/** @typedef {import("./types.js").ActiveItem} ActiveItem */
/** @typedef {import("./types.js").DeskAgent} DeskAgent */
/** @typedef {import("./types.js").Filters} Filters */
/** @typedef {"topics" | "regions" | "languages"} SkillList */

/** @type {Filters} */
export const NO_FILTERS = Object.freeze({ reason: "", topic: "", region: "", language: "", suits: false });

/** Filters that choose a value of this field. @type {("reason" | "topic" | "region" | "language")[]} */
export const FILTER_FIELDS = ["reason", "topic", "region", "language"];

/** Which list of skills speaks of which field. @type {[SkillList, "topic" | "region" | "language"][]} */
export const SKILL_FIELDS = [["topics", "topic"], ["regions", "region"], ["languages", "language"]];

export const QUEUE_INITIAL = Object.freeze({
  agents: [], routing: { assignment: "by_hand", overflow_s: 0 }, knownSkills: { topics: [], regions: [], languages: [] },
  topics: {}, filters: NO_FILTERS, viewers: {},
});

/** @type {Record<string, (state: State, action: Action) => State>} */
export const QUEUE_HANDLERS = {
  agents_received: (state, { agents = [], routing, topics, known_skills }) => ({
    ...state, agents, routing: routing ?? state.routing, topics: topics ?? state.topics, knownSkills: known_skills ?? state.knownSkills,
  }),
  filters_changed: (state, { change }) => ({ ...state, filters: { ...state.filters, ...change } }),
  viewers_received: (state, { id, viewers }) => ({ ...state, viewers: { ...state.viewers, [id]: viewers } }),
};

/** @param {State} state @returns {DeskAgent | null} me at work; `null` until the gateway has told */
export function meAtWork(state) {
  return state.agents.find(({ username }) => username === state.me?.username) ?? null;
}

/**
 * The rule of bot/desk/routing.py, for what a person sees.
 *
 * @param {DeskAgent | null} agent @param {{topic?: string | null, region?: string | null, language?: string | null}} item
 * @returns {boolean} an empty list of skills means everything, as does a field that is not known
 */
export function hasSkills(agent, item) {
  return SKILL_FIELDS.every(([listed, field]) => {
    const wanted = item[field];
    const known = agent?.skills[listed] ?? [];
    if (!wanted || known.length === 0) return true;
    const plain = (/** @type {string} */ word) => (field === "language" ? word.split(/[-_]/)[0] ?? "" : word).toLowerCase();
    return known.some((name) => plain(name) === plain(wanted));
  });
}

/** @param {State} state @param {number} now browser clock, in ms @returns {QueueItem[]} who waits and passes my filters */
export function visibleWaiting(state, now) {
  const { filters } = state;
  return state.waiting.filter((item) =>
    FILTER_FIELDS.every((field) => !filters[field] || item[field] === filters[field])
    && (!filters.suits || isWithinReach(state, item, now)));
}

/** @param {Filters} filters @returns {number} how many are set */
export function countFilters(filters) {
  return FILTER_FIELDS.filter((field) => filters[field]).length + (filters.suits ? 1 : 0);
}

/** @param {State} state @param {"reason" | "topic" | "region" | "language"} field @returns {string[]} what can be chosen, sorted */
export function filterChoices(state, field) {
  const found = state.waiting.map((item) => item[field] ?? "");
  return [...new Set([...found, state.filters[field]])].filter(Boolean).sort((a, b) => a.localeCompare(b, "fr"));
}

/** @param {State} state @param {string} id @returns {import("./types.js").Looking[]} who else looks at it */
export function othersLooking(state, id) {
  return (state.viewers[id] ?? []).filter(({ username }) => username !== state.me?.username);
}

/** @param {State} state @param {string} id @returns {boolean} I take part there by notes already */
export function hasJoined(state, id) {
  return (state.viewers[id] ?? []).some(({ username, joined }) => joined && username === state.me?.username);
}

/** @param {(QueueItem | ActiveItem)[]} items @returns {Record<string, import("./types.js").Looking[]>} */
export function viewersOf(items) {
  return Object.fromEntries(items.map((item) => [item.id, item.viewers ?? []]));
}

/**
 * @param {State} state before
 * @param {ActiveItem[]} active after
 * @returns {string | null} what others did to my conversations; what I do myself is no news
 */
export function ownershipNews(state, active) {
  if (state.queueAt === 0 || state.command) return null;
  const mine = new Set(state.active.filter((item) => isMine(item, state.me)).map(({ id }) => id));
  const given = active.find((item) => isMine(item, state.me) && !mine.has(item.id) && item.assigned_by && item.assigned_by !== "agent");
  if (given) return WORK.given(reasonWords(given.reason));
  const lost = active.find((item) => mine.has(item.id) && item.mode === "human" && !isMine(item, state.me));
  return lost?.agent ? WORK.takenBy(lost.agent.name) : null;
}

/** @param {State} state @param {QueueItem} item @param {number} now */
function isWithinReach(state, item, now) {
  const waited = waitedS(item.waiting_s, state.queueAt, now);
  return waited >= state.routing.overflow_s || hasSkills(meAtWork(state), item);
}
