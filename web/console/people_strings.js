/** What is read on the pages « Équipe » and « Mon compte », and on an invitation; « Journal » is in audit_strings.js. */

// U+202F, the narrow no-break space, precedes ? ! ; and :; U+00A0 stands inside « ».

/** @type {Record<string, string>} */
export const ROLES = {
  agent: "Conseiller",
  supervisor: "Superviseur",
  designer: "Concepteur",
  administrator: "Administrateur",
};

/** What each role is there for, read where one is chosen. @type {Record<string, string>} */
export const ROLE_HELP = {
  agent: "Répond aux clients et traite les alertes.",
  supervisor: "Répond, attribue et reprend les conversations, suit l’activité, invite des conseillers.",
  designer: "Écrit ce que dit l’assistant. Ne voit aucune conversation.",
  administrator: "Peut tout, dont gérer l’équipe et lire le journal.",
};

export const MENU = {
  account: "Mon compte",
  people: "Équipe",
  audit: "Journal",
  title: "Menu du compte",
  back: "Retour aux conversations",
};

export const COMMON = {
  loading: "Chargement…",
  retry: "Réessayer",
  cancel: "Annuler",
  copy: "Copier",
  copied: "Copié.",
  save: "Enregistrer",
};

export const PEOPLE = {
  title: "Équipe",
  lead: "Qui travaille ici, et ce que chacun peut faire.",
  name: "Nom",
  role: "Rôle",
  factor: "Double authentification",
  seen: "Vu pour la dernière fois",
  state: "Accès",
  actions: "Actions",
  on: "Active",
  off: "Non",
  never: "Jamais",
  enabled: "Ouvert",
  disabled: "Fermé",
  you: "vous",
  roleOf: (/** @type {string} */ name) => `Rôle de ${name}`,
  disable: "Fermer l’accès",
  enable: "Rouvrir l’accès",
  reset: "Retirer la double authentification",
  of: (/** @type {string} */ action, /** @type {string} */ name) => `${action} – ${name}`,
  disableTitle: (/** @type {string} */ name) => `Fermer l’accès de ${name}\u202f?`,
  disableText: "Ses sessions se terminent tout de suite, et ses conversations retournent dans la file. Vous pourrez rouvrir l’accès.",
  resetTitle: (/** @type {string} */ name) => `Retirer la double authentification de ${name}\u202f?`,
  resetText: "Assurez-vous que c’est bien la personne qui le demande. Ses sessions se terminent.",
  roleTitle: (/** @type {string} */ name) => `Changer le rôle de ${name}\u202f?`,
  roleText: (/** @type {string} */ from, /** @type {string} */ to) => `De ${from} à ${to}. Le changement compte tout de suite.`,
  roleGo: "Changer le rôle",
};

export const INVITE = {
  title: "Inviter quelqu’un",
  role: "Rôle",
  forWhom: "Pour qui (facultatif, pour vous y retrouver)",
  go: "Créer le lien",
  made: "Lien d’invitation",
  madeHelp: "Il n’est montré qu’une fois et ne sert qu’une fois. Transmettez-le à la personne par un moyen sûr.",
  open: "Invitations en attente",
  none: "Aucune invitation en attente.",
  by: (/** @type {string} */ name) => `par ${name}`,
  until: (/** @type {string} */ when) => `valable jusqu’au ${when}`,
  revoke: "Annuler l’invitation",
  somebody: "Sans nom",
};

export const ACCOUNT = {
  title: "Mon compte",
  identity: "Identité",
  username: "Identifiant",
  role: "Rôle",
  name: "Nom, lu par les clients et vos collègues",
  password: "Mot de passe",
  current: "Mot de passe actuel",
  fresh: "Nouveau mot de passe",
  freshHelp: "12 caractères au moins\u202f: une phrase de quelques mots convient très bien.",
  change: "Changer le mot de passe",
  sessions: "Sessions ouvertes",
  thisOne: "cette session",
  opened: (/** @type {string} */ when) => `ouverte ${when}`,
  lastSeen: (/** @type {string} */ when) => `vue ${when}`,
  unknownDevice: "Appareil inconnu",
  end: "Terminer",
  endOf: (/** @type {string} */ device) => `Terminer la session – ${device}`,
  endOthers: "Terminer toutes les autres",
  designer: "Votre rôle n’ouvre pas les conversations des clients.",
};

export const FACTOR = {
  title: "Double authentification",
  must: "Elle est obligatoire ici. Activez-la pour ouvrir la console.",
  off: "Un code de votre téléphone est demandé en plus du mot de passe\u202f: un mot de passe volé n’ouvre plus rien.",
  on: "Active",
  onHelp: "Un code est demandé à chaque connexion.",
  enable: "Activer",
  disable: "Désactiver",
  scan: "Scannez ce code avec votre application d’authentification, puis saisissez le code qu’elle affiche.",
  qrAlt: "Code QR à scanner avec l’application d’authentification",
  confirmPassword: "Votre mot de passe, pour confirmer que c’est vous",
  manual: "Ou saisissez cette clé à la main",
  code: "Code à 6 chiffres",
  codeOrRecovery: "Code à 6 chiffres, ou code de secours",
  confirm: "Vérifier et activer",
  codesTitle: "Vos codes de secours",
  codesHelp: "Chacun ouvre une fois, sans téléphone. Notez-les en lieu sûr\u202f: ils ne seront plus montrés.",
  codesCopy: "Copier les codes",
  codesDone: "Je les ai notés",
};

export const LOGIN_CODE = {
  label: "Code de votre application, ou code de secours",
};

export const INVITATION = {
  title: "Bienvenue dans l’équipe",
  loading: "Lecture de l’invitation…",
  as: (/** @type {string} */ role) => `Vous êtes invité comme ${role.toLowerCase()}.`,
  forWhom: (/** @type {string} */ words) => `Invitation pour\u202f: ${words}`,
  username: "Identifiant, pour vous connecter",
  usernameHelp: "Lettres minuscules sans accent, chiffres, point, tiret.",
  name: "Nom, lu par les clients et vos collègues",
  password: "Mot de passe",
  passwordHelp: "12 caractères au moins\u202f: une phrase de quelques mots convient très bien.",
  badUsername: "L’identifiant a de 2 à 64 signes\u202f: lettres minuscules sans accent, chiffres, point, tiret ou tiret bas. Il commence par une lettre ou un chiffre.",
  needName: "Indiquez votre nom\u202f: les clients et vos collègues le liront.",
  needPassword: "Choisissez un mot de passe.",
  welcome: (/** @type {string} */ name) => `Bienvenue, ${name}. Votre compte est prêt.`,
  go: "Créer mon compte",
  busy: "Création…",
  toLogin: "Aller à la connexion",
};

/** Done, once the gateway agreed. @type {Record<string, string>} */
export const PEOPLE_DONE = {
  invite: "Le lien est prêt.",
  revoke: "L’invitation ne vaut plus rien.",
  role: "Le rôle est changé.",
  disable: "L’accès est fermé.",
  enable: "L’accès est rouvert.",
  reset: "La double authentification est retirée.",
  rename: "Votre nom est changé.",
  password: "Votre mot de passe est changé, vos autres sessions sont terminées.",
  end: "La session est terminée.",
  endOthers: "Vos autres sessions sont terminées.",
  factorOn: "La double authentification est active.",
  factorOff: "La double authentification est désactivée.",
};
