/** « Dossier et contrôles »: the files of a conversation, their checks, and alerts that wait for a decision. */

import { h } from "../../shared/dom.js";
import { alertStateWords, checkWords, comparedWords, listWords, outcomeWords, pathWords, shareWords, statusWords } from "../file_words.js";
import { formatTime } from "../format.js";
import { FILES } from "../strings.js";

/** @typedef {import("../types.js").LoanFile} LoanFile */
/** @typedef {import("../types.js").FileAlert} FileAlert */
/** @typedef {(alert: FileAlert, verb: "lift" | "confirm") => void} OnDecide */

/** @param {LoanFile[]} files @param {OnDecide} onDecide @returns {Node[]} */
export function buildFiles(files, onDecide) {
  if (files.length === 0) return [h("p", { class: "nothing" }, FILES.none)];
  return files.map((file) => buildFile(file, onDecide));
}

/** @param {LoanFile} file @param {OnDecide} onDecide */
function buildFile(file, onDecide) {
  const { company } = file;
  /** @type {[string, string][]} */
  const rows = [[FILES.status, [statusWords(file.status), pathWords(file.path)].filter(Boolean).join(" · ")]];
  if (company) rows.push([FILES.company, [company.name, company.siren].filter(Boolean).join(" · ")]);
  if (company?.register_state) rows.push([FILES.register, company.register_state === "A" ? FILES.active : FILES.ceased]);
  for (const owner of file.owners) rows.push([owner.name, ownerWords(owner)]);
  return h("article", { class: "file", "aria-label": FILES.of(file.reference) },
    h("h3", { class: "file-reference" }, file.reference),
    h("dl", { class: "pairs" }, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    ...file.alerts.map((alert) => buildAlert(alert, onDecide)),
    buildChecks(file));
}

/** @param {LoanFile["owners"][number]} owner */
function ownerWords({ share_bp, birth_date, nationality }) {
  return [shareWords(share_bp), birth_date, nationality].filter(Boolean).join(" · ");
}

/** @param {LoanFile} file */
function buildChecks({ checks }) {
  return h("ul", { class: "checks", "aria-label": FILES.checks }, ...checks.map(({ kind, outcome, at, evidence }) =>
    h("li", { "data-outcome": outcome },
      h("span", { class: "check-name" }, checkWords(kind)), h("span", { class: "check-outcome" }, outcomeWords(outcome)),
      h("span", { class: "check-detail" }, [listAge(evidence), formatTime(at)].filter(Boolean).join(" · ")))));
}

/** @param {Record<string, any>} evidence */
function listAge(evidence) {
  if (evidence.list === undefined) return "";
  if (evidence.list_is_sample) return FILES.sampleList;
  if (evidence.list_age_days === null) return FILES.listUndated;
  return evidence.list_is_old ? FILES.listOld(evidence.list_age_days) : FILES.listAge(evidence.list_age_days);
}

/** @param {FileAlert} alert @param {OnDecide} onDecide */
function buildAlert(alert, onDecide) {
  const title = FILES.alert(alert.owner ?? FILES.noOwner);
  const isOpen = alert.state === "open";
  const button = (/** @type {"lift" | "confirm"} */ verb) => h("button", {
    class: "button", type: "button", "data-decide": verb, "aria-label": `${FILES[verb]} – ${title}`, onclick: () => onDecide(alert, verb),
  }, FILES[verb]);
  return h("section", { class: "alert", "data-state": alert.state, "aria-label": title },
    h("h4", {}, title, " ", h("span", { class: "alert-state" }, alertStateWords(alert.state))),
    h("p", { class: "alert-list" }, evidenceWords(alert.evidence)),
    h("ul", { class: "compared", "aria-label": FILES.compared }, ...(alert.evidence.compared ?? []).map(comparison)),
    isOpen ? h("div", { class: "decide" }, button("lift"), button("confirm")) : decision(alert));
}

/** @param {Record<string, any>} evidence */
function evidenceWords({ list, listed_name, reference, score, list_is_sample }) {
  const source = list_is_sample ? FILES.sampleList : listWords(list);
  return FILES.listed(listed_name ?? "", source, reference ?? "", score ?? 0);
}

/** @param {{kind: string, declared: string, listed: string, points: number}} each */
function comparison({ kind, declared, listed, points }) {
  const isName = kind === "name" || kind === "alias";
  return h("li", {}, h("b", {}, comparedWords(kind)), `\u202f: ${declared} / ${listed} `,
    h("span", { class: "faint" }, isName ? FILES.likeness(points) : FILES.points(points)));
}

/** @param {FileAlert} alert */
function decision({ decided_by, decided_at, reason }) {
  return h("p", { class: "decision" }, h("b", {}, decided_by ?? ""), decided_at ? ` · ${formatTime(decided_at)}` : "", h("br"), reason ?? "");
}
