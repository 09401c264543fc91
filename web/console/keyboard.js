/** The keyboard as data: which key means what, and where. Pure. */

/**
 * @typedef {"next" | "previous" | "claim" | "reply" | "note" | "transfer" | "return_to_bot" | "help" | "leave_field"
 *   | "availability" | "filters" | "within_reach" | "who" | "assign" | "take_over" | "join"
 *   | "release" | "close" | "reopen" | "undo" | "export" | "search" | "mentions" | "hotline"
 *   | "unsend" | "suggestion_1" | "suggestion_2" | "suggestion_3"} Command
 * @typedef {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean, code?: string}} Key
 */

/** @type {Record<string, Command>} */
const SINGLE = {
  j: "next", k: "previous", c: "claim", "/": "reply", r: "reply", n: "note", t: "transfer", b: "return_to_bot", "?": "help",
  d: "availability", l: "filters", p: "within_reach", q: "who", a: "assign", i: "take_over", v: "join",
  f: "release", x: "close", o: "reopen", u: "undo", e: "export", s: "search", m: "mentions", h: "hotline",
};

/**
 * @param {Key} key
 * @param {{inField: boolean, inDialog: boolean, inList: boolean, singleKeys: boolean, holds?: boolean, hasWords?: boolean}} where
 *   `inField`: words can be typed; `hasWords`: some are there; `singleKeys`: the agent wants shortcuts of one letter;
 *   `holds`: a reply can still be taken back
 * @returns {Command | null} `null` leaves the key to the browser
 */
export function readKey(key, { inField, inDialog, inList, singleKeys, holds = false, hasWords = false }) {
  if (inDialog) return null;
  if (holds && (key.key === "Escape" || (isUndo(key) && !hasWords))) return "unsend";
  if (key.altKey && !key.ctrlKey && !key.metaKey) {
    // By place of the key, not by character: on a French keyboard 1 2 3 are & é ".
    const digit = /^(?:Digit|Numpad)([1-3])$/.exec(key.code ?? "")?.[1];
    return digit ? /** @type {Command} */ (`suggestion_${digit}`) : null;
  }
  if ((key.ctrlKey || key.metaKey) && !key.altKey && !key.shiftKey && key.key === "k") return "search";
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  if (inField) return key.key === "Escape" ? "leave_field" : null;
  if (inList && key.key === "ArrowDown") return "next";
  if (inList && key.key === "ArrowUp") return "previous";
  return singleKeys ? (SINGLE[key.key] ?? null) : null;
}

/** @param {Key} key @returns {boolean} in a field with words it belongs to these */
function isUndo(key) {
  return (key.ctrlKey || key.metaKey) && !key.altKey && !key.shiftKey && key.key.toLowerCase() === "z";
}

/** @param {string} command @returns {string | null} the key of one letter that does it; `null` when there is none */
export function keyOf(command) {
  return Object.keys(SINGLE).find((key) => SINGLE[key] === command) ?? null;
}

/** @param {string} label @param {string} command @returns {string} a tooltip that teaches the key */
export function withKey(label, command) {
  const key = keyOf(command);
  return key ? `${label} (${key})` : label;
}

/**
 * @param {Key & {isComposing?: boolean}} key pressed in the composer
 * @returns {"send" | "send_and_next" | null} `null`: the key writes; Enter that ends an accent or a word
 *   suggested by an input method is not a message
 */
export function readComposerKey(key) {
  if (key.key !== "Enter" || key.shiftKey || key.isComposing) return null;
  return key.ctrlKey || key.metaKey ? "send_and_next" : "send";
}
