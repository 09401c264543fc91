import { backoffMs } from "../shared/backoff.js";
import { WireError } from "../shared/errors.js";
import { nextDraft } from "./selectors.js";

/**
 * Sends drafts one at a time, oldest first, each until it is acknowledged or refused.
 *
 * @typedef {import("./types.js").Draft} Draft
 *
 * @typedef {object} OutboxOptions
 * @property {import("../shared/store.js").Store<import("./types.js").State, import("./types.js").Action>} store
 * @property {(draft: Draft) => Promise<number>} send Gives the `seq` that the server acknowledged.
 * @property {() => boolean} ready Whether there is a conversation and a way to the server.
 * @property {() => void} stuck Told when the connection looks open but does not answer.
 * @property {(ms: number) => Promise<void>} [pause]
 */

/** After this many attempts without an answer the customer is told, who can ask for another. */
export const ATTEMPTS = 3;

/** Before sending again what the server found too frequent, in milliseconds. */
const RATE_PAUSE_MS = 3_000;

/**
 * @param {OutboxOptions} options
 * @returns {{pump: () => Promise<void>}} `pump` sends what waits; asked again meanwhile, it does nothing twice.
 */
export function createOutbox({ store, send, ready, stuck, pause = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
  let busy = false;
  let attempts = 0;

  /** @param {Draft} draft @param {unknown} cause @returns {Promise<boolean>} Whether to go on now. */
  async function fail(draft, cause) {
    const error = cause instanceof WireError ? cause : new WireError("unknown");
    if (!error.transient) {
      attempts = 0;
      store.dispatch({ type: "unsent", message_id: draft.message_id, refusal: error.message });
      return true;
    }
    if (error.tooFrequent) {
      await pause(RATE_PAUSE_MS);
      return true;
    }
    attempts += 1;
    if (attempts >= ATTEMPTS) {
      attempts = 0;
      store.dispatch({ type: "unsent", message_id: draft.message_id });
    }
    if (error.code === "timeout") stuck();
    if (error.code === "timeout" || error.code === "disconnected") return false;
    await pause(backoffMs(attempts));
    return true;
  }

  return {
    async pump() {
      if (busy) return;
      busy = true;
      try {
        for (let draft = nextDraft(store.get()); draft && ready(); draft = nextDraft(store.get())) {
          let goOn = true;
          try {
            const seq = await send(draft);
            attempts = 0;
            store.dispatch({ type: "acknowledged", message_id: draft.message_id, seq });
          } catch (cause) {
            goOn = await fail(draft, cause);
          }
          if (!goOn) break;
        }
      } finally {
        busy = false;
      }
    },
  };
}
