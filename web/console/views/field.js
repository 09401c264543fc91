/** A labelled field, its help and its error: the parts of a form. */

import { h } from "../../shared/dom.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {string} [help]
 * @returns {HTMLElement}
 */
export function field(id, label, input, help) {
  input.id = id;
  if (help) input.setAttribute("aria-describedby", `${id}-help`);
  return h("p", { class: "form-row" }, h("label", { for: id }, label), input,
    help ? h("span", { class: "help", id: `${id}-help` }, help) : null);
}

/**
 * @param {Record<string, string | number | boolean>} [attributes]
 * @returns {HTMLInputElement}
 */
export function input(attributes = {}) {
  return h("input", { class: "field", autocapitalize: "none", spellcheck: "false", autocomplete: "off", ...attributes });
}

/**
 * @param {[string, string][]} options value and words
 * @param {Record<string, string | boolean>} [attributes]
 * @returns {HTMLSelectElement}
 */
export function select(options, attributes = {}) {
  return h("select", { class: "field", ...attributes }, ...options.map(([value, words]) => h("option", { value }, words)));
}

/**
 * @param {() => void} onSubmit
 * @param {Record<string, string>} attributes
 * @param {...(Node | null)} content
 */
export function form(onSubmit, attributes, ...content) {
  return h("form", { ...attributes, novalidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    onSubmit();
  } }, ...content);
}

/** @returns {HTMLElement} where an error is read out when it comes */
export function errorLine() {
  return h("p", { class: "form-error", role: "alert" });
}
