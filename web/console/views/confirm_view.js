/** Asks before something that others will feel. The browser's own <dialog> traps focus and gives it back. */

import { h } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { COMMON } from "../people_strings.js";

/** @typedef {(title: string, text: string, go: string, onGo: () => void, onCancel?: () => void) => void} Confirm */

/** @param {HTMLElement} root @returns {Confirm} */
export function mountConfirm(root) {
  let run = () => {};
  let leave = () => {};
  const title = h("h2", { id: "ask-title" });
  const text = h("p", { id: "ask-text" });
  const yes = h("button", { class: "button danger", type: "submit" });
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    leave = () => {};
    box.close();
    run();
  };
  const box = h("dialog", { class: "dialog", "aria-labelledby": "ask-title", "aria-describedby": "ask-text", onclose: () => leave() },
    h("form", { onsubmit: onSubmit }, title, text,
      h("div", { class: "dialog-end" },
        h("button", { class: "button", type: "button", onclick: () => box.close() }, COMMON.cancel), yes)));
  root.append(box);
  return (question, explained, go, onGo, onCancel = () => {}) => {
    setText(title, question);
    setText(text, explained);
    setText(yes, go);
    run = onGo;
    leave = onCancel;
    box.showModal();
  };
}
