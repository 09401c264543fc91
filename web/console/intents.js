/** What a customer wants, as an agent would say it. An intent that is missing here is shown by its own name. */

import { plainName } from "./words.js";

/** @type {Record<string, string>} */
export const INTENTS = {
  affirm: "Dit oui",
  ask_accountant_role: "Rôle du comptable",
  ask_amount: "Montant du prêt",
  ask_application_status: "État du dossier",
  ask_beneficial_owners: "Bénéficiaires effectifs",
  ask_capabilities: "Ce que fait l’assistant",
  ask_contact: "Qui contacter",
  ask_delay: "Délai de réponse",
  ask_documents: "Pièces à fournir",
  ask_duration: "Durée et différé",
  ask_eligibility: "Éligibilité",
  ask_fees: "Frais",
  ask_fraud_doubt: "Crainte d’une fraude",
  ask_guarantee: "Garanties",
  ask_holding: "Cas d’une holding",
  ask_how_to_apply: "Déposer une demande",
  ask_human: "Parler à une personne",
  ask_if_bot: "Humain ou robot",
  ask_listening: "Être écouté",
  ask_missing_documents: "Pièces manquantes",
  ask_loan_overview: "Le prêt en bref",
  ask_other_aid: "Autres aides",
  ask_personal_data: "Données personnelles",
  ask_pge_difference: "Différence avec le PGE",
  ask_rate: "Taux du prêt",
  ask_refusal_reason: "Motif d’un refus",
  ask_repayment: "Remboursement",
  ask_sole_trader: "Entreprise individuelle",
  ask_still_open: "Dispositif encore ouvert",
  ask_use: "Emploi du prêt",
  deny: "Dit non",
  express_frustration: "Exprime son agacement",
  express_worry: "Exprime une inquiétude",
  faq: "Question fréquente",
  give_feedback: "Donne son avis",
  greet: "Salutation",
  inform_region: "Indique sa région",
  nlu_fallback: "Non compris",
  open_pre_file: "Ouvrir un pré-dossier",
  out_of_scope: "Hors sujet",
  say_goodbye: "Au revoir",
  thank: "Remerciement",
  declare_owners: "Déclare ses associés",
  check_company: "Fait vérifier son entreprise",
};

/** @param {string | null | undefined} intent @returns {string} */
export function intentWords(intent) {
  return intent ? (INTENTS[intent] ?? plainName(intent)) : "Aucune";
}
