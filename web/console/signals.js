/** Escalation signals in French words: which rule fired, what was measured, which limit it crossed. */

import { formatDecimal, formatDuration, formatPercent } from "./format.js";
import { INTENTS } from "./intents.js";
import { plainName } from "./words.js";

/** @typedef {import("./types.js").Signal} Signal */
/** @typedef {"share" | "polarity" | "fall" | "count" | "duration" | "words" | "intent" | "name" | "cause"} Unit */

/**
 * Words and unit of each rule that bot/escalation/decision.py and the gateway name.
 * @type {Record<string, {label: string, unit: Unit}>}
 */
export const RULES = {
  action_failed: { label: "Vérification en échec", unit: "name" },
  answer_rejected: { label: "Réponses refusées d’affilée", unit: "count" },
  story_misheard: { label: "Récit mal compris", unit: "count" },
  anger: { label: "Colère détectée", unit: "share" },
  asked_for_a_person: { label: "Demande de parler à quelqu’un", unit: "share" },
  average_is_unhappy: { label: "Humeur moyenne trop basse", unit: "polarity" },
  bot_unavailable: { label: "L’assistant n’a pas répondu", unit: "cause" },
  confidence_below_ask: { label: "Confiance insuffisante pour répondre", unit: "share" },
  confidence_below_handoff: { label: "Confiance trop basse pour continuer", unit: "share" },
  designer_rule: { label: "Intention réservée aux agents", unit: "intent" },
  distress: { label: "Détresse détectée", unit: "share" },
  left_message: { label: "A laissé un message et n’attend pas sur la page", unit: "words" },
  maybe_outside: { label: "Peut-être hors sujet", unit: "share" },
  insulted_again: { label: "Insultes répétées", unit: "count" },
  no_rule_for_turn: { label: "Aucune réponse prévue", unit: "intent" },
  out_of_scope_in_a_row: { label: "Messages hors sujet d’affilée", unit: "count" },
  readings_too_close: { label: "Deux intentions trop proches", unit: "share" },
  outside_after_question: { label: "Hors sujet après une demande de précision", unit: "intent" },
  said_to_want_a_person: { label: "Réclame une personne", unit: "words" },
  same_question: { label: "Même question répétée", unit: "count" },
  strong_negative: { label: "Message très négatif", unit: "polarity" },
  unhappiness_deepens: { label: "L’humeur se dégrade malgré l’écoute", unit: "fall" },
  unhappiness_lasts: { label: "Messages mécontents d’affilée", unit: "count" },
  unhappy: { label: "Message mécontent", unit: "polarity" },
  words_of_distress: { label: "Mots de détresse", unit: "words" },
  worry: { label: "Inquiétude détectée", unit: "share" },
};

/** Sensitive topics of config.yml; a designer may add others. @type {Record<string, string>} */
const TOPICS = {
  fraud: "fraude",
  legal_threat: "menace de poursuites",
  personal_data: "données personnelles",
};

/** Why the bot said nothing, by the cause the gateway notes. @type {Record<string, string>} */
const CAUSES = {
  empty_reply: "réponse vide",
  timeout: "délai dépassé",
  too_many_attempts: "trop de tentatives",
  unreadable: "réponse illisible",
};

/** Unit guessed from the name of a rule we have no words for; the first match wins. @type {[RegExp, Unit][]} */
const UNIT_HINTS = [
  [/_s$|timeout|delay|duration/, "duration"],
  [/streak|count|repeat|failures|turns|_in_a_row$/, "count"],
  [/polarity|sentiment|negative|unhappy|mood/, "polarity"],
  [/confidence|margin|probability|score|share/, "share"],
];

/**
 * @param {string} rule
 * @returns {{label: string, unit: Unit}} words of the rule; its plain name when it is not ours
 */
export function ruleWords(rule) {
  const known = RULES[rule];
  if (known) return known;
  const topic = /^topic_(.+)$/.exec(rule)?.[1];
  if (topic) return { label: `Sujet sensible\u202f: ${TOPICS[topic] ?? plainName(topic)}`, unit: "words" };
  const hint = UNIT_HINTS.find(([pattern]) => pattern.test(rule));
  const name = plainName(rule);
  return { label: name.charAt(0).toUpperCase() + name.slice(1), unit: hint ? hint[1] : "words" };
}

/**
 * @param {number | string | null | undefined} value in the rule's unit
 * @param {Unit} unit
 * @returns {string} empty when there is nothing to say
 */
export function formatSignalValue(value, unit) {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "string") return formatWords(value, unit);
  if (unit === "share" && value >= 0 && value <= 1) return formatPercent(value);
  if (unit === "polarity") return formatDecimal(value, { signed: true });
  if (unit === "duration") return formatDuration(value);
  return formatDecimal(value, { digits: Number.isInteger(value) && unit !== "fall" ? 0 : 2 });
}

/** @param {string} value @param {Unit} unit */
function formatWords(value, unit) {
  if (unit === "cause") return causeWords(value);
  if (unit === "name") return plainName(value.replace(/^action_/, ""));
  return INTENTS[value] ?? (unit === "intent" ? plainName(value) : `«\u00a0${value}\u00a0»`);
}

/** @param {string} cause a code, `status_503`, or the name of an exception @returns {string} */
function causeWords(cause) {
  const status = /^status_(\d+)$/.exec(cause)?.[1];
  if (status) return `erreur ${status}`;
  return CAUSES[cause] ?? (/^[A-Z]/.test(cause) ? "connexion impossible" : plainName(cause));
}

/**
 * @param {Signal} signal
 * @returns {{rule: string, label: string, value: string, threshold: string}} `value` and `threshold` may be empty
 */
export function describeSignal(signal) {
  const { label, unit } = ruleWords(signal.rule);
  return {
    rule: signal.rule,
    label,
    value: formatSignalValue(signal.value, unit),
    threshold: formatSignalValue(signal.threshold, unit),
  };
}
