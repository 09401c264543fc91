/** The sentiment curve of a conversation, as SVG. */

import { svg } from "../dom.js";
import { CARD } from "../evidence_strings.js";
import { formatDecimal } from "../format.js";
import { polarityTone, sparkline } from "../sparkline.js";
import { EVIDENCE } from "../strings.js";
import { SENTIMENTS } from "../words.js";

const BOX = { width: 280, height: 64, pad: 7 };

/**
 * @param {{seq: number, polarity: number, label: string}[]} turns at least one
 * @param {import("../sparkline.js").Fall | null} fall marked with a line and a ring
 * @returns {SVGElement}
 */
export function buildCurve(turns, fall) {
  const { points, path, zeroY } = sparkline(turns.map(({ polarity }) => polarity), BOX);
  const shown = (/** @type {number} */ index) => formatDecimal(turns.at(index)?.polarity ?? 0, { signed: true });
  const dots = points.map(({ x, y }, index) => {
    const turn = turns[index];
    const tone = polarityTone(turn?.polarity ?? 0);
    const title = svg("title");
    title.textContent = `${SENTIMENTS[turn?.label ?? ""] ?? ""} ${shown(index)}`;
    return svg("circle", { cx: x, cy: y, r: index === points.length - 1 ? 4.5 : 3.2, class: `dot ${tone}` }, title);
  });
  const low = fall ? points[fall.index] : null;
  const mark = low ? [
    svg("line", { x1: low.x, x2: low.x, y1: 0, y2: BOX.height, class: "fall-line" }),
    svg("circle", { cx: low.x, cy: low.y, r: 6.5, class: "fall-ring" }),
  ] : [];
  const words = EVIDENCE.moodAlt(turns.length, shown(0), shown(-1));
  return svg("svg",
    { viewBox: `0 0 ${BOX.width} ${BOX.height}`, class: "curve", role: "img", "aria-label": fall ? `${words} ${CARD.fall(fall.seq, fall.from, fall.to)}` : words },
    svg("rect", { x: 0, y: zeroY, width: BOX.width, height: BOX.height - zeroY, class: "below-zero" }),
    svg("line", { x1: 0, x2: BOX.width, y1: zeroY, y2: zeroY, class: "zero" }),
    ...mark,
    svg("path", { d: path, class: "trend", fill: "none" }),
    ...dots);
}
