/** Everything an agent reads that is not a closed set of the contract (those are in words.js). */

import { OWNERSHIP, QUEUE_DONE, QUEUE_SHORTCUTS } from "./queue_strings.js";
import { WORK_SHORTCUTS } from "./work_strings.js";

// U+202F, the narrow no-break space, precedes ? ! ; and :; U+00A0 stands inside « ».
export const APP = "Écoute";

export const ERRORS = {
  network: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  server: "Le serveur a rencontré un problème. Réessayez dans un instant.",
  sessionOver: "Votre session a expiré. Reconnectez-vous.",
  badLogin: "Identifiant ou mot de passe incorrect.",
  tooMany: "Trop d’essais. Patientez quelques minutes avant de réessayer.",
  tooManyFor: (/** @type {string} */ wait) => `Trop d’essais. Réessayez dans ${wait}.`,
  unexpected: "L’opération n’a pas abouti. Réessayez.",
  logout: "La déconnexion n’a pas été confirmée par le serveur. Fermez le navigateur sur un poste partagé.",
  needBoth: "Saisissez votre identifiant et votre mot de passe.",
};

export const LOGIN = {
  title: "Console des agents",
  lead: "Reprenez la main, en sachant déjà tout.",
  username: "Identifiant",
  password: "Mot de passe",
  submit: "Se connecter",
  busy: "Connexion…",
  forgotten: "Identifiant ou mot de passe oublié\u202f? Demandez à votre administrateur.",
};

export const BAR = {
  online: "En ligne",
  connecting: "Connexion…",
  offline: "Hors ligne",
  reconnecting: "Connexion perdue. Reconnexion en cours\u202f: rien n’est perdu, la file et la conversation seront remises à jour.",
  clockOf: (/** @type {string} */ place) => `heure de ${place}`,
  sound: "Son",
  soundOn: "Son activé",
  soundOff: "Son coupé",
  help: "Raccourcis",
  logout: "Se déconnecter",
  panesTitle: "Volet affiché",
  panes: { list: "File", talk: "Conversation", evidence: "Dossier" },
};

export const LISTS = {
  waiting: "En attente",
  mine: "Mes conversations",
  others: "Autres agents",
  nobodyWaits: "Personne n’attend. Bon moment pour souffler.",
  noneMine: "Aucune conversation en charge.",
  unread: (/** @type {number} */ n) => (n > 1 ? `${n} nouveaux messages` : "1 nouveau message"),
  withAgent: (/** @type {string} */ name) => `avec ${name}`,
  arrived: (/** @type {string} */ reason) => `Nouvelle conversation en attente\u202f: ${reason}.`,
  wrote: "Un client que vous suivez a écrit.",
};

export const TALK = {
  none: "Choisissez une conversation.",
  noneHint: "j et k parcourent la file, c prend en charge, ? montre tous les raccourcis.",
  loading: "Chargement de la conversation…",
  retry: "Réessayer",
  log: "Messages de la conversation",
  typing: "Le client écrit…",
  newBelow: "Nouveaux messages",
  offered: "Boutons proposés",
  rich: "Contenu enrichi",
  intent: "Intention",
  confidence: "Confiance",
  noReading: "Lecture en cours",
  note: "Note privée",
  noteHint: "invisible pour le client",
  sending: "Envoi…",
  failed: "Non envoyé",
  resend: "Renvoyer",
  drop: "Abandonner",
  you: "Vous",
  withYou: "Avec vous",
  verified: "identité vérifiée",
  customerId: "Identifiant donné par le site :",
  newWindow: "(nouvelle fenêtre)",
};

export const COMPOSER = {
  modes: "Type de message",
  reply: "Réponse",
  note: "Note privée",
  replyHint: "Le client lira ce message.",
  noteHint: "Le client ne verra jamais cette note.",
  replyPlaceholder: "Votre réponse au client…",
  notePlaceholder: "Pour vous et vos collègues seulement…",
  sendReply: "Envoyer",
  sendNote: "Ajouter la note",
  keys: "Entrée envoie · Maj + Entrée va à la ligne",
  suggestions: "Réponses proposées",
  insert: (/** @type {string} */ text) => `Insérer\u202f: ${text}`,
  left: (/** @type {number} */ n) => `${n} caractères restants`,
};

export const ACTIONS = {
  claim: "Prendre en charge",
  release: "Remettre en file",
  transfer: "Transférer",
  return_to_bot: "Rendre à l’assistant",
  close: "Clore",
  ...OWNERSHIP,
  reopen: "Rouvrir",
  export: "Exporter",
  more: "Actions sur la conversation",
};

