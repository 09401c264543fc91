/**
 * Turns what was written into segments, never into HTML: the reader's page builds text nodes from them.
 *
 * @typedef {{type: "text" | "bold", text: string} | {type: "link", text: string, href: string} | {type: "break"}} Segment
 */

/** Bold between double stars, or an address. Labels cannot hide an address: what is shown is where it leads. */
const MARKS = /\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|\b(?:https?:\/\/|mailto:|tel:)[^\s<>"«»]+/gi;

/** Punctuation that ends the sentence rather than the address. */
const TRAILING = /[.,;:!?…'’\u00a0\u202f]+$/;

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * @param {string} text
 * @returns {Segment[]} In reading order; neighbouring texts are one segment.
 */
export function toSegments(text) {
  /** @type {Segment[]} */
  const segments = [];
  text.replace(/\r\n?/g, "\n").split("\n").forEach((line, index) => {
    if (index > 0) segments.push({ type: "break" });
    segments.push(...lineSegments(line));
  });
  return segments;
}

/**
 * @param {string} line
 * @returns {Segment[]}
 */
function lineSegments(line) {
  /** @type {Segment[]} */
  const segments = [];
  let end = 0;
  for (const found of line.matchAll(MARKS)) {
    const at = found.index ?? 0;
    const bold = found[1];
    const address = bold === undefined ? withoutTail(found[0]) : null;
    const href = address === null ? null : safeHref(address);
    if (bold === undefined && href === null) continue;
    if (at > end) segments.push({ type: "text", text: line.slice(end, at) });
    if (address !== null && href !== null) {
      segments.push({ type: "link", text: address.replace(/^(mailto|tel):/i, ""), href });
      end = at + address.length;
    } else {
      segments.push({ type: "bold", text: bold ?? "" });
      end = at + found[0].length;
    }
  }
  if (end < line.length) segments.push({ type: "text", text: line.slice(end) });
  return segments;
}

/**
 * Cuts the punctuation of the sentence off an address, and a closing bracket that was opened before it.
 *
 * @param {string} address
 * @returns {string}
 */
function withoutTail(address) {
  let kept = address.replace(TRAILING, "");
  while (kept.endsWith(")") && kept.split("(").length < kept.split(")").length) {
    kept = kept.slice(0, -1).replace(TRAILING, "");
  }
  return kept;
}

/**
 * Gives an address that can be clicked without danger.
 *
 * @param {string} address
 * @returns {string | null} `null` when it is not http, https, mailto or tel, or leads nowhere.
 */
export function safeHref(address) {
  try {
    const url = new URL(address);
    if (!SCHEMES.has(url.protocol)) return null;
    return url.hostname || url.pathname ? url.href : null;
  } catch {
    return null;
  }
}
