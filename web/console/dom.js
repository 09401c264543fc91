/** Small DOM helpers of the console: SVG elements, and lists that change without losing focus or place. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...SVGElement} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** What each node of a keyed list was built from. @type {WeakMap<Element, {key: string, stamp: string}>} */
const BUILT = new WeakMap();

/**
 * Makes the children of `parent` show `items`, rebuilding only those whose stamp changed.
 *
 * @template T
 * @param {Element} parent holds nothing else
 * @param {T[]} items with distinct keys
 * @param {{key: (item: T) => string, stamp: (item: T) => string, build: (item: T) => HTMLElement}} how
 *   `stamp` tells apart two looks of the same item
 * @returns {boolean} whether anything changed
 */
export function keyed(parent, items, { key, stamp, build }) {
  const old = new Map([...parent.children].map((node) => [BUILT.get(node)?.key, node]));
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const lost = focused ? childKeyOf(parent, focused) : undefined;
  let changed = false;
  items.forEach((item, index) => {
    const name = key(item);
    const look = stamp(item);
    let node = old.get(name);
    old.delete(name);
    if (!node || BUILT.get(node)?.stamp !== look) {
      const fresh = build(item);
      BUILT.set(fresh, { key: name, stamp: look });
      node?.replaceWith(fresh);
      node = fresh;
      changed = true;
    }
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  for (const node of old.values()) node.remove();
  if (lost !== undefined && document.activeElement !== focused) refocus(parent, lost);
  return changed || old.size > 0;
}

/** @param {Element} parent @param {Element} inside */
function childKeyOf(parent, inside) {
  const child = [...parent.children].find((node) => node.contains(inside));
  return child && BUILT.get(child)?.key;
}

/** @param {Element} parent @param {string} key */
function refocus(parent, key) {
  const node = [...parent.children].find((child) => BUILT.get(child)?.key === key);
  const target = node?.matches("button, a") ? node : node?.querySelector("button, a");
  if (target instanceof HTMLElement) target.focus();
}

/** Sets a text only when it differs: a live region must not speak twice. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string | null} value `null` removes it */
export function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
