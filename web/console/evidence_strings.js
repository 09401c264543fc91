/** What the evidence card, the window on an earlier conversation and the hand-back say. */

import { formatDecimal } from "./format.js";

export const CARD = {
  left: "Laissé par le dernier conseiller",
  leftBy: (/** @type {string} */ name, /** @type {string} */ when) => [name, when].filter(Boolean).join(", "),
  wants: "Ce que le client veut",
  summary: "En bref, dans ses mots",
  known: "Déjà connu",
  runnersUp: "Il voulait peut-être dire",
  runnersUpOf: "À propos de son dernier message lu",
  told: "L’assistant a déjà répondu",
  earlier: "Ses conversations précédentes",
  seeMessage: "voir le message dans la conversation",
  seeEarlier: (/** @type {string} */ when) => `Lire la conversation du ${when}`,
  listened: (/** @type {number} */ score) => `senti écouté ${score} / 5`,
  unhandled: "sans conseiller",
  fall: (/** @type {number} */ seq, /** @type {number} */ from, /** @type {number} */ to) =>
    `Plus forte baisse au message ${seq}\u202f: de ${formatDecimal(from, { signed: true })} à ${formatDecimal(to, { signed: true })}.`,
  noFall: "Humeur sans baisse marquée.",
};

/** Where a suggested answer comes from, by `Source` of bot/desk/suggestions.py. @type {Record<string, string>} */
export const SOURCES = {
  unanswered: "Sans réponse",
  reading: "Dernier message",
  runner_up: "Autre lecture",
};

export const EARLIER = {
  title: "Conversation précédente",
  readOnly: "En lecture seule.",
  loading: "Chargement…",
};

export const HAND_BACK = {
  title: "Rendre à l’assistant",
  settled: "Ce qui est réglé",
  summary: "Pour le prochain conseiller (facultatif)",
  summaryHelp: "Une ligne, lue en haut du dossier si ce client redemande quelqu’un. Le client ne la voit pas.",
  whatNext: "Le client lira que vous avez terminé, que l’assistant reste avec lui et qu’il n’aura rien à répéter.",
  go: "Rendre à l’assistant",
};
