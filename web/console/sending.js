/** Messages and notes on their way: held back for a moment, one at a time per conversation, kept until the gateway has them. */

import { uuid } from "../shared/uuid.js";
import { ApiError, errorSentence } from "./api.js";
import { draftOf } from "./drafts.js";
import { heldReply } from "./outbox_state.js";
import { DONE } from "./strings.js";

/** @typedef {import("./types.js").OutboxItem} OutboxItem */

/** Longest text the composer takes, in characters; the gateway has the last word. */
export const MAX_TEXT_CHARS = 2000;

/**
 * @param {{api: import("./api.js").Api, store: import("./live.js").Store, live: import("./live.js").Live,
 *   toast: (kind: "info" | "error", text: string) => void, onSessionOver: () => void}} parts
 */
export function createSending({ api, store, live, toast, onSessionOver }) {
  /** Order is kept by waiting for the one before. @type {Map<string, Promise<unknown>>} */
  const chains = new Map();
  /** What ends the wait of a held reply, by `message_id`. @type {Map<string, ReturnType<typeof setTimeout>>} */
  const holds = new Map();

  /** @param {OutboxItem} item @returns {Promise<boolean>} whether the gateway has it */
  const push = (item) => {
    store.dispatch({ type: "send_started", item });
    const chain = (chains.get(item.id) ?? Promise.resolve()).then(() => deliver(item));
    chains.set(item.id, chain);
    return chain;
  };

  /** @param {OutboxItem} item @returns {Promise<boolean>} whether the gateway has it */
  const deliver = async (item) => {
    const { message_id, id, text } = item;
    try {
      const answer = await api.send(id, { message_id, text, private: item.private });
      if (item.private && answer.note_id) store.dispatch({ type: "note_received", id, note: answer });
      if (!item.private && answer.seq && answer.sender) store.dispatch({ type: "message_received", id, message: answer });
      // Shown before it leaves the outbox, or it would blink.
      if (!isShown(item, answer)) await live.load(id);
      store.dispatch({ type: "send_acknowledged", message_id });
      if (item.private) toast("info", DONE.note ?? "");
      return true;
    } catch (error) {
      const retry = error instanceof ApiError && error.canRetry;
      store.dispatch({ type: "send_failed", message_id, error: errorSentence(error), retry });
      if (error instanceof ApiError && error.status === 401) onSessionOver();
      return false;
    }
  };

  /** @param {OutboxItem} item @param {any} answer */
  const isShown = (item, answer) => {
    const { open } = store.get();
    if (open?.id !== item.id) return true; // Nobody looks: it will be fetched with the rest.
    if (item.private) return open.notes.some(({ note_id }) => note_id === answer.note_id);
    return open.messages.some(({ message_id }) => message_id === item.message_id);
  };

  /** @param {OutboxItem} item @param {number} ms */
  const hold = (item, ms) => {
    store.dispatch({ type: "send_held", item: { ...item, status: "held" } });
    holds.set(item.message_id, setTimeout(() => void release(item.message_id), ms));
  };

  /** Sends what is still held: what was cancelled, sent or left with its session is not. @param {string} messageId */
  const release = (messageId) => {
    clearTimeout(holds.get(messageId));
    holds.delete(messageId);
    const item = find(messageId);
    return item?.status === "held" ? push(item) : Promise.resolve(true);
  };

  const find = (/** @type {string} */ messageId) => store.get().outbox.find(({ message_id }) => message_id === messageId);

  /** @param {string} messageId @returns {string | null} the conversation in whose composer the words are again */
  const giveBack = (messageId) => {
    const item = find(messageId);
    clearTimeout(holds.get(messageId));
    holds.delete(messageId);
    store.dispatch({ type: "words_given_back", message_id: messageId });
    return item?.id ?? null;
  };

  /**
   * Sends at once what is held back.
   *
   * @param {string} [id] of this conversation only
   * @returns {Promise<boolean>} whether the gateway has it all
   */
  const flush = async (id) => {
    const held = store.get().outbox.filter((item) => item.status === "held" && (!id || item.id === id));
    return (await Promise.all(held.map(({ message_id }) => release(message_id)))).every(Boolean);
  };

  return {
    /** Sends the draft of the open conversation, or holds it back. @returns {boolean} false when there was nothing to send */
    sendDraft() {
      const state = store.get();
      const draft = draftOf(state, state.openId);
      const text = draft[draft.kind].trim();
      if (!state.openId || !text || text.length > MAX_TEXT_CHARS) return false;
      void flush(state.openId); // Who goes on writing has no doubt about what came before.
      store.dispatch({ type: "draft_changed", id: state.openId, text: "" });
      const item = newItem(state.openId, text, draft.kind === "note");
      if (state.holdMs > 0 && !item.private) hold(item, state.holdMs);
      else void push(item);
      return true;
    },
    /** @param {string} messageId */
    resend(messageId) {
      const item = find(messageId);
      if (item) void push(item);
    },
    /** Sends again whatever only the network stopped. */
    resendAll() {
      for (const item of store.get().outbox) if (item.status === "failed" && item.retry) void push(item);
    },
    flush,
    /** Takes back the latest reply that is held. @returns {string | null} its conversation; `null` when nothing is held */
    takeBack() {
      const item = heldReply(store.get());
      return item ? giveBack(item.message_id) : null;
    },
    /** Gives the words back to the composer, so that nothing written is lost. @param {string} messageId */
    drop: (messageId) => void giveBack(messageId),
  };
}

/** @param {string} id @param {string} text @param {boolean} isPrivate @returns {OutboxItem} */
function newItem(id, text, isPrivate) {
  const at = new Date().toISOString();
  return { message_id: uuid(), id, text, private: isPrivate, at, status: "sending", error: null, retry: true };
}
