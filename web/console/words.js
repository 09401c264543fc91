/** French words for the closed sets of the contract: reasons, rules, sentiments, modes, intents. */

/** Why a human takes over, by `EscalationReason` of bot/contracts/escalation.py. @type {Record<string, string>} */
export const REASONS = {
  requested: "Demande à parler à quelqu’un",
  low_confidence: "Assistant peu sûr d’avoir compris",
  repeated_fallback: "Incompréhensions répétées",
  negative_sentiment: "Client mécontent",
  distress: "Client en détresse",
  sensitive_topic: "Sujet sensible",
  action_failed: "Une vérification a échoué",
  bot_unavailable: "Assistant indisponible",
  designer_rule: "Règle de conversation",
};

/** How pressing a reason looks on screen; the order of the queue is the gateway's. @type {Record<string, "high" | "mid" | "low">} */
export const REASON_TONES = {
  requested: "low",
  low_confidence: "low",
  repeated_fallback: "mid",
  negative_sentiment: "high",
  distress: "high",
  sensitive_topic: "mid",
  action_failed: "mid",
  bot_unavailable: "mid",
  designer_rule: "low",
};

/** @type {Record<string, string>} */
export const SENTIMENTS = {
  angry: "En colère",
  distressed: "En détresse",
  worried: "Inquiet",
  neutral: "Neutre",
  satisfied: "Satisfait",
};

/** @type {Record<string, string>} */
export const MODES = {
  bot: "Avec l’assistant",
  queued: "En attente",
  human: "Avec un agent",
  wrap_up: "Passage de relais",
  closed: "Close",
};

/** @type {Record<string, string>} */
export const SENDERS = { customer: "Client", bot: "Assistant", agent: "Agent", system: "Système" };

/** Who changed the mode of a conversation; an agent is `agent:USERNAME`. @type {Record<string, string>} */
const ACTORS = { bot: "assistant", customer: "client", system: "système" };

/** @param {string | null} actor @returns {string} empty when nobody is named */
export function actorWords(actor) {
  return actor ? (ACTORS[actor] ?? actor.replace(/^agent:/, "")) : "";
}

/** @param {string} name @returns {string} the name without its underscores, for a word we have no French for */
export function plainName(name) {
  return name.replaceAll("_", " ").trim();
}

/** @param {string | null | undefined} reason @returns {string} */
export function reasonWords(reason) {
  return reason ? (REASONS[reason] ?? plainName(reason)) : "Sans motif";
}

/** How an agent's part ended, by `Resolution` of bot/contracts/desk.py. @type {Record<string, string>} */
export const RESOLUTIONS = {
  resolved: "Résolue",
  informed: "Client informé",
  callback: "Rappel prévu",
  referred: "Orientée ailleurs",
  unresolved: "Non résolue",
  spam: "Indésirable",
};
