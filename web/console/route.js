/**
 * The place in the console lives in the address, so that a reload or a shared link finds it again: `#/c/ID` is a
 * conversation, `#/equipe`, `#/journal` and `#/compte` are pages, `#invitation=TOKEN` lets somebody in.
 */

/** @type {Record<string, string>} by the name of a page */
export const PAGE_HASHES = { people: "#/equipe", audit: "#/journal", account: "#/compte" };

/** @param {string} hash of the address @returns {string | null} */
export function readHash(hash) {
  const found = /^#\/c\/([^/]+)$/.exec(hash);
  try {
    return found?.[1] ? decodeURIComponent(found[1]) : null;
  } catch {
    return null; // A broken escape, typed by hand.
  }
}

/** @param {string | null} id @returns {string} */
export function writeHash(id) {
  return id ? `#/c/${encodeURIComponent(id)}` : "#/";
}

/** @param {string} hash @returns {string | null} name of the page that takes the place of the conversations */
export function readPage(hash) {
  return Object.entries(PAGE_HASHES).find(([, address]) => address === hash)?.[0] ?? null;
}

/** @param {string} hash @returns {string | null} the secret of an invitation; never sent with a request for a page */
export function readInvitation(hash) {
  return /^#invitation=([A-Za-z0-9_-]{10,100})$/.exec(hash)?.[1] ?? null;
}
