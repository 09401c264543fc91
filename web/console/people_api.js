/** The gateway's calls about people, accounts and the audit trail (docs/desk-people.md). */

import { startOfDay } from "./format.js";

/** @typedef {import("./people_types.js").AuditFilters} AuditFilters */

/** @param {(method: string, path: string, body?: unknown) => Promise<any>} call */
export function peopleCalls(call) {
  const of = (/** @type {string} */ username, /** @type {string} */ verb) => `/people/${encodeURIComponent(username)}/${verb}`;
  return {
    people: () => call("GET", "/people"),
    /** @param {string} username @param {string} role */
    setRole: (username, role) => call("POST", of(username, "role"), { role }),
    /** @param {string} username @param {"disable" | "enable" | "reset_second_factor"} verb */
    changePerson: (username, verb) => call("POST", of(username, verb), {}),
    invitations: () => call("GET", "/invitations"),
    /** @param {string} role @param {string} forWhom */
    invite: (role, forWhom) => call("POST", "/invitations", { role, for_whom: forWhom || null }),
    /** @param {string} id */
    revokeInvitation: (id) => call("DELETE", `/invitations/${encodeURIComponent(id)}`),
    /** @param {string} token */
    lookAtInvitation: (token) => call("POST", "/invitations/look", { token }),
    /** @param {{token: string, username: string, name: string, password: string}} chosen */
    acceptInvitation: (chosen) => call("POST", "/invitations/accept", chosen),
    /** @param {string} name */
    rename: (name) => call("POST", "/me", { name }),
    /** @param {string} current @param {string} fresh */
    changePassword: (current, fresh) => call("POST", "/me/password", { current, new: fresh }),
    sessions: () => call("GET", "/me/sessions"),
    /** @param {string} id */
    endSession: (id) => call("DELETE", `/me/sessions/${encodeURIComponent(id)}`),
    endOtherSessions: () => call("DELETE", "/me/sessions"),
    /** @param {string} password */
    startFactor: (password) => call("POST", "/me/second_factor", { password }),
    /** @param {string} code */
    confirmFactor: (code) => call("POST", "/me/second_factor/confirm", { code }),
    /** @param {string} password @param {string} code */
    disableFactor: (password, code) => call("POST", "/me/second_factor/disable", { password, code }),
    /** @param {AuditFilters} filters @param {number} page */
    audit: (filters, page) => call("GET", `/audit?${auditQuery(filters)}&page=${page}`),
  };
}

/** @param {AuditFilters} filters @returns {string} only what was filled in; days become moments, by the desk's clock */
export function auditQuery({ actor, action, subject, since, until }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ actor, action, subject })) if (value) query.set(name, value);
  if (since) query.set("since", startOfDay(since, 0));
  if (until) query.set("until", startOfDay(until, 1));
  return query.toString();
}

/** @param {AuditFilters} filters @returns {string} address of the file */
export function auditCsvPath(filters) {
  return `/api/v1/desk/audit?${auditQuery(filters)}&format=csv`.replace("?&", "?");
}
