/** The page behind an invitation's link: what it is for, and the choice of a name and a password. */

import { h, icon } from "../../shared/dom.js";
import { errorSentence } from "../api.js";
import { setText } from "../dom.js";
import { INVITATION, ROLES } from "../people_strings.js";
import { APP } from "../strings.js";
import { errorLine, field, form, input } from "./field.js";
import { ICONS } from "./icons.js";

/** @typedef {import("../types.js").State} State */

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,63}$/; // as bot/gateway/people_schemas.py

/**
 * @param {HTMLElement} root
 * @param {import("./app_view.js").Parts} parts
 * @returns {(state: State) => void}
 */
export function mountInvitation(root, { desk }) {
  const role = h("p", { class: "lead", role: "status" }, INVITATION.loading);
  const username = input({ autocomplete: "username", maxlength: 64 });
  const name = input({ autocomplete: "name", autocapitalize: "words", maxlength: 80 });
  const password = input({ type: "password", autocomplete: "new-password", maxlength: 200 });
  const error = errorLine();
  const submit = h("button", { class: "button primary wide", type: "submit" }, INVITATION.go);
  const fields = h("div", {}, field("invited-username", INVITATION.username, username, INVITATION.usernameHelp),
    field("invited-name", INVITATION.name, name), field("invited-password", INVITATION.password, password, INVITATION.passwordHelp));
  const toLogin = h("button", { class: "text-button", type: "button", onclick: () => desk.leaveInvitation() }, INVITATION.toLogin);
  let token = "";
  /** @returns {[string, HTMLInputElement] | null} what is missing, and where; the gateway checks again */
  const problemOf = () => {
    if (!USERNAME.test(username.value)) return [INVITATION.badUsername, username];
    if (!name.value.trim()) return [INVITATION.needName, name];
    return password.value ? null : [INVITATION.needPassword, password];
  };
  const send = async () => {
    username.value = username.value.trim().toLowerCase(); // Phones write a capital first.
    const problem = problemOf();
    setText(error, problem?.[0] ?? "");
    if (problem) return problem[1].focus();
    submit.disabled = true;
    setText(submit, INVITATION.busy);
    try {
      await desk.acceptInvitation({ token, username: username.value, name: name.value.trim(), password: password.value });
      password.value = "";
    } catch (problem) {
      setText(error, errorSentence(problem));
      password.focus();
    } finally {
      submit.disabled = false;
      setText(submit, INVITATION.go);
    }
  };
  root.append(form(() => void send(), { class: "login-card" }, h("span", { class: "logo" }, icon(ICONS.ear)),
    h("h1", {}, APP, h("small", {}, INVITATION.title)), role, fields, error, submit, toLogin));

  const look = async () => {
    try {
      const seen = await desk.lookAtInvitation(token);
      const lines = [INVITATION.as(ROLES[seen.role] ?? seen.role), seen.for_whom ? INVITATION.forWhom(seen.for_whom) : ""];
      setText(role, lines.filter(Boolean).join(" "));
      fields.hidden = submit.hidden = false;
      username.focus();
    } catch (problem) {
      setText(role, "");
      setText(error, errorSentence(problem));
    }
  };
  return (state) => {
    if (!state.invitation || state.invitation === token) return;
    token = state.invitation;
    fields.hidden = submit.hidden = true;
    void look();
  };
}
