/** Above the queue: what is shown of it. Whoever is hidden is counted, never forgotten. */

import { h } from "../../shared/dom.js";
import { keyed, setAttribute, setText } from "../dom.js";
import { FILTER_FIELDS, countFilters, filterChoices } from "../queue_state.js";
import { FILTERS, LANGUAGES } from "../queue_strings.js";
import { plainName, reasonWords } from "../words.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {import("./app_view.js").Parts} parts
 * @returns {{bar: HTMLElement, note: HTMLElement, toggle: () => void, render: (state: State, hidden: number) => void}}
 */
export function mountFilters({ desk, store }) {
  const choose = h("div", { class: "filter-fields", id: "filters", hidden: true });
  const toggle = () => {
    choose.hidden = !choose.hidden;
    setAttribute(open, "aria-expanded", String(!choose.hidden));
    if (!choose.hidden) choose.querySelector("select")?.focus();
  };
  const open = h("button", { class: "filter-button", type: "button", "aria-expanded": "false", "aria-controls": "filters", title: `${FILTERS.title} (l)`, onclick: toggle });
  const reach = h("button", { class: "filter-button", type: "button", title: `${FILTERS.suitsHelp} (p)`,
    onclick: () => desk.changeFilters({ suits: !store.get().filters.suits }) }, FILTERS.suits);
  const selects = FILTER_FIELDS.map((field) => {
    const select = h("select", { class: "field", id: `filter-${field}`, onchange: () => desk.changeFilters({ [field]: select.value }) });
    choose.append(h("label", { for: `filter-${field}` }, FILTERS[field]), select);
    return { field, select };
  });
  const count = h("span", {});
  const clear = h("button", { class: "text-button", type: "button", onclick: () => desk.clearFilters() }, FILTERS.clear);
  const note = h("p", { class: "hidden-note", role: "status" }, count, " ", clear);

  return {
    bar: h("div", { class: "filters" }, h("div", { class: "filter-row" }, open, reach), choose),
    note,
    toggle,
    render(state, hidden) {
      setText(open, FILTERS.toggle(countFilters({ ...state.filters, suits: false })));
      setAttribute(reach, "aria-pressed", String(state.filters.suits));
      for (const { field, select } of selects) drawChoices(state, field, select);
      setText(count, hidden > 0 ? FILTERS.hidden(hidden) : "");
      clear.hidden = hidden === 0;
    },
  };
}

/** @param {State} state @param {"reason" | "topic" | "region" | "language"} field @param {HTMLSelectElement} select */
function drawChoices(state, field, select) {
  keyed(select, ["", ...filterChoices(state, field)], {
    key: (value) => value,
    stamp: (value) => value && subjectWords(state.topics, field, value),
    build: (value) => h("option", { value }, value ? subjectWords(state.topics, field, value) : FILTERS.all),
  });
  if (select.value !== state.filters[field]) select.value = state.filters[field];
}

/**
 * @param {Record<string, string>} topics titles by id
 * @param {"reason" | "topic" | "region" | "language"} field
 * @param {string} value
 * @returns {string} as agents read it
 */
export function subjectWords(topics, field, value) {
  if (field === "topic") return topics[value] ?? plainName(value);
  if (field === "reason") return reasonWords(value);
  if (field === "language") return LANGUAGES[value.split(/[-_]/)[0] ?? ""] ?? value;
  return value;
}
