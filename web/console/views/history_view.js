/** « Historique »: a period in figures. Every number opens its conversations. */

import { h } from "../../shared/dom.js";
import { formatDecimal } from "../format.js";
import { HISTORY, SUPERVISION } from "../supervision_strings.js";
import { durationWords, keyWords, knownWords, shareWords } from "../supervision_words.js";
import { barsTable, columnsChart } from "./charts_view.js";
import { tile } from "./tile_view.js";

/** @typedef {import("../supervision_types.js").History} History */
/** @typedef {import("../supervision_types.js").Bar} Bar */
/** @typedef {import("../supervision_types.js").Spread} Spread */
/** @typedef {import("../supervision.js").Supervision} Supervision */
/** @typedef {import("../supervision_words.js").Titles} Titles */

/**
 * @param {History} history
 * @param {Supervision} supervision
 * @param {Titles} titles
 * @returns {Node[]}
 */
export function drawHistory(history, supervision, titles) {
  const contacts = contactTiles(history, supervision);
  if (history.handoffs === 0) return [h("div", { class: "tiles" }, ...contacts), h("p", { class: "nothing" }, HISTORY.nothing)];
  return [
    h("div", { class: "tiles" }, ...waitTiles(history, supervision), ...feelingTiles(history, supervision), ...contacts),
    h("div", { class: "charts" }, ...charts(history, supervision, titles)),
  ];
}

/** @param {History} history @param {Supervision} supervision */
function waitTiles({ handoffs, waits }, supervision) {
  const open = (/** @type {string} */ title, /** @type {string} */ number, /** @type {number} */ count) =>
    count > 0 ? () => supervision.open(title, number) : null;
  const { abandoned_wait: gone, next_answers: next } = waits;
  const timed = (/** @type {string} */ name, /** @type {string} */ title, /** @type {Spread} */ spread, /** @type {string} */ number) => tile({
    name, title, figure: durationWords(spread.median_s), detail: slowEnd(spread), known: knownWords(spread), onOpen: open(title, number, spread.known),
  });
  return [
    tile({ name: "handoffs", title: HISTORY.handoffs, figure: String(handoffs), detail: HISTORY.handoffsHint, onOpen: open(HISTORY.handoffs, "all", handoffs) }),
    tile({
      name: "abandoned", title: HISTORY.abandoned, figure: String(waits.abandoned),
      detail: HISTORY.abandonedShare(shareWords(waits.abandoned, handoffs), gone.median_s === null ? null : durationWords(gone.median_s)),
      onOpen: open(HISTORY.abandoned, "abandoned", waits.abandoned),
    }),
    timed("to_human", HISTORY.toHuman, waits.to_human, "claimed"),
    timed("first_answer", HISTORY.firstAnswer, waits.first_answer, "answered"),
    tile({
      name: "next_answers", title: HISTORY.nextAnswers, figure: durationWords(next.median_s), detail: slowEnd(next),
      known: next.known > 0 ? HISTORY.sampled(next.known, waits.next_answer_handoffs) : "",
    }),
    timed("resolution", HISTORY.resolution, waits.resolution, "finished"),
  ];
}

/** @param {Spread} spread */
function slowEnd({ p90_s: p90 }) {
  return p90 === null ? "" : `${HISTORY.median}, ${HISTORY.p90(durationWords(p90))}`;
}

/** @param {History} history @param {Supervision} supervision */
function feelingTiles({ satisfaction, mood }, supervision) {
  const signed = (/** @type {number | null} */ value) => formatDecimal(value ?? 0, { signed: true });
  const isFelt = mood.change.value !== null;
  return [
    tile({
      name: "satisfaction", title: HISTORY.satisfaction, figure: satisfaction.value === null ? SUPERVISION.unknown : formatDecimal(satisfaction.value, { digits: 1 }),
      detail: satisfaction.value === null ? "" : HISTORY.outOfFive, known: knownWords(satisfaction),
      onOpen: satisfaction.known > 0 ? () => supervision.open(HISTORY.satisfaction, "rated") : null,
    }),
    tile({
      name: "mood", title: HISTORY.mood, figure: isFelt ? signed(mood.change.value) : SUPERVISION.unknown,
      detail: isFelt ? HISTORY.moodFromTo(signed(mood.start.value), signed(mood.end.value)) : "", known: knownWords(mood.change),
      onOpen: isFelt ? () => supervision.open(HISTORY.mood, "felt") : null,
    }),
  ];
}

/** @param {History} history @param {Supervision} supervision */
function contactTiles({ contacts, return_within_hours: hours, pause_minutes: minutes }, supervision) {
  if (!contacts) return [tile({ name: "contained", title: HISTORY.contained, figure: SUPERVISION.unknown, known: HISTORY.containedFiltered })];
  const { conversations, contained } = contacts;
  const open = (/** @type {string} */ title, /** @type {string} */ number, /** @type {number} */ count) =>
    count > 0 ? () => supervision.open(title, number) : null;
  const part = (/** @type {"with_human" | "returned"} */ name, /** @type {string} */ title) => tile({
    name, title: `${HISTORY.contacts.split(" ")[0]} ${title}`, figure: String(contacts[name]), detail: shareWords(contacts[name], conversations),
    onOpen: open(title, name, contacts[name]),
  });
  return [
    tile({
      name: "contained", title: HISTORY.contained, figure: conversations === 0 ? SUPERVISION.unknown : shareWords(contained, conversations),
      detail: conversations === 0 ? "" : HISTORY.containedOf(contained, conversations), help: HISTORY.containedHelp(hours, minutes),
      onOpen: open(HISTORY.contained, "contained", contained),
    }),
    part("with_human", HISTORY.withHuman),
    part("returned", HISTORY.returned),
  ];
}

/** @param {History} history @param {Supervision} supervision @param {Titles} titles */
function charts(history, supervision, titles) {
  const chart = (/** @type {string} */ title, /** @type {string} */ number, /** @type {Bar[]} */ bars) => ({
    title, name: number, bars, words: (/** @type {Bar["key"]} */ key) => keyWords(number, key, titles),
    onOpen: (/** @type {Bar} */ { key }, /** @type {string} */ words) => supervision.open(`${title}, ${words}`, number, key),
  });
  /** @type {[string, string, Bar[]][]} */
  const lines = [
    [HISTORY.byReason, "reason", history.by_reason], [HISTORY.byAgent, "agent", history.by_agent],
    [HISTORY.byTopic, "topic", history.by_topic], [HISTORY.byRegion, "region", history.by_region],
    [HISTORY.outcomes, "outcome", history.outcomes], [HISTORY.resolutions, "resolution", history.resolutions],
    [HISTORY.scores, "score", history.scores], [HISTORY.tags, "tag", history.tags],
  ];
  return [
    ...lines.filter(([, , bars]) => bars.length > 0).map(([title, number, bars]) => barsTable(chart(title, number, bars))),
    columnsChart({ ...chart(HISTORY.byHour, "hour", history.by_hour), every: 3, note: HISTORY.clock(history.time_zone) }),
    columnsChart({ ...chart(HISTORY.byWeekday, "weekday", history.by_weekday), every: 1 }),
  ];
}
