import { WireError } from "../shared/errors.js";
import { save } from "./save.js";
import { passOn } from "./sharing.js";
import { STRINGS as T } from "./strings.js";

/**
 * What a customer asks of the service about his conversation, and what he hears when it does not work.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Action} Action
 */

/**
 * @param {import("../shared/store.js").Store<State, Action>} store
 * @param {import("./rest.js").Rest} rest
 */
export function createRequests(store, rest) {
  /** @param {string} text @param {import("../shared/errors.js").Severity | "done"} [severity] @returns {Action} */
  const notice = (text, severity = "notice") => ({ type: "notice", notice: { text, severity } });

  /**
   * @param {(id: string, token: string) => Promise<unknown>} ask
   * @param {string} failure Said when it did not work.
   * @param {Action} [done]
   */
  async function attempt(ask, failure, done) {
    const { id, token } = store.get();
    if (id === null || token === null) return false;
    try {
      await ask(id, token);
      if (done) store.dispatch(done);
      return true;
    } catch (error) {
      store.dispatch(notice(failure, error instanceof WireError ? error.severity : "notice"));
      return false;
    }
  }

  return {
    /** @param {number} score */
    score: (score) => void attempt((id, token) => rest.score(id, token, score, ""), T.scoreFailed, { type: "scored", score }),

    /** @param {string} words What the customer adds to his score; "" for nothing. */
    comment(words) {
      const { score } = store.get();
      if (words === "" || score === null) store.dispatch({ type: "rated" });
      else void attempt((id, token) => rest.score(id, token, score, words), T.scoreFailed, { type: "rated" });
    },

    download() {
      const get = async (/** @type {string} */ id, /** @type {string} */ token) =>
        save(await rest.download(id, token, T.lang.slice(0, 2)), "conversation.txt");
      void attempt(get, T.downloadFailed, notice(T.downloaded, "done"));
    },

    /** @param {() => void} leave Forgets in the browser what the service has erased. */
    async erase(leave) {
      if (!(await attempt(rest.erase, T.eraseFailed))) return;
      leave();
      store.dispatch(notice(T.erased, "done"));
    },

    /** @param {number} seq @param {import("./sharing.js").Channel} channel @returns {Promise<string>} How it went. */
    async share(seq, channel) {
      const { id, token } = store.get();
      if (id === null || token === null) return T.shareFailed;
      try {
        const { url, done } = await passOn(channel, async () => (await rest.share(id, token, seq, channel)).url);
        if (!done) return T.shareByHand(url);
        return channel === "copy" ? T.copied : "";
      } catch {
        return T.shareFailed;
      }
    },
  };
}
