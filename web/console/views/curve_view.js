/** The sentiment curve of a conversation, as SVG. */

import { svg } from "../dom.js";
import { formatDecimal } from "../format.js";
import { polarityTone, sparkline } from "../sparkline.js";
import { EVIDENCE } from "../strings.js";
import { SENTIMENTS } from "../words.js";

const BOX = { width: 280, height: 64, pad: 7 };

/** @param {{seq: number, polarity: number, label: string}[]} turns at least one @returns {SVGElement} */
export function buildCurve(turns) {
  const { points, path, zeroY } = sparkline(turns.map(({ polarity }) => polarity), BOX);
  const shown = (/** @type {number} */ index) => formatDecimal(turns.at(index)?.polarity ?? 0, { signed: true });
  const dots = points.map(({ x, y }, index) => {
    const turn = turns[index];
    const tone = polarityTone(turn?.polarity ?? 0);
    const title = svg("title");
    title.textContent = `${SENTIMENTS[turn?.label ?? ""] ?? ""} ${shown(index)}`;
    return svg("circle", { cx: x, cy: y, r: index === points.length - 1 ? 4.5 : 3.2, class: `dot ${tone}` }, title);
  });
  return svg("svg",
    { viewBox: `0 0 ${BOX.width} ${BOX.height}`, class: "curve", role: "img", "aria-label": EVIDENCE.moodAlt(turns.length, shown(0), shown(-1)) },
    svg("rect", { x: 0, y: zeroY, width: BOX.width, height: BOX.height - zeroY, class: "below-zero" }),
    svg("line", { x1: 0, x2: BOX.width, y1: zeroY, y2: zeroY, class: "zero" }),
    svg("path", { d: path, class: "trend", fill: "none" }),
    ...dots);
}
