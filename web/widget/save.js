import { h } from "../shared/dom.js";

/** A browser has begun to save long before this, in milliseconds. */
const KEPT_MS = 60_000;

/** Gives the customer a file, as a download. @param {Blob} file @param {string} name */
export function save(file, name) {
  const href = URL.createObjectURL(file);
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}
