import { h } from "../../shared/dom.js";
import { STRINGS as T } from "../strings.js";

/**
 * Asks before erasing, inside the panel.
 *
 * @param {{onYes: () => void, onDone: () => void}} options `onDone`: the question is closed, whatever the answer.
 */
export function createConfirm({ onYes, onDone }) {
  const no = h("button", { type: "button", class: "quiet", onclick: () => close() }, T.cancel);
  const yes = h("button", { type: "button", class: "primary danger", onclick: () => (close(), onYes()) }, T.eraseYes);
  const box = h("div", { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "ask", "aria-describedby": "why", onkeydown });
  const title = h("h3", { id: "ask" }, T.eraseTitle);
  box.append(title, h("p", { id: "why" }, T.eraseText), h("div", { class: "answers" }, no, yes));
  const root = h("div", { class: "veil", hidden: true }, box);

  /** Keeps Tab between the two answers. @param {KeyboardEvent} event */
  function onkeydown(event) {
    if (event.key !== "Tab") return;
    event.preventDefault();
    const isOnNo = /** @type {ShadowRoot} */ (root.getRootNode()).activeElement === no;
    (isOnNo ? yes : no).focus();
  }

  /** @returns {boolean} Whether it was open. */
  function close() {
    if (root.hidden) return false;
    root.hidden = true;
    onDone();
    return true;
  }

  return {
    root,
    close,
    open() {
      root.hidden = false;
      no.focus();
    },
  };
}