/** What happened, once the gateway agreed. @type {Record<string, string>} */
export const DONE = {
  ...QUEUE_DONE,
  claim: "Vous avez pris la conversation en charge.",
  release: "La conversation est de retour dans la file.",
  transfer: "La conversation est transférée.",
  return_to_bot: "L’assistant a repris la conversation.",
  close: "La conversation est close.",
  reopen: "Vous avez repris la conversation.",
  note: "Note privée ajoutée.",
  lift: "L’alerte est levée, le motif est au journal.",
  confirm: "L’alerte est confirmée, le motif est au journal.",
};

export const CONFLICT = {
  taken: (/** @type {string} */ name) => `${name} a pris cette conversation avant vous.`,
  gone: "Cette conversation n’attend plus.",
};

export const EVIDENCE = {
  why: "Pourquoi un humain",
  noReason: "Cette conversation n’a pas été transmise.",
  signals: "Signaux déclenchés",
  threshold: (/** @type {string} */ limit) => `seuil ${limit}`,
  mood: "Sentiment au fil des tours",
  noMood: "Aucun tour analysé.",
  moodAlt: (/** @type {number} */ turns, /** @type {string} */ first, /** @type {string} */ last) =>
    `Sentiment sur ${turns} ${turns > 1 ? "tours" : "tour"}\u202f: de ${first} à ${last}, entre −1 et +1.`,
  known: "Déjà connu",
  nothingKnown: "Rien encore.",
  context: "Contexte",
  page: "Page",
  locale: "Langue",
  opened: "Ouverte",
  feedback: "Senti écouté",
  history: "Parcours",
  noHistory: "Aucun changement.",
  notes: "Notes privées",
};

export const FILES = {
  title: "Dossier et contrôles",
  none: "Aucun dossier dans cette conversation.",
  of: (/** @type {string} */ reference) => `Dossier ${reference}`,
  status: "État",
  company: "Entreprise",
  register: "Registre",
  active: "Active",
  ceased: "Cessée",
  checks: "Derniers contrôles",
  alert: (/** @type {string} */ owner) => `Alerte\u202f: ${owner}`,
  noOwner: "personne retirée de la déclaration",
  compared: "Ce qui a été comparé",
  listed: (/** @type {string} */ name, /** @type {string} */ list, /** @type {string} */ reference, /** @type {number} */ score) =>
    `Ressemble à ${name} (${list}, n° ${reference})\u202f: ${score} sur 100.`,
  likeness: (/** @type {number} */ points) => `ressemblance ${points} sur 100`,
  points: (/** @type {number} */ points) => (points > 0 ? `+${points}` : String(points).replace("-", "\u2212")),
  sampleList: "liste d’essai, entièrement fictive",
  listUndated: "liste sans date",
  listAge: (/** @type {number} */ days) => (days > 1 ? `liste de ${days} jours` : "liste du jour"),
  listOld: (/** @type {number} */ days) => `liste ancienne\u202f: ${days} jours`,
  lift: "Lever",
  confirm: "Confirmer",
};

export const DIALOGS = {
  liftTitle: "Lever l’alerte",
  confirmTitle: "Confirmer l’alerte",
  decideWhy: "Motif, conservé au journal (obligatoire)",
  decideHelp: "Le client n’en saura rien\u202f: ne lui parlez pas de cette alerte.",
  cancel: "Annuler",
  close: "Fermer",
  helpTitle: "Raccourcis clavier",
  singleKeys: "Raccourcis à une touche actifs",
};

/** @type {[string, string][]} keys, and what they do */
export const SHORTCUTS = [
  ["j ou ↓", "Conversation suivante"],
  ["k ou ↑", "Conversation précédente"],
  ["c", "Prendre en charge"],
  ["/ ou r", "Écrire une réponse"],
  ["n", "Écrire une note privée"],
  ["Entrée", "Envoyer"],
  ["Maj + Entrée", "Aller à la ligne"],
  ["Ctrl + Entrée", "Envoyer, puis passer à la conversation suivante"],
  ["Alt + 1 à 3", "Insérer une réponse proposée"],
  ["t", "Transférer"],
  ["b", "Rendre à l’assistant"],
  ...QUEUE_SHORTCUTS,
  ...WORK_SHORTCUTS,
  ["Échap", "Quitter la zone de saisie"],
  ["g puis b, h, c", "Aller au tableau, à l’historique, aux conversations (supervision)"],
  ["?", "Montrer cette aide"],
];
