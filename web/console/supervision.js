/** What supervisors can do: every button of their pages ends in one of these functions. */

import { ApiError, errorSentence } from "./api.js";
import { lastDays } from "./periods.js";
import { behindRow } from "./supervision_words.js";

/** @typedef {import("../shared/store.js").Store<import("./supervision_types.js").SupervisionState, import("./supervision_state.js").Action>} SupervisionStore */
/** @typedef {import("./supervision_types.js").SupervisionPage} SupervisionPage */

/** News of the queue come in bursts; the board is fetched once for all of them. */
const AFTER_NEWS_MS = 2_000;
/** Promises break and calls come due without any news. */
const ROUND_MS = 15_000;

/**
 * @param {{calls: import("./supervision_api.js").SupervisionCalls, store: SupervisionStore, onSessionOver: () => void,
 *   today?: () => Date, isHidden?: () => boolean}} parts
 */
export function createSupervision({ calls, store, onSessionOver, today = () => new Date(), isHidden = () => document.hidden }) {
  /** @type {SupervisionPage | null} */
  let page = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let askedAt = 0;

  const fail = (/** @type {unknown} */ error) => {
    if (error instanceof ApiError && error.status === 401) return onSessionOver();
    store.dispatch({ type: "failed", error: errorSentence(error) });
  };

  const loadBoard = async () => {
    clearTimeout(timer);
    askedAt = Date.now();
    store.dispatch({ type: "started" });
    try {
      store.dispatch({ type: "board_loaded", board: await calls.board() });
    } catch (error) {
      fail(error);
    }
    if (page === "board") timer = setTimeout(round, ROUND_MS);
  };

  const round = () => {
    if (!isHidden()) return void loadBoard();
    timer = setTimeout(round, ROUND_MS);
  };

  /** @param {import("./supervision_types.js").Query} query */
  const loadHistory = async (query) => {
    store.dispatch({ type: "history_asked", query });
    try {
      store.dispatch({ type: "history_loaded", query, history: await calls.history(query) });
    } catch (error) {
      if (store.get().query === query) fail(error);
    }
  };

  /** @param {import("./supervision_types.js").Choice} choice @param {number} offset */
  const loadBehind = async (choice, offset) => {
    const { query } = store.get();
    if (!query) return;
    try {
      const found = await calls.conversations(query, choice, offset);
      const rows = found.conversations.map(behindRow);
      store.dispatch({ type: "behind_loaded", choice, rows, total: found.total, next: found.next });
    } catch (error) {
      fail(error);
    }
  };

  const firstQuery = () => ({ ...lastDays(7, today()), reason: "", agent: "", topic: "", region: "" });

  return {
    store,
    /** @param {SupervisionPage | null} shown */
    enter(shown) {
      if (shown === page) return;
      page = shown;
      clearTimeout(timer);
      store.dispatch({ type: "page_left" });
      if (shown === "board") void loadBoard();
      if (shown === "history") void loadHistory(store.get().query ?? firstQuery());
    },
    /** The queue changed: the board follows, not more often than every `AFTER_NEWS_MS`. */
    queueChanged() {
      if (page !== "board") return;
      clearTimeout(timer);
      timer = setTimeout(round, Math.max(0, askedAt + AFTER_NEWS_MS - Date.now()));
    },
    retry: () => (page === "board" ? void loadBoard() : void loadHistory(store.get().query ?? firstQuery())),
    /** @param {Partial<import("./supervision_types.js").Query>} change */
    ask: (change) => void loadHistory({ ...(store.get().query ?? firstQuery()), ...change }),
    /** @param {string} title @param {import("./supervision_types.js").BehindRow[]} rows */
    show: (title, rows) => store.dispatch({ type: "behind_shown", title, rows }),
    /** @param {string} title @param {string} number @param {string | number | null} [value] */
    open(title, number, value = null) {
      const choice = { number, value: value === null ? null : String(value) };
      store.dispatch({ type: "behind_asked", title, choice });
      void loadBehind(choice, 0);
    },
    more() {
      const { behind } = store.get();
      if (!behind?.choice || behind.next === null || behind.busy) return;
      store.dispatch({ type: "behind_more" });
      void loadBehind(behind.choice, behind.next);
    },
    close: () => store.dispatch({ type: "behind_closed" }),
    /** Nothing of it may be there for the next person at this screen. */
    leave() {
      page = null;
      clearTimeout(timer);
      store.dispatch({ type: "forgotten" });
    },
  };
}

/** @typedef {ReturnType<typeof createSupervision>} Supervision */
