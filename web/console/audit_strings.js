/** What is read on the page « Journal ». */

export const AUDIT = {
  title: "Journal",
  lead: "Qui a vu et fait quoi. Personne n’y change rien, et aucune parole de client n’y figure.",
  filters: "Filtres",
  actor: "Qui (identifiant)",
  action: "Action",
  all: "Toutes",
  subject: "Sur quoi (identifiant)",
  since: "Du",
  until: "Au",
  go: "Filtrer",
  csv: "Télécharger en CSV",
  at: "Quand",
  who: "Qui",
  what: "Action",
  about: "Sur quoi",
  detail: "Détail",
  none: "Rien ne correspond.",
  previous: "Plus récents",
  next: "Plus anciens",
  page: (/** @type {number} */ page, /** @type {number} */ pages) => `Page ${page} sur ${pages}`,
  total: (/** @type {number} */ n) => (n > 1 ? `${n} lignes` : `${n} ligne`),
};

/** @type {Record<string, string>} */
export const ACTORS = { cli: "Ligne de commande", system: "Système", unknown: "Inconnu" };

/** Every action of the audit trail (bot/contracts/people.py). @type {Record<string, string>} */
export const AUDIT_ACTIONS = {
  login: "Connexion",
  login_failed: "Connexion refusée",
  logout: "Déconnexion",
  session_revoked: "Session terminée",
  password_changed: "Mot de passe changé",
  name_changed: "Nom changé",
  second_factor_enabled: "Double authentification activée",
  second_factor_disabled: "Double authentification désactivée",
  second_factor_reset: "Double authentification retirée",
  recovery_code_used: "Code de secours utilisé",
  invited: "Invitation créée",
  invitation_revoked: "Invitation annulée",
  invitation_accepted: "Invitation acceptée",
  person_added: "Membre ajouté",
  role_changed: "Rôle changé",
  person_disabled: "Accès fermé",
  person_enabled: "Accès rouvert",
  routing_changed: "Attribution changée",
  conversation_seen: "Conversation vue",
  claimed: "Prise en charge",
  released: "Remise en file",
  transferred: "Transférée",
  returned: "Rendue à l’assistant",
  closed: "Close",
  mode_changed: "État changé",
  message_sent: "Message envoyé",
  note_added: "Note ajoutée",
  searched: "Recherche",
  transcript_exported: "Conversation exportée",
  alert_lifted: "Alerte levée",
  alert_confirmed: "Alerte confirmée",
  file_exported: "Dossier exporté",
  board_exported: "Chiffres exportés",
  audit_exported: "Journal exporté",
  retention_applied: "Données trop anciennes effacées",
};

/** @type {Record<string, string>} */
export const AUDIT_SUBJECTS = {
  agent: "Membre",
  conversation: "Conversation",
  file: "Dossier",
  invitation: "Invitation",
  session: "Session",
};
