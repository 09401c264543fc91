/** Rows of the audit trail, in words. Pure functions. */

import { ACTORS, AUDIT_ACTIONS, AUDIT_SUBJECTS } from "./audit_strings.js";
import { ROLES } from "./people_strings.js";
import { REASONS } from "./words.js";

const PREFIX = "agent:";
/** Of a drawn number its first part says enough, as above a conversation. */
const UUID_TAIL = /(?<=^[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
  return [AUDIT_SUBJECTS[subject_kind] ?? subject_kind, subject_id?.replace(UUID_TAIL, "")].filter(Boolean).join(" ");
}

/** @type {Record<string, string>} */
const DETAILS = {
  from: "de", to: "à", role: "rôle", device: "appareil", why: "motif", reason: "motif", seq: "n°", ended: "sessions", left: "codes restants",
  conversations: "conversations", callbacks: "rappels", complaints: "réclamations", pre_files: "pré-dossiers", closed_files: "dossiers refusés ou retirés",
  paid_files: "dossiers payés", invitations: "invitations", audit_events: "lignes du journal", bot_memory: "mémoires de Rasa", stayed: "gardés pour un motif",
  found: "résultats", format: "format", masked: "données masquées", notes: "avec les notes", second_factor: "second facteur",
};

/** @param {Record<string, unknown> | null} detail @returns {string} e.g. `de Conseiller, à Superviseur` */
export function detailWords(detail) {
  return Object.entries(detail ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${DETAILS[name] ?? name} ${valueWords(String(value))}`)
    .join(", ");
}

/** @param {string} value @returns {string} a code in words; one that names somebody ends in `:username` */
function valueWords(value) {
  const [code = "", whom = ""] = value.split(":");
  return whom && NAMING[code] ? `${NAMING[code]} ${whom}` : (ROLES[value] ?? VALUES[value] ?? reasonOr(value));
}

/** @param {string} value @returns {string} why a human was called, or the code itself */
const reasonOr = (value) => REASONS[value] ?? value;

/** @type {Record<string, string>} */
const NAMING = { to: "transmise à", assigned: "confiée à", agent: "par" };

/** @type {Record<string, string>} */
const VALUES = {
  bot: "assistant", queued: "file d’attente", true: "oui", false: "non", human: "conseiller", wrap_up: "fin", closed: "close", password: "mot de passe", code: "code",
  recovery_code: "code de secours", invitation: "lien d’invitation", claimed: "prise en charge", released: "remise en file",
  return_to_bot: "rendue", close: "close", agent_disabled: "accès fermé", reopened: "rouverte", settled: "terminée", taken_over: "reprise en main", agent_gone: "sans signe de son agent",
  routed: "attribution automatique", cancelled: "annulée par le client",
};
