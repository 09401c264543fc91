/**
 * What becomes of a message that the server has not acknowledged. Pure.
 *
 * @typedef {import("./types.js").Draft} Draft
 */

/** @param {Draft} draft @returns {Draft} */
export const asSending = (draft) => (draft.status === "failed" ? { ...draft, status: "sending" } : draft);

/**
 * @param {Draft} draft
 * @param {{message_id: string, refusal?: string}} action
 * @returns {Draft}
 */
export function asUnsent(draft, { message_id, refusal }) {
  if (refusal !== undefined) {
    return draft.message_id === message_id ? { ...draft, status: "refused", reason: refusal } : draft;
  }
  // Order is kept: what was written after a message that does not pass waits with it.
  return draft.status === "sending" ? { ...draft, status: "failed" } : draft;
}
