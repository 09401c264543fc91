/** Escalation signals in French words: which rule fired, what was measured, which limit it crossed. */

import { formatDecimal, formatDuration, formatPercent } from "./format.js";
import { INTENTS } from "./intents.js";
import { plainName } from "./words.js";

/** @typedef {import("./types.js").Signal} Signal */
/** @typedef {"share" | "polarity" | "count" | "duration" | "words"} Unit */

/**
 * Words and unit of each rule the escalation policy or the gateway can name.
 * @type {Record<string, {label: string, unit: Unit}>}
 */
export const RULES = {
  confidence_below_handoff: { label: "Confiance de compréhension trop basse", unit: "share" },
  confidence_below_clarify: { label: "Confiance insuffisante pour répondre", unit: "share" },
  margin_below_limit: { label: "Deux intentions trop proches", unit: "share" },
  out_of_scope: { label: "Hors du champ de l’assistant", unit: "share" },
  fallback_streak: { label: "Incompréhensions d’affilée", unit: "count" },
  repeated_text: { label: "Le client répète sa phrase", unit: "count" },
  polarity_below_limit: { label: "Dernier message très négatif", unit: "polarity" },
  polarity_trend: { label: "Sentiment moyen en baisse", unit: "polarity" },
  polarity_drop: { label: "Chute brusque du sentiment", unit: "polarity" },
  label_angry: { label: "Colère détectée", unit: "share" },
  label_distressed: { label: "Détresse détectée", unit: "share" },
  human_requested: { label: "Demande explicite d’une personne", unit: "words" },
  sensitive_words: { label: "Mots d’un sujet sensible", unit: "words" },
  distress_words: { label: "Mots de détresse", unit: "words" },
  insult_words: { label: "Propos agressifs", unit: "words" },
  action_failures: { label: "Vérifications en échec", unit: "count" },
  rasa_timeout: { label: "L’assistant a tardé à répondre", unit: "duration" },
  rasa_unreachable: { label: "L’assistant ne répond plus", unit: "words" },
  empty_reply: { label: "L’assistant n’a rien répondu", unit: "words" },
  inactivity: { label: "Sans réponse depuis", unit: "duration" },
};

/** Unit guessed from the name of a rule that a designer added; the first match wins. @type {[RegExp, Unit][]} */
const UNIT_HINTS = [
  [/_s$|timeout|delay|duration/, "duration"],
  [/streak|count|repeat|failures?|turns|fallbacks?/, "count"],
  [/polarity|sentiment|trend|drop|mood/, "polarity"],
  [/confidence|margin|probability|score|share|similarity/, "share"],
];

/**
 * @param {string} rule
 * @returns {{label: string, unit: Unit}} words of the rule; its plain name when it is not ours
 */
export function ruleWords(rule) {
  const known = RULES[rule];
  if (known) return known;
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
  if (typeof value === "string") return `«\u00a0${INTENTS[value] ?? value}\u00a0»`;
  if (unit === "share" && value >= 0 && value <= 1) return formatPercent(value);
  if (unit === "polarity") return formatDecimal(value, { signed: true });
  if (unit === "duration") return formatDuration(value);
  return formatDecimal(value, { digits: Number.isInteger(value) ? 0 : 2 });
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
