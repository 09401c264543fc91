/** The page « Journal »: who saw and did what, with filters. */

import { h } from "../../shared/dom.js";
import { AUDIT, AUDIT_ACTIONS } from "../audit_strings.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { auditCsvPath } from "../people_api.js";
import { formatMoment } from "../format.js";
import { actionWords, actorWords, detailWords, subjectWords } from "../people_words.js";
import { errorLine, field, form, input, select } from "./field.js";

/** @typedef {import("../people_types.js").PeopleState} PeopleState */

/**
 * @param {HTMLElement} root
 * @param {import("../people.js").People} people
 * @returns {(page: PeopleState) => void}
 */
export function mountAudit(root, people) {
  const filters = mountFilters(people);
  const rows = h("tbody");
  const error = errorLine();
  const none = h("p", { class: "nothing" }, AUDIT.none);
  const heads = [AUDIT.at, AUDIT.who, AUDIT.what, AUDIT.about, AUDIT.detail];
  const turning = mountTurning(people);
  root.append(h("div", { class: "page-head" }, h("h2", {}, AUDIT.title), h("p", { class: "lead" }, AUDIT.lead)), filters.element, error,
    h("div", { class: "table-box", role: "region", tabindex: 0, "aria-label": AUDIT.title },
      h("table", { class: "table audit" }, h("thead", {}, h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)))), rows)),
    none, turning.element);
  return (page) => {
    setText(error, page.errors.page ?? "");
    none.hidden = !page.loaded || page.audit.total > 0;
    filters.render(page);
    turning.render(page);
    keyed(rows, page.audit.events, { key: ({ id }) => String(id), stamp: ({ id }) => String(id), build: eventRow });
  };
}

/** @param {import("../people_types.js").AuditEvent} event */
function eventRow(event) {
  const { subject_kind: kind, subject_id: id } = event;
  const words = subjectWords(event);
  const subject = kind === "conversation" && id ? h("a", { href: `#/c/${encodeURIComponent(id)}`, title: id }, words) : words;
  return h("tr", { class: event.action === "login_failed" ? "alarming" : "" },
    h("td", {}, h("time", { datetime: event.at }, formatMoment(event.at))), h("td", {}, actorWords(event.actor)),
    h("td", {}, actionWords(event.action)), h("td", { class: "subject" }, subject), h("td", {}, detailWords(event.detail)));
}

/** @param {import("../people.js").People} people */
function mountFilters(people) {
  const actor = input({ maxlength: 80 });
  const action = select([["", AUDIT.all], ...Object.entries(AUDIT_ACTIONS)]);
  const subject = input({ maxlength: 64 });
  const since = input({ type: "date" });
  const until = input({ type: "date" });
  const csv = h("a", { class: "button", download: true }, AUDIT.csv);
  const send = () => void people.filter({
    actor: actor.value.trim(), action: action.value, subject: subject.value.trim(), since: since.value, until: until.value,
  });
  const element = form(send, { class: "audit-filters", role: "search", "aria-label": AUDIT.filters },
    field("audit-actor", AUDIT.actor, actor), field("audit-action", AUDIT.action, action), field("audit-subject", AUDIT.subject, subject),
    field("audit-since", AUDIT.since, since), field("audit-until", AUDIT.until, until),
    h("p", { class: "form-end" }, h("button", { class: "button primary", type: "submit" }, AUDIT.go), csv));
  return {
    element,
    /** @param {PeopleState} page the file holds what was filtered, not what is being typed */
    render: (page) => setAttribute(csv, "href", auditCsvPath(page.filters)),
  };
}

/** @param {import("../people.js").People} people */
function mountTurning(people) {
  let shown = 1;
  const newer = h("button", { class: "button", type: "button", onclick: () => void people.turn(shown - 1) }, AUDIT.previous);
  const older = h("button", { class: "button", type: "button", onclick: () => void people.turn(shown + 1) }, AUDIT.next);
  const words = h("p", { class: "faint", role: "status" });
  return {
    element: h("div", { class: "turning" }, newer, words, older),
    /** @param {PeopleState} page */
    render({ audit: { page, pages, total } }) {
      shown = page;
      newer.disabled = page <= 1;
      older.disabled = page >= pages;
      setText(words, `${AUDIT.page(page, pages)} · ${AUDIT.total(total)}`);
    },
  };
}
