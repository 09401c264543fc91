/** What the pages about people can do: every button of theirs ends in one of these functions. */

import { ApiError, errorSentence } from "./api.js";
import { PEOPLE_DONE } from "./people_strings.js";

/** @typedef {import("../shared/store.js").Store<import("./people_types.js").PeopleState, import("./people_state.js").Action>} PeopleStore */
/** @typedef {import("./people_types.js").PageName} PageName */

/**
 * @param {{api: import("./api.js").Api, store: PeopleStore, toast: (kind: "info" | "error", text: string) => void,
 *   onSessionOver: () => void, onAccount: () => Promise<void>}} parts
 *   `onAccount` reads again who I am
 */
export function createPeople({ api, store, toast, onSessionOver, onAccount }) {
  const calls = api.people;
  /** @type {PageName | null} */
  let page = null;

  /**
   * @param {string} form where an error is shown
   * @param {() => Promise<void>} work
   * @param {string} [done] said when it worked
   * @returns {Promise<boolean>}
   */
  const run = async (form, work, done) => {
    if (store.get().busy) return false;
    store.dispatch({ type: "started", form });
    try {
      await work();
      store.dispatch({ type: "ended" });
      if (done) toast("info", PEOPLE_DONE[done] ?? "");
      return true;
    } catch (error) {
      store.dispatch({ type: "failed", form, error: errorSentence(error) });
      if (error instanceof ApiError && error.status === 401) onSessionOver();
      return false;
    }
  };

  const loadPeople = async () => {
    const [{ people }, { invitations }] = await Promise.all([calls.people(), calls.invitations()]);
    store.dispatch({ type: "people_loaded", people, invitations });
  };
  const loadSessions = async () => store.dispatch({ type: "sessions_loaded", sessions: (await calls.sessions()).sessions });
  const loadAudit = async (/** @type {number} */ number) =>
    store.dispatch({ type: "audit_loaded", audit: await calls.audit(store.get().filters, number) });

  /** @param {string} done @param {() => Promise<unknown>} call */
  const change = (done, call) => run("people", async () => {
    try {
      await call();
    } finally {
      await loadPeople(); // Also after a refusal: the screen was behind.
    }
  }, done);

  /** @type {Record<PageName, () => Promise<void>>} */
  const loaders = {
    people: loadPeople,
    audit: () => loadAudit(1),
    // Before a required second factor is set up, the gateway lists no sessions.
    account: () => loadSessions().catch((error) => {
      if (!(error instanceof ApiError && error.code === "second_factor_required")) throw error;
    }),
  };
  const load = () => page && run("page", loaders[page]);

  return {
    /** @param {PageName | null} name of the page that is shown now */
    enter(name) {
      if (name === page) return;
      page = name;
      store.dispatch({ type: "page_entered" });
      void load();
    },
    reload: load,
    /** @param {string} role @param {string} forWhom */
    invite: (role, forWhom) => run("invite", async () => {
      store.dispatch({ type: "invitation_made", link: (await calls.invite(role, forWhom)).link });
      await loadPeople();
    }, "invite"),
    /** @param {string} id */
    revoke: (id) => change("revoke", () => calls.revokeInvitation(id)),
    /** @param {string} username @param {string} role */
    setRole: (username, role) => change("role", () => calls.setRole(username, role)),
    /** @param {string} username */
    disable: (username) => change("disable", () => calls.changePerson(username, "disable")),
    /** @param {string} username */
    enable: (username) => change("enable", () => calls.changePerson(username, "enable")),
    /** @param {string} username */
    resetFactor: (username) => change("reset", () => calls.changePerson(username, "reset_second_factor")),
    /** @param {string} name */
    rename: (name) => run("name", () => calls.rename(name).then(onAccount), "rename"),
    /** @param {string} current @param {string} fresh */
    changePassword: (current, fresh) => run("password", () => calls.changePassword(current, fresh).then(loadSessions), "password"),
    /** @param {string} id */
    endSession: (id) => run("sessions", () => calls.endSession(id).finally(loadSessions), "end"),
    endOthers: () => run("sessions", () => calls.endOtherSessions().then(loadSessions), "endOthers"),
    /** @param {string} password */
    startFactor: (password) => run("factor", async () =>
      store.dispatch({ type: "factor_started", factor: await calls.startFactor(password) })),
    /** @param {string} code */
    confirmFactor: (code) => run("factor", async () =>
      store.dispatch({ type: "codes_drawn", codes: (await calls.confirmFactor(code)).recovery_codes }), "factorOn"),
    /** The codes were written down, or setting up was given up. */
    async leaveFactor() {
      store.dispatch({ type: "factor_left" });
      await onAccount();
    },
    /** @param {string} password @param {string} code */
    disableFactor: (password, code) => run("factor", () => calls.disableFactor(password, code).then(onAccount), "factorOff"),
    /** @param {import("./people_types.js").AuditFilters} filters */
    filter: (filters) => run("page", async () => {
      store.dispatch({ type: "filters_set", filters });
      await loadAudit(1);
    }),
    /** @param {number} number */
    turn: (number) => run("page", () => loadAudit(number)),
  };
}

/** @typedef {ReturnType<typeof createPeople>} People */
