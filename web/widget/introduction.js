import { WireError, isGone } from "../shared/errors.js";

/**
 * Shows the site's token for who the customer is, once for each conversation, before anything is said in it.
 *
 * @typedef {object} IntroductionOptions
 * @property {import("../shared/store.js").Store<import("./types.js").State, import("./types.js").Action>} store
 * @property {import("./rest.js").Rest} rest
 * @property {() => string | null | undefined} proof The token; nothing when the site has not said who it is.
 * @property {() => void} leave Leaves a conversation that is somebody else's.
 * @property {(code: string) => void} refused Told when the token is not believed; the customer stays unknown.
 *
 * @typedef {ReturnType<typeof createIntroduction>} Introduction
 */

/** @param {IntroductionOptions} options */
export function createIntroduction({ store, rest, proof, leave, refused }) {
  let shown = "";
  const now = () => `${store.get().token} ${proof()}`;
  return {
    /** Whether what the customer writes may go. */
    get done() {
      return !proof() || shown === now();
    },
    /** @throws {WireError} The service could not be asked: nothing may go yet. */
    async make() {
      const { id, token } = store.get();
      const given = proof();
      if (id === null || token === null || !given || this.done) return;
      const attempt = now();
      try {
        await rest.identify(id, token, given);
      } catch (error) {
        if (isGone(error)) return; // Who asks for news next will find out.
        if (!(error instanceof WireError) || error.transient) throw error;
        if (error.code === "identity_mismatch") return leave();
        refused(error.code);
      }
      shown = attempt;
    },
  };
}
