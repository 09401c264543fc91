import { WireError } from "../shared/errors.js";
import { call } from "../shared/http.js";

/**
 * The HTTP side of the contract, for one service.
 *
 * @typedef {import("./types.js").Draft} Draft
 * @typedef {ReturnType<typeof createRest>} Rest
 */

/** The chat opens without knowing more, after this long, in milliseconds. */
const BRAND_TIMEOUT_MS = 3_000;

/** @param {string} server Origin. */
export function createRest(server) {
  const root = `${server}/api/v1/conversations`;
  /** @param {string} id @param {string} [what] */
  const url = (id, what = "") => `${root}/${encodeURIComponent(id)}${what}`;
  return {
    /** @param {{locale: string, page_url: string}} about @returns {Promise<any>} `{id, token, mode}` */
    create: (about) => call(root, { method: "POST", body: about }),

    /** @param {string} id @param {string} token @param {number} after @returns {Promise<any>} `{messages, mode, conversation}` */
    fetchAfter: (id, token, after) => call(url(id, `/messages?after=${after}`), { token }),

    /** @param {string} id @param {string} token @param {Draft} draft @returns {Promise<any>} `{seq, mode, replies}` */
    post(id, token, { message_id, text, payload }) {
      const said = payload === null ? { text } : { payload, title: text };
      return call(url(id, "/messages"), { method: "POST", token, body: { message_id, ...said } });
    },

    /** @param {string} id @param {string} token @param {number} score 1 (not listened to at all) to 5 (entirely). @param {string} comment */
    score: (id, token, score, comment) => call(url(id, "/feedback"), { method: "POST", token, body: comment ? { score, comment } : { score } }),

    /** @param {string} id @param {string} token @param {number} seq @param {string} channel @returns {Promise<any>} `{code, url}` */
    share: (id, token, seq, channel) => call(url(id, `/messages/${seq}/share`), { method: "POST", token, body: { channel } }),

    /** @returns {Promise<any>} Whose assistant this is, and what it keeps. */
    brand: () => call(`${server}/api/v1/brand`, { timeoutMs: BRAND_TIMEOUT_MS }),

    /** @param {string} id @param {string} token @param {string} proof Signed by the site. @returns {Promise<any>} */
    identify: (id, token, proof) => call(url(id, "/identity"), { method: "POST", token, body: { token: proof } }),

    /** @param {string} id @param {string} token @param {string} language @returns {Promise<Blob>} A text to read. */
    async download(id, token, language) {
      const answer = await fetch(url(id, `/export?format=txt&lang=${language}`), { headers: { Authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new WireError(`http_${answer.status}`);
      return answer.blob();
    },

    /** @param {string} id @param {string} token @returns {Promise<any>} The receipt. */
    erase: (id, token) => call(url(id), { method: "DELETE", token }),
  };
}
