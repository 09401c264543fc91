/** The history's period and filters, and the two tables to take away. */

import { h } from "../../shared/dom.js";
import { isPeriod, lastDays } from "../periods.js";
import { tableAddress } from "../supervision_api.js";
import { HISTORY } from "../supervision_strings.js";
import { keyWords } from "../supervision_words.js";

/** @typedef {import("../supervision_types.js").Query} Query */
/** @typedef {import("../supervision_types.js").Choices} Choices */
/** @typedef {import("../supervision.js").Supervision} Supervision */
/** @typedef {import("../supervision_words.js").Titles} Titles */

/** @type {[string, number][]} */
const QUICK = [[HISTORY.today, 1], [HISTORY.week, 7], [HISTORY.month, 30]];

/**
 * @param {{query: Query, choices: Choices, titles: Titles, today: Date}} shown
 * @param {Supervision} supervision
 * @returns {HTMLElement}
 */
export function historyForm({ query, choices, titles, today }, supervision) {
  const from = h("input", { class: "field", type: "date", id: "history-from", value: query.from, required: true, "data-key": "from" });
  const to = h("input", { class: "field", type: "date", id: "history-to", value: query.to, required: true, "data-key": "to" });
  const error = h("p", { class: "form-error", role: "alert" });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const period = { from: from.value, to: to.value };
    error.textContent = isPeriod(period) ? "" : HISTORY.wrongPeriod;
    if (isPeriod(period)) supervision.ask(period);
  };
  const quick = QUICK.map(([words, days]) => {
    const period = lastDays(days, today);
    const isShown = period.from === query.from && period.to === query.to;
    return h("button", { class: "button", type: "button", "aria-pressed": String(isShown), "data-key": `quick:${days}`, onclick: () => supervision.ask(period) }, words);
  });
  return h("form", { class: "history-form", onsubmit: submit, novalidate: true },
    h("div", { class: "period-row", role: "group", "aria-label": HISTORY.period }, ...quick,
      h("label", { for: "history-from" }, HISTORY.from), from, h("label", { for: "history-to" }, HISTORY.to), to,
      h("button", { class: "button primary", type: "submit", "data-key": "show" }, HISTORY.show)),
    error,
    h("div", { class: "period-row", role: "group", "aria-label": HISTORY.filters }, ...filters(query, choices, titles, supervision),
      h("span", { class: "exports" }, exportLink("history.csv", HISTORY.exportFigures, query),
        exportLink("history/conversations.csv", HISTORY.exportConversations, query))));
}

/** @param {Query} query @param {Choices} choices @param {Titles} titles @param {Supervision} supervision */
function filters(query, choices, titles, supervision) {
  /** @type {["reason" | "agent" | "topic" | "region", string, string[]][]} */
  const all = [
    ["reason", HISTORY.reason, choices.reasons],
    ["agent", HISTORY.agent, choices.agents.map(({ username }) => username)],
    ["topic", HISTORY.topic, choices.topics],
    ["region", HISTORY.region, choices.regions],
  ];
  return all.filter(([name, , values]) => values.length > 0 || query[name]).map(([name, label, values]) => {
    const offered = query[name] && !values.includes(query[name]) ? [...values, query[name]] : values;
    const options = offered.map((value) => h("option", { value, selected: value === query[name] }, keyWords(name, value, titles)));
    const select = h("select", { class: "field", "data-key": `filter:${name}`, onchange: () => supervision.ask({ [name]: select.value }) },
      h("option", { value: "" }, HISTORY.all), ...options);
    return h("label", { class: "filter" }, label, select);
  });
}

/** @param {"history.csv" | "history/conversations.csv"} name @param {string} words @param {Query} query */
function exportLink(name, words, query) {
  return h("a", { class: "text-button", href: tableAddress(name, query), download: true, "data-key": name }, words);
}
