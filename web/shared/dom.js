import { toSegments } from "./text.js";

/**
 * Builds an element. Attributes are set as attributes, `on…` as listeners, children as nodes or text: never as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [attributes]
 *   `true` sets an empty attribute, `false`, `null` and `undefined` leave it out.
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * Draws an icon from the path of its strokes, in a 24 × 24 box. Hidden from screen readers: the button has the name.
 *
 * @param {string} path
 * @returns {SVGSVGElement}
 */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const stroke = document.createElementNS(space, "path");
  stroke.setAttribute("d", path);
  svg.append(stroke);
  return svg;
}

/**
 * Builds the nodes of a text that somebody wrote.
 *
 * @param {string} text
 * @param {string} newWindow Said to screen readers after a link that opens a new window.
 * @returns {DocumentFragment}
 */
export function textNodes(text, newWindow) {
  const fragment = document.createDocumentFragment();
  for (const segment of toSegments(text)) {
    if (segment.type === "break") fragment.append(h("br"));
    else if (segment.type === "bold") fragment.append(h("strong", {}, segment.text));
    else if (segment.type === "link") fragment.append(linkNode(segment.text, segment.href, newWindow));
    else fragment.append(segment.text);
  }
  return fragment;
}

/**
 * @param {string} text
 * @param {string} href
 * @param {string} newWindow
 */
function linkNode(text, href, newWindow) {
  if (!href.startsWith("http")) return h("a", { href }, text);
  const rel = "noopener noreferrer nofollow";
  return h("a", { href, target: "_blank", rel }, text, h("span", { class: "sr-only" }, ` ${newWindow}`));
}
