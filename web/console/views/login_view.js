/** The login screen. */

import { h, icon } from "../../shared/dom.js";
import { setText } from "../dom.js";
import { readHash } from "../route.js";
import { LOGIN_CODE } from "../people_strings.js";
import { APP, LOGIN } from "../strings.js";
import { accessibilityLink } from "./accessibility_link.js";
import { ICONS } from "./icons.js";

/** @typedef {import("../types.js").State} State */

/** @param {HTMLElement} root @param {import("./app_view.js").Parts} parts @returns {(state: State) => void} */
export function mountLogin(root, { desk }) {
  const field = { class: "field", required: true, "aria-describedby": "login-error" };
  const username = h("input", { ...field, id: "username", name: "username", autocomplete: "username", autocapitalize: "none", spellcheck: "false" });
  const password = h("input", { ...field, id: "password", name: "password", type: "password", autocomplete: "current-password" });
  const code = h("input", { ...field, required: false, id: "login-code", name: "code", autocomplete: "one-time-code", autocapitalize: "none", spellcheck: "false", maxlength: 40 });
  const codeRow = h("div", { hidden: true }, h("label", { for: "login-code" }, LOGIN_CODE.label), code);
  const error = h("p", { class: "login-error", id: "login-error", role: "alert" });
  const submit = h("button", { class: "button primary wide", type: "submit" }, LOGIN.submit);
  const onSubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void desk.login(username.value.trim(), password.value, readHash(location.hash), codeRow.hidden ? "" : code.value.trim());
  };
  const form = h("form", { class: "login-card", novalidate: true, onsubmit: onSubmit },
    h("span", { class: "logo" }, icon(ICONS.ear)),
    h("h1", {}, APP, h("small", {}, LOGIN.title)),
    h("p", { class: "lead" }, LOGIN.lead),
    h("label", { for: "username" }, LOGIN.username), username,
    h("label", { for: "password" }, LOGIN.password), password,
    codeRow, error, submit, h("p", { class: "forgotten" }, LOGIN.forgotten), accessibilityLink());
  root.append(form);

  let wasShown = false;
  let wasBusy = false;
  return (state) => {
    const shown = state.phase === "login";
    if (shown && !wasShown) username.focus();
    if (shown && !state.login.busy) codeRow.hidden = !state.login.needsCode;
    if (shown && wasBusy && !state.login.busy) (state.login.needsCode ? code : password).select();
    if (!shown) password.value = code.value = "";
    wasShown = shown;
    wasBusy = state.login.busy;
    setText(error, state.login.error ?? "");
    setText(submit, state.login.busy ? LOGIN.busy : LOGIN.submit);
    submit.disabled = state.login.busy;
  };
}
