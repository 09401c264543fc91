/** What supervisors read on the pages « Tableau » and « Historique », and what notifications say. */

// U+202F, the narrow no-break space, precedes ? ! ; and :; U+00A0 stands inside « ».
export const SUPERVISION = {
  nav: "Supervision",
  conversations: "Conversations",
  board: "Tableau",
  history: "Historique",
  loading: "Chargement…",
  retry: "Réessayer",
  unknown: "Non mesuré",
  notSaid: "Non renseigné",
  nobody: "Personne",
  none: "Aucune",
  onOf: (/** @type {number} */ known, /** @type {number} */ of) => `mesuré sur ${known} de ${of}`,
  onAll: (/** @type {number} */ known) => (known > 1 ? `mesuré sur les ${known}` : "mesuré sur 1"),
};

export const BOARD = {
  title: "Tableau en direct",
  at: (/** @type {string} */ time) => `À jour à ${time}`,
  waiting: "En attente",
  longest: (/** @type {string} */ wait) => `la plus longue\u202f: ${wait}`,
  nobodyWaits: "personne n’attend",
  held: "Avec un agent",
  unanswered: (/** @type {number} */ n) => (n > 1 ? `${n} attendent une réponse` : n === 1 ? "1 attend une réponse" : "toutes ont une réponse"),
  broken: "Promesses rompues",
  soon: "Bientôt rompues",
  callsToday: "Rappels du jour",
  callsLate: (/** @type {number} */ n) => (n > 1 ? `${n} en retard` : n === 1 ? "1 en retard" : "aucun en retard"),
  lateCalls: "Rappels en retard",
  whyTheyWait: "Motifs de l’attente",
  agents: "Agents",
  agent: "Agent",
  availability: "Disponibilité",
  load: "Charge",
  loadOf: (/** @type {number} */ load, /** @type {number} */ capacity) => `${load} sur ${capacity}`,
  oldest: "Sans réponse depuis",
  noAgent: "Aucun agent n’est inscrit.",
  heldBy: (/** @type {string} */ name) => `Conversations de ${name}`,
  waitingFor: (/** @type {string} */ reason) => `En attente\u202f: ${reason}`,
  since: (/** @type {string} */ wait) => `attend depuis ${wait}`,
  without: (/** @type {string} */ wait) => `sans réponse depuis ${wait}`,
  answered: "a une réponse",
  due: (/** @type {string} */ time) => `échéance ${time}`,
  brokenAt: (/** @type {string} */ time) => `rompue à ${time}`,
  slot: (/** @type {string} */ start, /** @type {string} */ end) => `créneau ${start} – ${end}`,
  call: "Rappel promis",
};

/** @type {Record<string, string>} */
export const AVAILABILITY = { available: "Disponible", away: "En pause" };

/** Promises of the service, by TimerKind. @type {Record<string, string>} */
export const CLOCKS = {
  first_answer: "Première réponse",
  next_answer: "Réponse suivante",
  resolution: "Résolution",
};

/** @type {Record<string, string>} */
export const OUTCOMES = {
  returned: "Rendue à l’assistant",
  closed: "Close",
  cancelled: "Annulée par le client",
};

export const WEEKDAYS = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"];

export const HISTORY = {
  title: "Historique",
  period: "Période",
  today: "Aujourd’hui",
  week: "7 jours",
  month: "30 jours",
  from: "Du",
  to: "au",
  show: "Afficher",
  filters: "Filtres",
  all: "Tous",
  reason: "Motif",
  agent: "Agent",
  topic: "Sujet",
  region: "Région",
  exportFigures: "Exporter les chiffres (CSV)",
  exportConversations: "Exporter les transmissions (CSV)",
  wrongPeriod: "La date de fin précède celle du début.",
  nothing: "Aucune transmission sur cette période.",
  handoffs: "Transmissions",
  handoffsHint: "Un humain a été appelé",
  abandoned: "Partis avant un agent",
  abandonedShare: (/** @type {string} */ share, /** @type {string | null} */ wait) =>
    wait ? `${share}, après ${wait} en médiane` : share,
  toHuman: "Délai jusqu’à un agent",
  firstAnswer: "Première réponse",
  nextAnswers: "Réponses suivantes",
  resolution: "Durée jusqu’à la fin",
  median: "médiane",
  p90: (/** @type {string} */ wait) => `9 sur 10 en moins de ${wait}`,
  sampled: (/** @type {number} */ answers, /** @type {number} */ handoffs) => `${answers} réponses, sur les ${handoffs} dernières transmissions`,
  satisfaction: "Satisfaction",
  outOfFive: "sur 5",
  mood: "Sentiment, du début à la fin",
  moodFromTo: (/** @type {string} */ start, /** @type {string} */ end) => `de ${start} à ${end}`,
  contained: "Sans humain ni retour",
  containedHelp: (/** @type {number} */ hours, /** @type {number} */ minutes) =>
    `Conversations où aucun humain n’a été appelé et où le client n’est pas revenu dans les ${hours}\u202fh. ` +
    `Un retour\u202f: le client récrit après une pause d’au moins ${minutes}\u202fmin, ou, s’il est identifié, ouvre une autre conversation.`,
  containedFiltered: "Retirez les filtres pour le connaître\u202f: une conversation sans humain n’a ni motif ni agent.",
  containedOf: (/** @type {number} */ contained, /** @type {number} */ of) => `${contained} sur ${of} ${of > 1 ? "conversations" : "conversation"}`,
  contacts: "Conversations de la période",
  withHuman: "avec un humain",
  returned: "avec un retour du client",
  byReason: "Par motif",
  byTopic: "Par sujet",
  byRegion: "Par Région",
  byAgent: "Par agent",
  outcomes: "Comment elles ont fini",
  resolutions: "Issue, selon l’agent",
  tags: "Étiquettes",
  scores: "Notes de satisfaction",
  byHour: "Par heure d’appel",
  byWeekday: "Par jour d’appel",
  clock: (/** @type {string} */ zone) => `Heures de ${zone}.`,
  asTable: "Voir en tableau",
  most: (/** @type {string} */ words, /** @type {number} */ n) => `Le plus souvent\u202f: ${words} (${n}).`,
  count: "Nombre",
  open: "en cours",
  hour: (/** @type {string | number} */ hour) => `${hour}\u202fh`,
  score: (/** @type {string | number} */ score) => `${score} sur 5`,
};

export const BEHIND = {
  title: (/** @type {string} */ what, /** @type {number} */ n) => `${what}\u202f: ${n}`,
  close: "Fermer la liste",
  more: "Afficher la suite",
  empty: "Aucune conversation.",
  erased: "Conversation effacée",
  waited: (/** @type {string} */ wait) => `attente ${wait}`,
  note: (/** @type {number} */ score) => `note ${score} sur 5`,
};

export const NOTICES = {
  name: "Notifications",
  on: "Notifications activées",
  off: "Notifications désactivées",
  refused: "Le navigateur refuse les notifications pour ce site. Autorisez-les dans ses réglages, puis réessayez.",
  absent: "Ce navigateur ne connaît pas les notifications.",
  arrived: "Nouvelle conversation en attente",
  wrote: "Un client que vous suivez a écrit",
  mentioned: "Un collègue vous mentionne",
  broken: "Une promesse de service est rompue",
};
