/** Charts of counts: lines with bars, which are a table already, and columns with a table beside them. */

import { h } from "../../shared/dom.js";
import { barWidth, columns } from "../chart_shapes.js";
import { svg } from "../dom.js";
import { HISTORY } from "../supervision_strings.js";

/** @typedef {import("../supervision_types.js").Bar} Bar */
/**
 * @typedef {{title: string, name: string, bars: Bar[], words: (key: Bar["key"]) => string,
 *   onOpen: (bar: Bar, words: string) => void}} Chart `name` tells charts apart
 */

const BOX = { width: 480, height: 96, gap: 3 };

/** @param {Chart} chart @returns {HTMLElement} a table: what, a bar, how many */
export function barsTable(chart) {
  const most = Math.max(0, ...chart.bars.map(({ count }) => count));
  const rows = chart.bars.map((bar) => {
    const words = chart.words(bar.key);
    const drawn = svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true", class: "bar-line" },
      svg("rect", { x: 0, y: 0, width: barWidth(bar.count, most), height: 8, rx: 1.5, class: bar.key === null ? "bar-unknown" : "bar-known" }));
    return h("tr", {}, h("th", { scope: "row", class: bar.key === null ? "faint" : "" }, words), h("td", { class: "bar-cell" }, drawn),
      h("td", { class: "bar-count" }, countButton(chart, bar, words)));
  });
  return h("section", { class: "chart card" }, h("h3", {}, chart.title),
    h("table", { class: "bars" }, h("caption", { class: "sr-only" }, chart.title), h("tbody", {}, ...rows)));
}

/** @param {Chart & {note?: string, every: number}} chart `every`: which labels have room @returns {HTMLElement} */
export function columnsChart(chart) {
  const shapes = columns(chart.bars.map(({ count }) => count), BOX);
  const drawn = svg("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height + 16}`, class: "columns", role: "img", "aria-label": summary(chart) },
    svg("line", { x1: 0, x2: BOX.width, y1: BOX.height, y2: BOX.height, class: "axis" }),
    ...shapes.flatMap((shape, index) => column(chart, shape, index)));
  const rows = chart.bars.map((bar) => {
    const words = chart.words(bar.key);
    return h("tr", {}, h("th", { scope: "row" }, words), h("td", { class: "bar-count" }, countButton(chart, bar, words)));
  });
  return h("section", { class: "chart card wide" }, h("h3", {}, chart.title), drawn,
    chart.note ? h("p", { class: "faint" }, chart.note) : null,
    h("details", { "data-key": `table:${chart.name}` }, h("summary", { "data-key": `summary:${chart.name}` }, HISTORY.asTable),
      h("table", { class: "bars narrow" }, h("caption", { class: "sr-only" }, chart.title), h("tbody", {}, ...rows))));
}

/** @param {Chart & {every: number}} chart @param {{x: number, y: number, width: number, height: number}} shape @param {number} index */
function column(chart, shape, index) {
  const bar = chart.bars[index];
  const words = chart.words(bar?.key ?? null);
  const title = svg("title");
  title.textContent = `${words} – ${bar?.count ?? 0}`;
  const parts = [svg("rect", { ...shape, rx: 1.5, class: "bar-known" }, title)];
  if (index % chart.every === 0) {
    const label = svg("text", { x: shape.x + shape.width / 2, y: BOX.height + 13, class: "column-label", "text-anchor": "middle" });
    label.textContent = words;
    parts.push(label);
  }
  return parts;
}

/** @param {Chart} chart */
function summary(chart) {
  const top = chart.bars.reduce((best, bar) => (bar.count > best.count ? bar : best), { key: null, count: 0 });
  return top.count > 0 ? `${chart.title}. ${HISTORY.most(chart.words(top.key), top.count)}` : chart.title;
}

/** @param {Chart} chart @param {Bar} bar @param {string} words @returns {HTMLElement} what counts nothing opens nothing */
function countButton(chart, bar, words) {
  if (bar.count === 0) return h("span", { class: "faint" }, "0");
  return h("button", {
    class: "number", type: "button", "data-key": `bar:${chart.name}:${bar.key}`,
    "aria-label": `${chart.title}, ${words}\u202f: ${bar.count}`, onclick: () => chart.onOpen(bar, words),
  }, String(bar.count));
}
