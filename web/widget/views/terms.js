import { h } from "../../shared/dom.js";
import { mustAccept } from "../selectors.js";
import { STRINGS as T } from "../strings.js";

/**
 * What is said before anything is stored or sent: what is kept and how long, what not to write.
 *
 * @param {{onAccept: () => void}} options
 */
export function createTerms({ onAccept }) {
  const kept = h("span", {});
  const more = h("a", { target: "_blank", rel: "noopener noreferrer", hidden: true }, T.termsLink, h("span", { class: "sr-only" }, ` ${T.newWindow}`));
  const accept = h("button", { type: "button", class: "quiet", onclick: onAccept }, T.termsAccept);
  const words = h("p", { id: "terms" }, h("strong", {}, T.termsBank), " ", kept, " ", more);
  const root = h("section", { class: "terms", "aria-label": T.terms }, words, accept);
  return {
    root,
    /** @returns {boolean} Whether the focus belongs here. */
    focus(/** @type {import("../types.js").State} */ state) {
      if (mustAccept(state)) accept.focus();
      return mustAccept(state);
    },
    /** @param {import("../types.js").State} state */
    update({ accepted, terms }) {
      root.hidden = accepted;
      const text = T.termsKept(terms?.kept ?? null);
      if (kept.textContent !== text) kept.textContent = text;
      more.hidden = !terms?.url;
      if (terms?.url) more.href = terms.url;
    },
  };
}
