/** Rows and numbers of the supervisors' pages as sentences. Pure functions. */

import { formatDuration, formatPercent, formatTime } from "./format.js";
import { BEHIND, BOARD, CLOCKS, HISTORY, OUTCOMES, SUPERVISION, WEEKDAYS } from "./supervision_strings.js";
import { RESOLUTIONS, plainName, reasonWords } from "./words.js";

/** @typedef {import("./supervision_types.js").Spread} Spread */
/** @typedef {import("./supervision_types.js").Mean} Mean */
/** @typedef {import("./supervision_types.js").BehindRow} BehindRow */
/** @typedef {{agents: Record<string, string>, topics: Record<string, string>, tags?: Record<string, string>}} Titles what people call a username, a topic, a tag */

/** @param {any} row of `GET /desk/history/conversations` @returns {BehindRow} */
export function behindRow(row) {
  const wait = row.wait_s === null ? "" : BEHIND.waited(formatDuration(row.wait_s));
  const outcome = row.outcome ? keyWords("outcome", row.outcome) : "";
  const score = row.score === null ? "" : BEHIND.note(row.score);
  const title = row.reason ? reasonWords(row.reason) : SUPERVISION.conversations.replace(/s$/, "");
  return { id: row.id, title, detail: [row.agent, wait, outcome, score].filter(Boolean).join(" · "), at: row.at, preview: row.preview };
}

/** @param {import("./supervision_types.js").WaitingRow} row @returns {BehindRow} */
export function waitingRow(row) {
  return { id: row.id, title: reasonWords(row.reason), detail: BOARD.since(formatDuration(row.wait_s)), at: row.since, preview: row.preview };
}

/** @param {import("./supervision_types.js").HeldRow} row @param {string} name of the agent @returns {BehindRow} */
export function heldRow(row, name) {
  const standing = row.unanswered_s === null ? BOARD.answered : BOARD.without(formatDuration(row.unanswered_s));
  return { id: row.id, title: reasonWords(row.reason), detail: [name, standing].filter(Boolean).join(" · "), at: row.since, preview: row.preview };
}

/** @param {import("./supervision_types.js").PromiseRow} row @param {(time: string) => string} words @param {string} preview @returns {BehindRow} */
export function promiseRow(row, words, preview) {
  return { id: row.id, title: CLOCKS[row.clock] ?? plainName(row.clock), detail: words(formatTime(row.at)), at: row.at, preview };
}

/** @param {import("./supervision_types.js").CallRow} row @returns {BehindRow} */
export function callRow(row) {
  return { id: row.id, title: BOARD.call, detail: BOARD.slot(formatTime(row.start), formatTime(row.end)), at: row.start, preview: row.topic ?? "" };
}

/**
 * @param {string} number of the history
 * @param {string | number | null} key
 * @param {Titles} [titles]
 * @returns {string}
 */
export function keyWords(number, key, titles) {
  if (number === "outcome" && key === null) return HISTORY.open;
  if (number === "agent" && key === null) return SUPERVISION.nobody;
  if (key === null) return SUPERVISION.notSaid;
  const text = String(key);
  switch (number) {
    case "reason": return reasonWords(text);
    case "agent": return titles?.agents[text] ?? text;
    case "topic": return titles?.topics[text] ?? plainName(text);
    case "tag": return titles?.tags?.[text] ?? plainName(text);
    case "outcome": return OUTCOMES[text] ?? plainName(text);
    case "resolution": return RESOLUTIONS[text] ?? plainName(text);
    case "weekday": return WEEKDAYS[Number(text)] ?? text;
    case "hour": return HISTORY.hour(text);
    case "score": return HISTORY.score(text);
    default: return plainName(text);
  }
}

/** @param {number | null} seconds @returns {string} a duration, or that it is not known */
export function durationWords(seconds) {
  return seconds === null ? SUPERVISION.unknown : formatDuration(Math.round(seconds));
}

/** @param {{known: number, of: number}} measured @returns {string} how much is known; empty when nothing could be */
export function knownWords({ known, of }) {
  if (of === 0) return "";
  return known === of ? SUPERVISION.onAll(known) : SUPERVISION.onOf(known, of);
}

/** @param {number} part @param {number} whole @returns {string} empty without a whole */
export function shareWords(part, whole) {
  return whole === 0 ? "" : formatPercent(part / whole);
}
