import { h } from "../../shared/dom.js";
import { STRINGS as T } from "../strings.js";

/**
 * What follows a conversation with an agent: one question that can be passed, a word if the customer likes, and, when it is
 * closed, the way to another conversation.
 *
 * @param {object} options
 * @param {(score: number) => void} options.onScore
 * @param {(comment: string) => void} options.onComment "" when there is nothing to add.
 * @param {() => void} options.onRestart
 * @param {() => void} options.onDone What had the focus is gone.
 */
export function createEnding({ onScore, onComment, onRestart, onDone }) {
  const scores = T.scores.map((meaning, index) => {
    const score = index + 1;
    return h("button", { type: "button", "aria-label": T.score(score, meaning), onclick: () => onScore(score) }, String(score));
  });
  const ends = h("p", { class: "ends", "aria-hidden": "true" }, h("span", {}, T.scoreLow), h("span", {}, T.scoreHigh));
  const question = h("fieldset", {}, h("legend", {}, T.ask), h("div", { class: "scores" }, ...scores), ends);
  const words = h("textarea", { id: "comment", rows: 2, maxlength: 2000, autocomplete: "off" });
  const comment = h("form", { class: "comment", onsubmit }, h("label", { for: "comment" }, T.comment), words,
    h("button", { class: "quiet" }, T.sendComment));
  const pass = h("button", { type: "button", class: "pass", onclick: () => onComment("") }, T.skip);
  const thanks = h("p", { class: "thanks", role: "status" });
  const restart = h("button", { type: "button", class: "primary", onclick: onRestart }, T.restart);
  const closed = h("p", { class: "closed" }, T.closed);
  const root = h("section", { class: "ending", "aria-label": T.ask, hidden: true }, closed, question, thanks, comment, pass, restart);

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    onComment(words.value.trim());
  }

  return {
    root,
    focus: () => restart.focus(),
    /** @param {import("../types.js").State} state */
    update({ mode, rating, score }) {
      const isClosed = mode === "closed";
      const held = root.contains(focused(root));
      const isThanked = score !== null && rating !== "over";
      root.hidden = !isClosed && (mode !== "bot" || rating === "none" || rating === "over" || (rating === "done" && !isThanked));
      restart.hidden = closed.hidden = !isClosed;
      question.hidden = rating !== "score";
      if (comment.hidden && rating === "comment" && held) setTimeout(() => words.focus());
      comment.hidden = rating !== "comment";
      pass.hidden = isClosed || (comment.hidden && question.hidden);
      const text = isThanked ? T.thanks : "";
      if (thanks.textContent !== text) thanks.textContent = text;
      // What had the focus may be gone: an element that is not shown has no box.
      if (held && rating !== "comment" && !(/** @type {HTMLElement} */ (focused(root))?.offsetParent)) onDone();
    },
  };
}

/** @param {Node} node @returns {Element | null} Inside a shadow root, the document does not see the focus. */
const focused = (node) => /** @type {ShadowRoot | Document} */ (node.getRootNode()).activeElement;
