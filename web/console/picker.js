/** Choosing while writing: « / » opens the ready answers, « @ » the colleagues. Pure. */

/** @typedef {{key: string, title: string, detail: string, insert: string}} Choice */
/** @typedef {{what: "canned" | "colleague", query: string, start: number, end: number}} Trigger the words from `start` to `end` are replaced */

const MOST = 8;
const GAP = /⟦[^⟧]*⟧/g;

/** @param {string} text @returns {string} without capitals and accents */
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * @param {import("./types.js").ComposerKind} kind
 * @param {string} text
 * @param {number} caret
 * @returns {Trigger | null}
 */
export function readTrigger(kind, text, caret) {
  if (kind === "reply") {
    const isOpen = text.startsWith("/") && !text.includes("\n") && caret > 0;
    return isOpen ? { what: "canned", query: text.slice(1), start: 0, end: text.length } : null;
  }
  const named = /(?:^|[^\w.@-])@([\w.-]*)$/.exec(text.slice(0, caret));
  return named ? { what: "colleague", query: named[1] ?? "", start: caret - (named[1] ?? "").length - 1, end: caret } : null;
}

/** @param {Choice[]} choices @param {string} query @returns {Choice[]} those that hold every word, by title first */
export function filterChoices(choices, query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const holds = (/** @type {string} */ text) => words.every((word) => fold(text).includes(word));
  const byTitle = choices.filter(({ title }) => holds(title));
  const byText = choices.filter((choice) => !byTitle.includes(choice) && holds(`${choice.title} ${choice.detail}`));
  return [...byTitle, ...byText].slice(0, MOST);
}

/** @param {string} text @param {number} [from] @returns {{start: number, end: number} | null} the next gap, or the first one */
export function findGap(text, from = 0) {
  const gaps = [...text.matchAll(GAP)];
  const found = gaps.find((gap) => (gap.index ?? 0) >= from) ?? gaps[0];
  return found ? { start: found.index ?? 0, end: (found.index ?? 0) + found[0].length } : null;
}

/** @param {import("./work_state.js").CannedAnswer[]} answers @returns {Choice[]} */
export function cannedChoices(answers) {
  return answers.map(({ id, title, text }) => ({ key: id, title, detail: text, insert: text }));
}

/** @param {import("./work_state.js").Colleague[]} colleagues @returns {Choice[]} */
export function colleagueChoices(colleagues) {
  return colleagues.map(({ username, name }) => ({ key: username, title: name, detail: `@${username}`, insert: `@${username} ` }));
}
