/** The console's whole state and the one function that changes it. Pure: no clock, no DOM, no network. */

import { isMine, readAgent } from "./agents.js";
import { mergeConversation, upsertMessage, upsertNote } from "./conversation_state.js";
import { switchDraft, writeDraft } from "./drafts.js";
import { OUTBOX_HANDLERS } from "./outbox_state.js";
import { readAccount } from "./people_state.js";
import { QUEUE_HANDLERS, QUEUE_INITIAL, ownershipNews, viewersOf, visibleWaiting } from "./queue_state.js";
import { LISTS } from "./strings.js";
import { WORK_HANDLERS, WORK_INITIAL } from "./work_state.js";
import { reasonWords } from "./words.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */

/** How long a customer's typing is believed without news, in ms (docs/events.md). */
export const TYPING_TTL_MS = 10_000;

/** @type {State} */
export const INITIAL = Object.freeze({
  phase: "starting", me: null, account: null, invitation: null, page: null, login: { busy: false, error: null, needsCode: false }, link: "connecting",
  waiting: [], active: [], queueAt: 0,
  openId: null, openStatus: "none", openError: null, open: null,
  typingUntil: {}, unread: {}, heard: {}, drafts: {}, outbox: [], holdMs: 0,
  command: null, toast: null, announcement: "", sound: false, singleKeys: true, pane: "list",
  ...QUEUE_INITIAL,
  work: WORK_INITIAL,
});

/** @type {Record<string, (state: State, action: Action) => State>} */
const HANDLERS = {
  // The session
  invitation_found: (state, { token }) => ({ ...state, phase: "invitation", invitation: token }),
  login_needed: (state, { error = null, needsCode = false }) => ({
    ...INITIAL, sound: state.sound, singleKeys: state.singleKeys, filters: state.filters, page: state.page,
    phase: "login", login: { busy: false, error, needsCode },
  }),
  login_started: (state) => ({ ...state, login: { ...state.login, busy: true, error: null } }),
  me_known: (state, { me, outbox = state.outbox }) => ({
    ...state, phase: "desk", me: readAgent(me), account: readAccount(me), outbox, invitation: null,
    holdMs: 1_000 * (me.hold_reply_s ?? 0),
    login: { busy: false, error: null, needsCode: false },
  }),
  page_shown: (state, { page }) => ({ ...state, page }),
  link_changed: (state, { link }) => ({ ...state, link }),

  // The queue
  queue_received: receiveQueue,
  ...QUEUE_HANDLERS,

  // The open conversation
  conversation_opened: openConversation,
  conversation_left: (state) =>
    ({ ...state, openId: null, open: null, openStatus: "none", openError: null, pane: "list" }),
  conversation_loaded: (state, { conversation }) => conversation.id !== state.openId ? state : {
    ...state, openStatus: "ready", openError: null, open: mergeConversation(state.open, conversation),
    viewers: { ...state.viewers, [conversation.id]: conversation.viewers ?? [] },
  },
  conversation_failed: (state, { id, error }) => id !== state.openId ? state : {
    ...state, openError: error, openStatus: state.open ? "ready" : "failed",
  },
  mode_changed: changeMode,
  message_received: receiveMessage,
  note_received: (state, { id, note }) => !state.open || state.open.id !== id ? state : {
    ...state, open: { ...state.open, notes: upsertNote(state.open.notes, note) },
  },
  typing_received: (state, { id, typing, now }) =>
    ({ ...state, typingUntil: { ...state.typingUntil, [id]: typing ? now + TYPING_TTL_MS : 0 } }),

  // What I write
  draft_changed: writeDraft,
  composer_switched: switchDraft,
  ...OUTBOX_HANDLERS,

  // Commands and the rest of the screen
  command_started: (state, { command }) => ({ ...state, command }),
  command_ended: (state) => ({ ...state, command: null }),
  toast_shown: (state, { kind, text, now, undo = null }) => ({ ...state, toast: { kind, text, at: now, undo } }),
  toast_cleared: (state) => state.toast ? { ...state, toast: null } : state,
  sound_set: (state, { sound }) => ({ ...state, sound }),
  single_keys_set: (state, { singleKeys }) => ({ ...state, singleKeys }),
  pane_chosen: (state, { pane }) => ({ ...state, pane }),
  ...WORK_HANDLERS,
};

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State} the same object when the action is unknown or changes nothing
 */
