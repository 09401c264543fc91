/** What an agent reads while working: endings, ready answers, mentions, search, transcripts. */

export const CLOSING = {
  title: "Clore la conversation",
  lead: "Le client sera prévenu. Vous pourrez la rouvrir.",
  resolution: "Issue (facultative)",
  tags: (/** @type {number} */ most) => `Étiquettes (${most} au plus)`,
  summary: "En une phrase, pour la suite (facultatif)",
  go: "Clore",
};

export const TRANSFER = {
  title: "Transférer la conversation",
  to: "À qui",
  queue: "À la file d’attente",
  queueHint: "le premier disponible",
  username: "Identifiant de l’agent",
  usernameHelp: "Laissez vide pour remettre la conversation dans la file.",
  load: (/** @type {number} */ held, /** @type {number} */ most) => `${held} sur ${most}`,
  here: "disponible",
  away: "absent",
  offline: "hors ligne",
  note: "Note privée pour votre collègue (facultatif)",
  go: "Transférer",
};

export const EXPORT = {
  title: "Exporter la conversation",
  format: "Format",
  formats: /** @type {Record<string, string>} */ ({ txt: "Texte", html: "Page à imprimer", json: "JSON, pour un autre outil" }),
  notes: "Avec les notes privées",
  masked: "Masquer les données personnelles",
  maskedHelp: "Sans masque, l’export contient tout ce que le client a écrit. Il est noté au journal.",
  go: "Télécharger",
};

export const PICKER = {
  canned: "Réponses types",
  colleagues: "Collègues",
  found: (/** @type {number} */ n) => (n > 1 ? `${n} propositions, flèches pour choisir, Entrée pour insérer` : n === 1 ? "1 proposition, Entrée pour l’insérer" : ""),
  slash: "/ au début insère une réponse type",
  at: "@ prévient un collègue",
  noneFound: "Aucune réponse type ne correspond. Échap pour envoyer ce texte tel quel.",
  gap: "Complétez d’abord ce qui est entre ⟦ et ⟧.",
};

export const MENTIONS = {
  title: "Mentions",
  open: (/** @type {number} */ n) => (n > 1 ? `Mentions\u202f: ${n} nouvelles` : n === 1 ? "Mentions\u202f: 1 nouvelle" : "Mentions"),
  none: "Aucun collègue ne vous a mentionné.",
  by: (/** @type {string} */ name) => `${name} vous a mentionné`,
  somebody: "Un collègue",
  fresh: "nouveau",
  arrived: (/** @type {string} */ name) => `${name} vous a mentionné dans une note.`,
};

export const SEARCH = {
  title: "Rechercher",
  open: "Rechercher",
  words: "Mots, référence, nom ou numéro de conversation",
  mode: "État",
  agent: "Agent",
  tag: "Étiquette",
  since: "Du",
  until: "Au",
  any: "Tous",
  anyTag: "Toutes",
  busy: "Recherche…",
  hint: "Sans différence entre majuscules et minuscules, avec ou sans accents.",
  none: "Aucune conversation ne correspond.",
  found: (/** @type {number} */ n, /** @type {boolean} */ more) =>
    more ? `Plus de ${n} conversations` : n > 1 ? `${n} conversations` : "1 conversation",
  more: "Résultats suivants",
  kinds: /** @type {Record<string, string>} */ ({ note: "dans une note privée", message: "", other: "" }),
  filters: "Filtres",
};

export const HOTLINE = {
  title: "Rappels et réclamations",
  callbacks: "Rappels à faire",
  complaints: "Réclamations à lire",
  noCallback: "Aucun rappel à faire.",
  noComplaint: "Aucune réclamation à lire.",
  done: "Appel passé",
  read: "Lue",
  open: "Ouvrir la conversation",
  slot: (/** @type {string} */ day, /** @type {string} */ from, /** @type {string} */ to) => `${day}, entre ${from} et ${to}`,
  receipt: (/** @type {string} */ number) => `n° ${number}`,
  loading: "Chargement…",
};

export const UNDO = {
  button: "Annuler",
  key: "u",
  gone: "Trop tard\u202f: la conversation a changé de mains.",
};

export const HELD = {
  here: "Votre réponse part dans un instant",
  elsewhere: "Votre réponse à l’autre client part dans un instant",
  button: "Annuler l’envoi (Échap)",
  keys: "Échap ou Ctrl + Z",
  waiting: "Pas encore envoyé",
  announced: "Votre réponse part dans un instant. Échap annule l’envoi.",
  cancelled: "Envoi annulé. Votre texte est revenu dans la réponse.",
  interrupted: "la page a été fermée avant l’envoi",
  blocks: "Rien n’a été fait\u202f: votre dernière réponse n’est pas partie.",
};

export const READ = {
  seen: "Lu par le client",
};

/** Keys, and what they do; part of the help of strings.js. @type {[string, string][]} */
export const WORK_SHORTCUTS = [
  ["/ en début de réponse", "Choisir une réponse type"],
  ["@ dans une note", "Mentionner un collègue"],
  ["Tab", "Aller au prochain ⟦champ⟧ à compléter"],
  ["f", "Remettre en file"],
  ["x", "Clore"],
  ["o", "Rouvrir"],
  ["Échap ou Ctrl + Z", "Annuler l’envoi d’une réponse qui n’est pas encore partie"],
  ["u", "Annuler cet envoi, ou la dernière action"],
  ["e", "Exporter"],
  ["s ou Ctrl + K", "Rechercher"],
  ["m", "Mentions"],
  ["h", "Rappels et réclamations"],
];
