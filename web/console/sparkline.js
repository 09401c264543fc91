/** Geometry of the sentiment curve: polarities in, SVG coordinates out. Pure functions. */

/** @typedef {import("./types.js").DeskMessage} DeskMessage */
/** @typedef {{x: number, y: number}} Point */

/**
 * @param {DeskMessage[]} messages
 * @returns {{seq: number, polarity: number, label: string}[]} one per customer turn that was read, in order
 */
export function sentimentTurns(messages) {
  const turns = [];
  for (const message of messages) {
    const sentiment = message.sender === "customer" ? message.nlu?.sentiment : null;
    if (sentiment) turns.push({ seq: message.seq, polarity: sentiment.polarity, label: sentiment.label });
  }
  return turns;
}

/**
 * @param {number[]} polarities in [-1, 1]; what lies outside is drawn at the edge
 * @param {{width: number, height: number, pad: number}} box in SVG units; `pad` keeps dots inside
 * @returns {{points: Point[], path: string, zeroY: number}} y grows downwards: 1 is at the top, -1 at the bottom
 */
export function sparkline(polarities, { width, height, pad }) {
  const inner = height - 2 * pad;
  const toY = (/** @type {number} */ polarity) => round(pad + ((1 - clamp(polarity)) / 2) * inner);
  const step = polarities.length > 1 ? (width - 2 * pad) / (polarities.length - 1) : 0;
  // A single turn stands in the middle: at the left edge it would look like the start of a curve.
  const start = polarities.length > 1 ? pad : width / 2;
  const points = polarities.map((polarity, index) => ({ x: round(start + index * step), y: toY(polarity) }));
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
  return { points, path, zeroY: toY(0) };
}

/** A change of less than this is no news, in polarity. */
const MIN_FALL = 0.3;

/**
 * @typedef {{index: number, seq: number, from: number, to: number}} Fall
 *   `index` and `seq` of the turn at whose end the mood was lower.
 *
 * @param {{seq: number, polarity: number}[]} turns in order
 * @returns {Fall | null} the greatest fall from one turn to the next, the first of equals; `null` when the mood held
 */
export function biggestFall(turns) {
  /** @type {Fall | null} */
  let fall = null;
  turns.forEach(({ seq, polarity }, index) => {
    const before = turns[index - 1]?.polarity ?? polarity;
    const least = fall ? fall.from - fall.to : 0;
    if (before - polarity >= MIN_FALL && before - polarity > least) fall = { index, seq, from: before, to: polarity };
  });
  return fall;
}

/** @param {number} polarity @returns {"negative" | "neutral" | "positive"} */
export function polarityTone(polarity) {
  if (polarity <= -0.25) return "negative";
  return polarity >= 0.25 ? "positive" : "neutral";
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(-1, value));
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