export function reduce(state, action) {
  return HANDLERS[action.type]?.(state, action) ?? state;
}

/**
 * @param {State} state
 * @param {number} [now] browser clock, in ms
 * @returns {string[]} the order in which j and k walk: who waits and is shown, mine, others
 */
export function walkOrder(state, now = state.queueAt) {
  const mine = state.active.filter((item) => isMine(item, state.me));
  const others = state.active.filter((item) => !isMine(item, state.me));
  return [...visibleWaiting(state, now), ...mine, ...others].map(({ id }) => id);
}

/** @param {State} state @returns {string[]} conversations whose messages we must hear: the open one and mine */
export function watchedIds(state) {
  const mine = state.active.filter((item) => isMine(item, state.me)).map(({ id }) => id);
  return [...new Set(state.openId ? [state.openId, ...mine] : mine)];
}

/** @param {State} state @param {Action} action @returns {State} */
function receiveQueue(state, { waiting = [], active = [], now }) {
  const known = new Set([...state.waiting, ...state.active].map(({ id }) => id));
  const fresh = waiting.filter((/** @type {{id: string}} */ { id }) => !known.has(id));
  const isNews = state.queueAt > 0 && fresh.length > 0;
  const readable = active.map((/** @type {any} */ item) => ({ ...item, agent: readAgent(item.agent) }));
  const announcement = isNews ? LISTS.arrived(reasonWords(fresh[0].reason)) : state.announcement;
  const viewers = { ...state.viewers, ...viewersOf([...waiting, ...readable]) };
  const news = ownershipNews(state, readable);
  const told = news ? { toast: { kind: /** @type {"info"} */ ("info"), text: news, at: now, undo: null } } : null;
  return { ...state, waiting, active: readable, queueAt: now, announcement, viewers, ...told };
}

/** @param {State} state @param {Action} action @returns {State} */
function openConversation(state, { id }) {
  const { [id]: _, ...unread } = state.unread;
  const same = state.openId === id;
  return {
    ...state, unread, openId: id, openError: null, pane: "talk", page: null,
    open: same ? state.open : null, openStatus: same && state.open ? "ready" : "loading",
  };
}

/** @param {State} state @param {Action} action @returns {State} */
function changeMode(state, { id, mode, agent, reason, customer }) {
  if (!state.open || state.open.id !== id) return state;
  const named = readAgent(agent);
  // This event says the name only; the username we had tells namesakes apart.
  const same = named && !named.username && named.name === state.open.agent?.name;
  const open = { ...state.open, mode, agent: same ? state.open.agent : named, reason: reason ?? state.open.reason, customer: customer ?? state.open.customer };
  return { ...state, open };
}

/** @param {State} state @param {Action} action @returns {State} */
function receiveMessage(state, { id, message }) {
  // Our own words may come back before the gateway's answer to the request that carried them.
  const outbox = state.outbox.filter((item) => item.message_id !== message.message_id);
  const typingUntil = message.sender === "customer" ? { ...state.typingUntil, [id]: 0 } : state.typingUntil;
  const isNew = message.seq > (state.heard[id] ?? 0);
  const heard = isNew ? { ...state.heard, [id]: message.seq } : state.heard;
  const next = { ...state, outbox, typingUntil, heard };
  if (state.openId === id) {
    if (!state.open) return next; // Being fetched: the page will hold this message.
    return { ...next, open: { ...state.open, messages: upsertMessage(state.open.messages, message) } };
  }
  // The same `seq` comes again with the bot's reading: it is no second message.
  if (message.sender !== "customer" || !isNew) return next;
  const unread = { ...state.unread, [id]: (state.unread[id] ?? 0) + 1 };
  return { ...next, unread, announcement: LISTS.wrote };
}
