/** The closed sets of a loan file, as agents say them. A code that is missing here is shown as it is. */

import { plainName } from "./words.js";

/** @type {Record<string, string>} */
const STATUSES = {
  pre_file: "Pré-dossier", submitted: "Envoyé", waiting_accountant: "En attente de l’expert-comptable",
  documents_missing: "Pièces manquantes", in_verification: "En vérification", under_study: "À l’étude",
  accepted: "Accepté", paid: "Versé", declined: "Refusé", withdrawn: "Retiré",
};

/** @type {Record<string, string>} */
const PATHS = { flash: "Flash", classic: "Classique", other_scheme: "Autre dispositif", to_check: "À vérifier" };

/** @type {Record<string, string>} */
const CHECKS = {
  completeness: "Dossier complet", company_exists: "Entreprise au registre", beneficial_owners: "Bénéficiaires effectifs",
  identity: "Identité", screening: "Comparaison à la liste de gels",
};

/** @type {Record<string, string>} */
const OUTCOMES = { passed: "Rien à signaler", to_complete: "À compléter", to_review: "À examiner", unavailable: "Non fait\u202f: source indisponible" };

/** @type {Record<string, string>} */
const ALERT_STATES = { open: "À qualifier", lifted: "Levée", confirmed: "Confirmée" };

/** @type {Record<string, string>} */
const COMPARED = { name: "Nom", alias: "Autre nom listé", birth_date: "Naissance", nationality: "Nationalité" };

/** @type {Record<string, string>} */
const LISTS = { treasury: "Registre national des gels (DG Trésor)", eu: "Liste consolidée de l’Union européenne" };

/** @param {Record<string, string>} words */
const reader = (words) => (/** @type {string | null} */ code) => (code ? (words[code] ?? plainName(code)) : "");

export const statusWords = reader(STATUSES);
export const pathWords = reader(PATHS);
export const checkWords = reader(CHECKS);
export const outcomeWords = reader(OUTCOMES);
export const alertStateWords = reader(ALERT_STATES);
export const comparedWords = reader(COMPARED);
export const listWords = reader(LISTS);

/** @param {number} basisPoints @returns {string} `60 %`, `33,33 %` */
export function shareWords(basisPoints) {
  return `${String(basisPoints / 100).replace(".", ",")}\u202f%`;
}
