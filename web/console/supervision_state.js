/** The state of the supervisors' pages and the one function that changes it. Pure: no clock, no DOM, no network. */

import { can } from "./people_state.js";

/** @typedef {import("./supervision_types.js").SupervisionState} SupervisionState */
/** @typedef {import("./supervision_types.js").SupervisionPage} SupervisionPage */
/** @typedef {{type: string} & Record<string, any>} Action */

/** @type {SupervisionPage[]} */
export const SUPERVISION_PAGES = ["board", "history"];

/** @type {SupervisionState} */
export const INITIAL_SUPERVISION = Object.freeze({
  board: null, history: null, query: null, busy: false, error: null, behind: null,
});

/** @type {Record<string, (state: SupervisionState, action: Action) => SupervisionState>} */
const HANDLERS = {
  page_left: (state) => ({ ...state, behind: null, error: null }),
  started: (state) => ({ ...state, busy: true }),
  failed: (state, { error }) => ({ ...state, busy: false, error }),
  board_loaded: (state, { board }) => ({ ...state, board, busy: false, error: null }),
  // What the numbers of one period opened says nothing of another.
  history_asked: (state, { query }) => ({ ...state, query, busy: true, behind: null }),
  history_loaded: (state, { query, history }) =>
    query !== state.query ? state : { ...state, history, busy: false, error: null },
  behind_shown: (state, { title, rows }) =>
    ({ ...state, behind: { title, rows, total: rows.length, next: null, choice: null, busy: false } }),
  behind_asked: (state, { title, choice }) =>
    ({ ...state, behind: { title, choice, rows: [], total: 0, next: null, busy: true } }),
  behind_more: (state) => state.behind ? { ...state, behind: { ...state.behind, busy: true } } : state,
  behind_loaded: (state, { choice, rows, total, next }) => {
    const { behind } = state;
    if (!behind || behind.choice !== choice) return state;
    return { ...state, behind: { ...behind, rows: [...behind.rows, ...rows], total, next, busy: false } };
  },
  behind_closed: (state) => ({ ...state, behind: null }),
  forgotten: () => INITIAL_SUPERVISION,
};

/** @param {SupervisionState} state @param {Action} action @returns {SupervisionState} */
export function reduceSupervision(state, action) {
  return HANDLERS[action.type]?.(state, action) ?? state;
}

/**
 * @param {{account: import("./people_types.js").Account | null, page: string | null}} state
 * @returns {SupervisionPage | null} what is shown instead of the conversations
 */
export function shownSupervision({ account, page }) {
  return can(account, "see_board") ? SUPERVISION_PAGES.find((each) => each === page) ?? null : null;
}
