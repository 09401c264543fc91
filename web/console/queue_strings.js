/** What an agent reads about the queue's order, who is at work, and who holds what. */

// U+202F, the narrow no-break space, precedes ? ! ; and :; U+00A0 stands inside « ».

export const PRIORITY = {
  points: (/** @type {number} */ points) => `Priorité ${points}`,
  /** By code of `bot/desk/priority.py`. @type {Record<string, string>} */
  parts: { reason: "motif", mood: "humeur", broken_promises: "promesse non tenue", waiting: "attente" },
  unhappy: "Client mécontent",
  preferredMe: "Vous l’avez suivi la dernière fois",
  preferred: (/** @type {string} */ name) => `Suivi la dernière fois par ${name}`,
};

export const FILTERS = {
  title: "Filtres",
  toggle: (/** @type {number} */ n) => (n > 0 ? `Filtres (${n})` : "Filtres"),
  suits: "À ma portée",
  suitsHelp: "Ce que vos compétences permettent, ou ce qui attend depuis trop longtemps",
  reason: "Motif",
  topic: "Sujet",
  region: "Région",
  language: "Langue",
  all: "Tous",
  clear: "Tout afficher",
  hidden: (/** @type {number} */ n) => (n > 1 ? `${n} conversations masquées par vos filtres.` : "1 conversation masquée par vos filtres."),
};

export const WORK = {
  available: "Disponible",
  away: "Absent",
  availableHelp: "De nouvelles conversations peuvent vous être confiées",
  awayHelp: "Aucune nouvelle conversation ne vous sera confiée",
  load: (/** @type {number} */ load, /** @type {number} */ capacity) => `${load} sur ${capacity}`,
  loadHelp: (/** @type {number} */ load, /** @type {number} */ capacity) =>
    `Vous suivez ${load} ${load > 1 ? "conversations" : "conversation"}, ${capacity} au plus`,
  alsoHere: (/** @type {string} */ names) => `Aussi ici\u202f: ${names}`,
  joined: (/** @type {string} */ name) => `${name} (en appui)`,
  given: (/** @type {string} */ reason) => `Une conversation vous est confiée\u202f: ${reason}.`,
  takenBy: (/** @type {string} */ name) => `${name} a repris une de vos conversations.`,
};

export const WHO = {
  button: "Qui est là",
  title: "Qui est là",
  assignTitle: "À qui confier cette conversation\u202f?",
  states: { here: "disponible", away: "absent", offline: "hors ligne" },
  /** How conversations find their agent, by `assignment` of data/desk/routing.yml. @type {Record<string, string>} */
  assignment: {
    by_hand: "Chacun prend dans la file ce qu’il peut suivre.",
    automatic: "Les conversations sont attribuées automatiquement aux agents disponibles.",
  },
  everything: "toutes les demandes",
  suited: "compétent pour cette demande",
  give: "Confier",
  giveTo: (/** @type {string} */ name) => `Confier à ${name}`,
  edit: "Régler",
  editOf: (/** @type {string} */ name) => `Régler\u202f: ${name}`,
  editTitle: (/** @type {string} */ name) => `Capacité et compétences de ${name}`,
  capacity: "Conversations à la fois, au plus",
  topics: "Sujets",
  regions: "Régions",
  languages: "Langues",
  none: "Une liste sans aucune coche veut dire\u202f: toutes.",
  save: "Enregistrer",
  saved: (/** @type {string} */ name) => `Réglages enregistrés pour ${name}.`,
  back: "Retour",
  close: "Fermer",
};

export const OWNERSHIP = {
  assign: "Confier",
  take_over: "Reprendre la main",
  join: "Venir en appui",
};

/** How a conversation changed hands, in its history; `to` names an agent by username. @type {Record<string, (to: string) => string>} */
const HANDS = {
  agent_gone: () => "sans signe de son agent",
  taken_over: () => "reprise en main",
  routed: () => "attribution automatique",
  assigned: (to) => `confiée à ${to}`,
};

/** @param {string | null} reason of a change of mode @returns {string} empty when the mode says it already */
export function handsWords(reason) {
  const [code = "", to = ""] = (reason ?? "").split(":");
  return HANDS[code]?.(to) ?? "";
}

/** What happened, once the gateway agreed. @type {Record<string, string>} */
export const QUEUE_DONE = {
  assign: "La conversation est confiée.",
  take_over: "Vous avez repris la main. Le client et votre collègue sont prévenus.",
  join: "Vous venez en appui, par notes privées. Le client n’en est pas prévenu.",
};

/** @type {[string, string][]} keys, and what they do */
export const QUEUE_SHORTCUTS = [
  ["d", "Disponible ou absent"],
  ["l", "Filtrer la liste d’attente"],
  ["p", "Seulement ce qui est à ma portée"],
  ["q", "Voir qui est là"],
  ["a", "Confier la conversation (superviseurs)"],
  ["i", "Intervenir\u202f: reprendre la main (superviseurs)"],
  ["v", "Venir en appui (superviseurs)"],
];

/** Names of languages, by code. @type {Record<string, string>} */
export const LANGUAGES = { fr: "Français", en: "Anglais", de: "Allemand", es: "Espagnol", it: "Italien", pt: "Portugais", ar: "Arabe" };
