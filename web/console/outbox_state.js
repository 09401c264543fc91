/** What I sent and the gateway has not acknowledged: held back, on its way, or failed. Pure functions. */

import { draftOf, switchDraft, writeDraft } from "./drafts.js";
import { HELD } from "./work_strings.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").OutboxItem} OutboxItem */

/** @type {Record<string, (state: State, action: Action) => State>} */
export const OUTBOX_HANDLERS = {
  send_held: (state, { item }) => ({ ...state, outbox: [...state.outbox, item], announcement: HELD.announced }),
  send_started: startSending,
  send_acknowledged: (state, { message_id }) => ({ ...state, outbox: without(state.outbox, message_id) }),
  send_failed: (state, { message_id, error, retry }) =>
    ({ ...state, outbox: patchItem(state.outbox, message_id, { status: "failed", error, retry }) }),
  words_given_back: giveBack,
};

/** @param {State} state @returns {OutboxItem | null} the reply that can still be taken back, the latest first */
export function heldReply({ outbox }) {
  return outbox.filter(({ status }) => status === "held").at(-1) ?? null;
}

/**
 * @param {OutboxItem} item as this browser kept it over a reload
 * @returns {OutboxItem} whether it arrived is not known, and trying again is harmless; but a reply that was still held
 *   back is sent by nobody but its author: another tab may have been made from this one, and it may be cancelled there
 */
export function afterReload(item) {
  if (item.status === "held") return { ...item, status: "failed", retry: false, error: HELD.interrupted };
  return { ...item, status: "failed", retry: item.retry || item.status === "sending" };
}

/** @param {State} state @param {Action} action @returns {State} a retry keeps its place and its `message_id` */
function startSending(state, { item }) {
  const known = state.outbox.find(({ message_id }) => message_id === item.message_id);
  if (!known) return { ...state, outbox: [...state.outbox, item] };
  const outbox = patchItem(state.outbox, item.message_id, { status: "sending", error: null, retry: true });
  return { ...state, outbox, announcement: known.status === "held" ? "" : state.announcement };
}

/** @param {State} state @param {Action} action @returns {State} the words are back in the composer, before what was begun since */
function giveBack(state, { message_id }) {
  const item = state.outbox.find((each) => each.message_id === message_id);
  if (!item) return state;
  const kind = item.private ? "note" : "reply";
  const switched = switchDraft({ ...state, outbox: without(state.outbox, message_id) }, { type: "", id: item.id, kind });
  const draft = draftOf(switched, item.id);
  const text = [item.text, draft[draft.kind]].filter(Boolean).join("\n");
  const announcement = item.status === "held" ? HELD.cancelled : state.announcement;
  return { ...writeDraft(switched, { type: "", id: item.id, text }), announcement };
}

/** @param {OutboxItem[]} outbox @param {string} messageId */
function without(outbox, messageId) {
  return outbox.filter(({ message_id }) => message_id !== messageId);
}

/** @param {OutboxItem[]} outbox @param {string} messageId @param {Partial<OutboxItem>} change @returns {OutboxItem[]} */
function patchItem(outbox, messageId, change) {
  return outbox.map((item) => (item.message_id === messageId ? { ...item, ...change } : item));
}
