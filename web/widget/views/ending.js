import { h } from "../../shared/dom.js";
import { STRINGS as T } from "../strings.js";

/**
 * What follows a closed conversation: one question, and the way to another conversation.
 *
 * @param {{onScore: (score: number) => void, onRestart: () => void}} options
 */
export function createEnding({ onScore, onRestart }) {
  const scores = T.scores.map((meaning, index) => {
    const score = index + 1;
    return h("button", { type: "button", "aria-label": T.score(score, meaning), onclick: () => onScore(score) }, String(score));
  });
  const ends = h("p", { class: "ends", "aria-hidden": "true" }, h("span", {}, T.scoreLow), h("span", {}, T.scoreHigh));
  const question = h("fieldset", {}, h("legend", {}, T.ask), h("div", { class: "scores" }, ...scores), ends);
  const thanks = h("p", { class: "thanks", role: "status" });
  const restart = h("button", { type: "button", class: "primary", onclick: onRestart }, T.restart);
  const root = h("section", { class: "ending", hidden: true }, h("p", { class: "closed" }, T.closed), question, thanks, restart);
  return {
    root,
    focus: () => restart.focus(),
    /** @param {import("../types.js").State} state */
    update(state) {
      root.hidden = state.mode !== "closed";
      const isAnswered = state.score !== null;
      if (isAnswered && !question.hidden && question.contains(focused(root))) restart.focus();
      question.hidden = isAnswered;
      const text = isAnswered ? T.thanks : "";
      if (thanks.textContent !== text) thanks.textContent = text;
    },
  };
}

/** @param {Node} node @returns {Element | null} Inside a shadow root, the document does not see the focus. */
const focused = (node) => /** @type {ShadowRoot | Document} */ (node.getRootNode()).activeElement;
