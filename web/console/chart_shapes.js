/** Geometry of the history's charts: counts in, SVG coordinates out. Pure functions. */

/**
 * @param {number[]} counts
 * @param {{width: number, height: number, gap: number}} box in SVG units
 * @returns {{x: number, y: number, width: number, height: number}[]} columns that stand on the bottom; the highest
 *   fills the box, and one that counts anything can be seen
 */
export function columns(counts, { width, height, gap }) {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  return counts.map((count, index) => {
    const size = count === 0 ? 0 : Math.max(2, (count / most) * height);
    return { x: round(index * step + gap / 2), y: round(height - size), width: round(step - gap), height: round(size) };
  });
}

/**
 * @param {number} count
 * @param {number} most of all lines
 * @returns {number} width in percent; what counts anything can be seen
 */
export function barWidth(count, most) {
  return count === 0 || most === 0 ? 0 : Math.max(1, round((count / most) * 100));
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
