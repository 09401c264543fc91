/** What this browser remembers: three preferences, and words that the gateway has not acknowledged yet. */

import { afterReload } from "./outbox_state.js";
import { NO_FILTERS } from "./queue_state.js";

/** @typedef {import("./types.js").OutboxItem} OutboxItem */

const SOUND = "ecoute.console.sound";
const NOTICES = "ecoute.console.notices";
const SINGLE_KEYS = "ecoute.console.single_keys";
const FILTERS = "ecoute.console.filters";
const FOLDED = "ecoute.console.folded";
const OUTBOX = "ecoute.console.outbox";

/** @param {string} key @param {boolean} fallback @param {Storage} store @returns {boolean} */
function readFlag(key, fallback, store) {
  try {
    return (store.getItem(key) ?? (fallback ? "1" : "0")) === "1";
  } catch {
    return fallback; // Storage is forbidden: the console works, it only forgets.
  }
}

/** @param {Storage} store @param {string} key @param {string | null} value */
function write(store, key, value) {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, value);
  } catch {
    // Forbidden or full: same as above.
  }
}

/**
 * @param {Storage} lasting preferences outlive the browser
 * @param {Storage} passing unsent words die with the tab: they may be about a customer
 */
export function createMemory(lasting, passing) {
  return {
    sound: () => readFlag(SOUND, false, lasting),
    singleKeys: () => readFlag(SINGLE_KEYS, true, lasting),
    /** @param {boolean} on */
    setSound: (on) => write(lasting, SOUND, on ? "1" : "0"),
    notices: () => readFlag(NOTICES, false, lasting),
    /** @param {boolean} on */
    setNotices: (on) => write(lasting, NOTICES, on ? "1" : "0"),
    /** @param {boolean} on */
    setSingleKeys: (on) => write(lasting, SINGLE_KEYS, on ? "1" : "0"),
    /** @returns {import("./types.js").Filters} of the queue, for as long as the tab lives */
    filters: () => {
      try {
        return { ...NO_FILTERS, ...JSON.parse(passing.getItem(FILTERS) ?? "{}") };
      } catch {
        return NO_FILTERS;
      }
    },
    /** @param {import("./types.js").Filters} filters */
    setFilters: (filters) => write(passing, FILTERS, JSON.stringify(filters)),
    /** @returns {Record<string, boolean>} sections of the evidence that were folded or unfolded in this tab */
    folded: () => {
      try {
        return JSON.parse(passing.getItem(FOLDED) ?? "{}");
      } catch {
        return {};
      }
    },
    /** @param {Record<string, boolean>} folded */
    setFolded: (folded) => write(passing, FOLDED, JSON.stringify(folded)),
    /**
     * @param {string} owner username: another agent on this tab must not send these words
     * @returns {OutboxItem[]} none is on its way any more
     */
    outbox: (owner) => {
      try {
        const kept = JSON.parse(passing.getItem(OUTBOX) ?? "null");
        if (kept?.owner !== owner || !Array.isArray(kept.items)) return [];
        return kept.items.map(afterReload);
      } catch {
        return [];
      }
    },
    /** @param {string} owner @param {OutboxItem[]} items */
    setOutbox: (owner, items) => write(passing, OUTBOX, items.length > 0 ? JSON.stringify({ owner, items }) : null),
  };
}

/** @typedef {ReturnType<typeof createMemory>} Memory */
