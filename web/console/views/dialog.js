/** A dialog of the console. The browser's own <dialog> traps focus and gives it back. */

import { h } from "../../shared/dom.js";
import { DIALOGS } from "../strings.js";

/**
 * @param {string} name
 * @param {string} title
 * @param {string} go label of the button that acts; empty when there is nothing to do but read
 * @param {string} look
 * @param {() => void} onGo
 * @param {...Node} content
 * @returns {HTMLDialogElement}
 */
export function buildDialog(name, title, go, look, onGo, ...content) {
  const leave = h("button", { class: "button", type: "button", onclick: () => box.close() }, go ? DIALOGS.cancel : DIALOGS.close);
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    box.close();
    onGo();
  };
  const form = h("form", { onsubmit: onSubmit }, h("h2", { id: `${name}-title` }, title), ...content,
    h("div", { class: "dialog-end" }, leave, go ? h("button", { class: `button ${look}`, type: "submit" }, go) : null));
  /** @type {HTMLDialogElement} */
  const box = h("dialog", { class: `dialog ${name}`, "aria-labelledby": `${name}-title` }, form);
  return box;
}

/**
 * One of several, or several of many, with their title.
 *
 * @param {"radio" | "checkbox"} type
 * @param {string} group name of the inputs
 * @param {string} legend
 * @param {{value: string, label: string, hint?: string}[]} choices
 * @returns {HTMLFieldSetElement}
 */
export function choiceSet(type, group, legend, choices) {
  const items = choices.map(({ value, label, hint }, index) => {
    const id = `${group}-${index}`;
    return h("li", {}, h("input", { type, name: group, value, id }),
      h("label", { for: id }, label, hint ? h("span", { class: "choice-hint" }, ` ${hint}`) : null));
  });
  return h("fieldset", { class: `choices ${group}` }, h("legend", {}, legend), h("ul", {}, ...items));
}

/** @param {HTMLElement} set @returns {string[]} what is ticked */
export function ticked(set) {
  return [...set.querySelectorAll("input:checked")].map((input) => /** @type {HTMLInputElement} */ (input).value);
}
