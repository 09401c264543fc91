/** The state of the pages about people, and the one function that changes it. Pure. */

/** @typedef {import("./people_types.js").PeopleState} PeopleState */
/** @typedef {import("./people_types.js").Account} Account */
/** @typedef {import("./people_types.js").AuditEvent} AuditEvent */
/** @typedef {{type: string} & Record<string, any>} Action */

/** @type {import("./people_types.js").AuditFilters} */
export const NO_FILTERS = Object.freeze({ actor: "", action: "", subject: "", since: "", until: "" });

/** @type {PeopleState} */
export const INITIAL_PEOPLE = Object.freeze({
  busy: false, errors: {}, loaded: false, people: [], invitations: [], link: null, sessions: [],
  factor: null, codes: [], audit: { events: [], page: 1, pages: 1, total: 0 }, filters: NO_FILTERS,
});

/** @type {Record<string, (state: PeopleState, action: Action) => PeopleState>} */
const HANDLERS = {
  // What was shown once is gone when its page is left.
  page_entered: (state) => ({ ...INITIAL_PEOPLE, filters: state.filters }),
  started: (state, { form }) => ({ ...state, busy: true, errors: { ...state.errors, [form]: "" } }),
  ended: (state) => ({ ...state, busy: false }),
  failed: (state, { form, error }) => ({ ...state, busy: false, errors: { ...state.errors, [form]: error } }),
  people_loaded: (state, { people, invitations }) => ({ ...state, loaded: true, people, invitations }),
  invitation_made: (state, { link }) => ({ ...state, link }),
  sessions_loaded: (state, { sessions }) => ({ ...state, loaded: true, sessions }),
  factor_started: (state, { factor }) => ({ ...state, factor }),
  factor_left: (state) => ({ ...state, factor: null, codes: [] }),
  codes_drawn: (state, { codes }) => ({ ...state, factor: null, codes }),
  filters_set: (state, { filters }) => ({ ...state, filters }),
  audit_loaded: (state, { audit }) => ({ ...state, loaded: true, audit }),
};

/** @param {PeopleState} state @param {Action} action @returns {PeopleState} */
export function reducePeople(state, action) {
  return HANDLERS[action.type]?.(state, action) ?? state;
}

/**
 * @param {any} me as `GET /desk/me` answers
 * @returns {Account}
 */
export function readAccount(me) {
  return {
    role: me?.role ?? "agent",
    permissions: me?.permissions ?? ["see_conversations", "answer"],
    second_factor: me?.second_factor === true,
    must_set_up_second_factor: me?.must_set_up_second_factor === true,
  };
}

/** @param {Account | null} account @param {string} permission @returns {boolean} */
export function can(account, permission) {
  return !!account && !account.must_set_up_second_factor && account.permissions.includes(permission);
}

/**
 * @param {Account | null} account
 * @param {string | null} page of the address
 * @returns {import("./people_types.js").PageName | null} what is shown instead of the conversations; always something
 *   to whom these are closed
 */
export function shownPage(account, page) {
  const closed = can(account, "see_conversations") ? null : "account";
  return pagesOf(account).find((each) => each === page) ?? closed;
}

/** @param {Account | null} account @returns {import("./people_types.js").PageName[]} the pages this account opens */
export function pagesOf(account) {
  /** @type {import("./people_types.js").PageName[]} */
  const pages = ["account"];
  if (can(account, "invite_agents")) pages.push("people");
  if (can(account, "see_audit")) pages.push("audit");
  return pages;
}
