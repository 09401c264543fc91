/**
 * Shapes of people, accounts and the audit trail. Types only: this module holds no code.
 *
 * @typedef {"people" | "audit" | "account"} PageName
 * @typedef {{role: string, permissions: string[], second_factor: boolean, must_set_up_second_factor: boolean}} Account
 * @typedef {{username: string, name: string, role: string, disabled: boolean, second_factor: boolean,
 *   seen_at: string | null, created_at: string}} Person
 * @typedef {{id: string, role: string, for_whom: string | null, invited_by: string | null, created_at: string,
 *   expires_at: string}} Invitation
 * @typedef {{id: string, device: string | null, created_at: string, last_seen_at: string, current: boolean}} Session
 * @typedef {{id: number, at: string, actor: string, action: string, subject_kind: string | null,
 *   subject_id: string | null, detail: Record<string, unknown> | null}} AuditEvent
 * @typedef {{actor: string, action: string, subject: string, since: string, until: string}} AuditFilters
 *   `since` and `until` are days, the last one included; empty = no filter.
 * @typedef {{secret: string, uri: string, qr: {size: number, path: string}}} StartedFactor
 *
 * @typedef {Object} PeopleState
 * @property {boolean} busy a command is under way
 * @property {Record<string, string>} errors what went wrong, by form or page
 * @property {boolean} loaded whether the page's data came at least once
 * @property {Person[]} people
 * @property {Invitation[]} invitations
 * @property {string | null} link of the invitation made just now; shown once
 * @property {Session[]} sessions
 * @property {StartedFactor | null} factor being set up
 * @property {string[]} codes recovery codes, shown once
 * @property {{events: AuditEvent[], page: number, pages: number, total: number}} audit
 * @property {AuditFilters} filters
 */

export {};
