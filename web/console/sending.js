/** Messages and notes on their way: one at a time per conversation, kept until the gateway has them. */

import { uuid } from "../shared/uuid.js";
import { ApiError, errorSentence } from "./api.js";
import { draftOf } from "./drafts.js";
import { DONE } from "./strings.js";

/** @typedef {import("./types.js").OutboxItem} OutboxItem */

/** Longest text the composer takes, in characters; the gateway has the last word. */
export const MAX_TEXT_CHARS = 2000;

/**
 * @param {{api: import("./api.js").Api, store: import("./live.js").Store, live: import("./live.js").Live,
 *   toast: (kind: "info" | "error", text: string) => void, onSessionOver: () => void}} parts
 */
export function createSending({ api, store, live, toast, onSessionOver }) {
  /** Order is kept by waiting for the one before. @type {Map<string, Promise<void>>} */
  const chains = new Map();

  /** @param {OutboxItem} item */
  const push = (item) => {
    store.dispatch({ type: "send_started", item });
    const chain = (chains.get(item.id) ?? Promise.resolve()).then(() => deliver(item));
    chains.set(item.id, chain);
    return chain;
  };

  /** @param {OutboxItem} item @returns {Promise<void>} */
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
    } catch (error) {
      const retry = error instanceof ApiError && error.canRetry;
      store.dispatch({ type: "send_failed", message_id, error: errorSentence(error), retry });
      if (error instanceof ApiError && error.status === 401) onSessionOver();
    }
  };

  /** @param {OutboxItem} item @param {any} answer */
  const isShown = (item, answer) => {
    const { open } = store.get();
    if (open?.id !== item.id) return true; // Nobody looks: it will be fetched with the rest.
    if (item.private) return open.notes.some(({ note_id }) => note_id === answer.note_id);
    return open.messages.some(({ message_id }) => message_id === item.message_id);
  };

  return {
    /** Sends the draft of the open conversation. @returns {boolean} false when there was nothing to send */
    sendDraft() {
      const state = store.get();
      const draft = draftOf(state, state.openId);
      const text = draft[draft.kind].trim();
      if (!state.openId || !text || text.length > MAX_TEXT_CHARS) return false;
      store.dispatch({ type: "draft_changed", id: state.openId, text: "" });
      void push(newItem(state.openId, text, draft.kind === "note"));
      return true;
    },
    /** @param {string} messageId */
    resend(messageId) {
      const item = store.get().outbox.find(({ message_id }) => message_id === messageId);
      if (item) void push(item);
    },
    /** Sends again whatever only the network stopped. */
    resendAll() {
      for (const item of store.get().outbox) if (item.status === "failed" && item.retry) void push(item);
    },
    /** Gives the words back to the composer, so that nothing written is lost. @param {string} messageId */
    drop(messageId) {
      const state = store.get();
      const item = state.outbox.find(({ message_id }) => message_id === messageId);
      if (!item) return;
      store.dispatch({ type: "send_acknowledged", message_id: messageId });
      store.dispatch({ type: "composer_switched", id: item.id, kind: item.private ? "note" : "reply" });
      const draft = draftOf(store.get(), item.id);
      const text = [item.text, draft[draft.kind]].filter(Boolean).join("\n");
      store.dispatch({ type: "draft_changed", id: item.id, text });
    },
  };
}

/** @param {string} id @param {string} text @param {boolean} isPrivate @returns {OutboxItem} */
function newItem(id, text, isPrivate) {
  const at = new Date().toISOString();
  return { message_id: uuid(), id, text, private: isPrivate, at, status: "sending", error: null, retry: true };
}
