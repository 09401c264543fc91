/** The open conversation lives in the address (`#/c/ID`), so that a reload or a shared link finds it again. */

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
