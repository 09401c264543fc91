/** What helps an agent work: ready answers, colleagues, mentions, search. Pure, as state.js. */

import { MENTIONS } from "./work_strings.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {{id: string, title: string, text: string}} CannedAnswer */
/** @typedef {{username: string, name: string, availability?: string, connected?: boolean, load?: number, capacity?: number}} Colleague */
/** @typedef {{id: number, conversation_id: string, note_id: string, text: string, by: string | null, at: string, seen: boolean}} Mention */
/** @typedef {{id: string, mode: string, updated_at: string, customer_name: string | null, agent: string | null, tags: string[],
 *   kind: string, seq: number | null, excerpt: string}} Found */
/** @typedef {{id: string, conversation_id: string, phone: string, slot_start: string, slot_end: string, topic: string | null}} Callback */
/** @typedef {{id: string, conversation_id: string, receipt: string, text: string, about_title: string | null, at: string}} Complaint */
/** @typedef {{tags: {id: string, title: string}[], most: number}} ClosingChoices */
/** @typedef {{id: string, how: "reopen" | "claim"}} Undo how to take back what was done to conversation `id` */

/**
 * @typedef {Object} Work
 * @property {{id: string | null, answers: CannedAnswer[]}} canned filled in for conversation `id`
 * @property {Colleague[]} colleagues
 * @property {ClosingChoices} closing
 * @property {number} unseen mentions
 * @property {Mention[]} mentions the newest first
 * @property {{status: "idle" | "busy" | "done" | "failed", error: string | null, results: Found[], page: number, more: boolean}} search
 * @property {{callbacks: Callback[], complaints: Complaint[]} | null} hotline
 */

/** @type {Work["search"]} */
const NO_SEARCH = Object.freeze({ status: "idle", error: null, results: [], page: 0, more: false });

/** @type {Work} */
export const WORK_INITIAL = Object.freeze({
  canned: { id: null, answers: [] }, colleagues: [], closing: { tags: [], most: 1 }, unseen: 0, mentions: [],
  search: NO_SEARCH, hotline: null,
});

/** @type {Record<string, (state: State, action: Action) => State>} */
export const WORK_HANDLERS = {
  canned_received: (state, { id, answers }) => withWork(state, { canned: { id, answers } }),
  colleagues_received: (state, { colleagues }) => withWork(state, { colleagues }),
  closing_received: (state, { closing }) => withWork(state, { closing }),
  mentions_received: (state, { unseen, mentions }) => withWork(state, { unseen, mentions }),
  mentions_seen: (state, { id, unseen }) => withWork(state, {
    unseen, mentions: state.work.mentions.map((each) => each.conversation_id === id ? { ...each, seen: true } : each),
  }),
  mention_arrived: (state, { unseen, mention }) => ({
    ...withWork(state, { unseen, mentions: [mention, ...state.work.mentions.filter(({ id }) => id !== mention.id)] }),
    announcement: MENTIONS.arrived(mention.by ?? MENTIONS.somebody),
  }),
  search_cleared: (state) => withWork(state, { search: NO_SEARCH }),
  search_started: (state, { page }) => withWork(state, {
    search: { ...(page > 1 ? state.work.search : NO_SEARCH), status: "busy", page },
  }),
  search_received: (state, { results, page, more }) => page !== state.work.search.page ? state : withWork(state, {
    search: { status: "done", error: null, page, more, results: page > 1 ? [...state.work.search.results, ...results] : results },
  }),
  search_failed: (state, { error }) => withWork(state, { search: { ...state.work.search, status: "failed", error } }),
  hotline_received: (state, { callbacks, complaints }) => withWork(state, { hotline: { callbacks, complaints } }),
  hotline_item_done: (state, { id }) => !state.work.hotline ? state : withWork(state, { hotline: {
    callbacks: state.work.hotline.callbacks.filter((each) => each.id !== id),
    complaints: state.work.hotline.complaints.filter((each) => each.id !== id),
  } }),
  read_received: (state, { id, by, seq }) => {
    if (!state.open || state.open.id !== id) return state;
    const mark = by === "customer" ? "customer_read_seq" : "agent_read_seq";
    return { ...state, open: { ...state.open, [mark]: Math.max(seq, state.open[mark] ?? 0) } };
  },
};

/** @param {State} state @param {Partial<Work>} change @returns {State} */
function withWork(state, change) {
  return { ...state, work: { ...state.work, ...change } };
}

/**
 * @param {State} state
 * @param {boolean} visible whether somebody can look at this tab
 * @returns {{id: string, seq: number} | null} what the customer may be told that the agent in charge has read
 */
export function readMarkDue(state, visible) {
  const { open, me } = state;
  if (!visible || !open || !me || open.mode !== "human" || open.agent?.username !== me.username) return null;
  const said = open.messages.filter(({ sender }) => sender === "customer").at(-1)?.seq ?? 0;
  return said > (open.agent_read_seq ?? 0) ? { id: open.id, seq: said } : null;
}

/** @param {string} command that succeeded @param {string} id @returns {Undo | null} */
export function undoOf(command, id) {
  if (command === "close" || command === "return_to_bot") return { id, how: "reopen" };
  return command === "release" ? { id, how: "claim" } : null;
}
