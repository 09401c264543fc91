/** A tile: one figure, what it says, and how much is known. It opens its conversations. */

import { h } from "../../shared/dom.js";

/**
 * @param {{name: string, title: string, figure: string, detail?: string, known?: string, tone?: "calm" | "warning" | "alarm",
 *   help?: string, onOpen?: (() => void) | null}} tile
 * @returns {HTMLElement} a button when there is something to open
 */
export function tile({ name, title, figure, detail = "", known = "", tone = "calm", help = "", onOpen = null }) {
  const inside = [
    h("span", { class: "tile-title" }, title),
    h("span", { class: "tile-figure" }, figure),
    detail ? h("span", { class: "tile-detail" }, detail) : null,
    known ? h("span", { class: "tile-known" }, known) : null,
    help ? h("span", { class: "tile-known" }, help) : null,
  ];
  const look = { class: "tile", "data-tile": name, "data-tone": tone };
  if (!onOpen) return h("div", look, ...inside);
  return h("button", { ...look, type: "button", "data-key": `tile:${name}`, onclick: onOpen }, ...inside);
}
