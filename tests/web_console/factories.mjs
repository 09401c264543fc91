/** Small builders for the tests of the console. */

import { INITIAL, reduce } from "../../web/console/state.js";

export const ME = { username: "demo", name: "Camille Exemple" };
export const RIVAL = { username: "noor", name: "Noor Modèle" };

/** @param {number} seq @param {object} [more] */
export function message(seq, more = {}) {
  return {
    seq, message_id: `m${seq}`, sender: "customer", text: `message ${seq}`, buttons: [], custom: null,
    at: `2026-11-23T09:00:${String(seq).padStart(2, "0")}+00:00`, agent: null, nlu: null, ...more,
  };
}

export function conversation(more = {}) {
  return {
    id: "a", mode: "human", created_at: "2026-11-23T09:00:00+00:00", locale: "fr", page_url: null, metadata: null,
    agent: ME, reason: "requested", signals: [], slots: {}, messages: [message(1), message(2)], notes: [],
    suggestions: [], mode_changes: [], feedback: null, files: [], ...more,
  };
}

export const waitingItem = (id, reason = "requested") =>
  ({ id, reason, signals: [], waiting_s: 5, preview: "Bonjour", since: "2026-11-23T09:00:00+00:00" });

export const activeItem = (id, agent = ME) =>
  ({ id, mode: "human", agent, reason: "requested", preview: "Bonjour", since: "2026-11-23T09:00:00+00:00" });

/** The state after these actions, from a desk where I am known. */
export function after(...actions) {
  return [{ type: "me_known", me: ME }, ...actions].reduce(reduce, INITIAL);
}

/** The state where conversation `a` is open. */
export function opened(more = {}, ...actions) {
  return after({ type: "conversation_opened", id: "a" }, { type: "conversation_loaded", conversation: conversation(more) }, ...actions);
}
