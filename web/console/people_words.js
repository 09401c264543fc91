/** Rows of the audit trail and dates, in words. Pure functions. */

import { ACTORS, AUDIT_ACTIONS, AUDIT_SUBJECTS } from "./audit_strings.js";
import { ROLES } from "./people_strings.js";

const MOMENT = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const PREFIX = "agent:";

/** @param {string | null} at ISO 8601 @returns {string} day and time; empty without one */
export function momentWords(at) {
  const date = new Date(at ?? "");
  return Number.isNaN(date.getTime()) ? "" : MOMENT.format(date);
}

/** @param {string} actor @returns {string} a username, or who else it was */
export function actorWords(actor) {
  return actor.startsWith(PREFIX) ? actor.slice(PREFIX.length) : (ACTORS[actor] ?? actor);
}

/** @param {string} action @returns {string} */
export function actionWords(action) {
  return AUDIT_ACTIONS[action] ?? action;
}

/** @param {import("./people_types.js").AuditEvent} event @returns {string} */
export function subjectWords({ subject_kind, subject_id }) {
  if (!subject_kind) return "";
  return [AUDIT_SUBJECTS[subject_kind] ?? subject_kind, subject_id].filter(Boolean).join(" ");
}

/** @type {Record<string, string>} */
const DETAILS = {
  from: "de", to: "à", role: "rôle", device: "appareil", why: "motif", reason: "motif", seq: "n°", ended: "sessions", left: "codes restants",
  conversations: "conversations", second_factor: "second facteur",
};

/** @param {Record<string, unknown> | null} detail @returns {string} e.g. `de Conseiller, à Superviseur` */
export function detailWords(detail) {
  return Object.entries(detail ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${DETAILS[name] ?? name} ${ROLES[String(value)] ?? VALUES[String(value)] ?? value}`)
    .join(", ");
}

/** @type {Record<string, string>} */
const VALUES = {
  bot: "assistant", queued: "en file", human: "conseiller", wrap_up: "fin", closed: "close", password: "mot de passe", code: "code",
  recovery_code: "code de secours", invitation: "lien d’invitation", claimed: "prise en charge", released: "remise en file",
  return_to_bot: "rendue", close: "close", agent_disabled: "accès fermé",
};
