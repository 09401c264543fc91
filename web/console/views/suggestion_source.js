/** Where a suggested answer comes from, in front of it. */

import { h } from "../../shared/dom.js";
import { SOURCES } from "../evidence_strings.js";

/** @param {import("../types.js").Suggestion} suggestion @returns {HTMLElement | null} */
export function sourceBadge({ source, label }) {
  const words = SOURCES[source ?? ""];
  return words ? h("span", { class: "suggestion-source" }, [words, label].filter(Boolean).join(" · ")) : null;
}
