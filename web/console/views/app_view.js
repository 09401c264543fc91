/** The frame of the console: login or desk, and which pane a narrow screen shows. */

import { h } from "../../shared/dom.js";
import { setAttribute } from "../dom.js";
import { shownPage } from "../people_state.js";
import { BAR } from "../strings.js";
import { bindKeyboard } from "./bind_keyboard.js";
import { mountBar } from "./bar_view.js";
import { mountComposer } from "./composer_view.js";
import { mountDialogs } from "./dialogs_view.js";
import { mountEarlier } from "./earlier_dialog.js";
import { mountEvidence } from "./evidence_view.js";
import { mountInvitation } from "./invitation_view.js";
import { mountLists } from "./lists_view.js";
import { mountLogin } from "./login_view.js";
import { mountPeoplePages } from "./people_pages_view.js";
import { mountTalk } from "./talk_view.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{desk: import("../desk.js").Desk, store: import("../live.js").Store, memory: import("../memory.js").Memory}} Parts */

/**
 * @param {HTMLElement} root
 * @param {Parts} parts
 * @returns {(state: State, now: number) => void} draws; `now` in ms
 */
export function mountApp(root, parts) {
  const login = h("main", { class: "login" });
  const invitation = h("main", { class: "login" });
  const bar = h("header", { class: "bar" });
  const lists = h("nav", { class: "lists", id: "lists", "aria-label": BAR.panes.list });
  const talk = h("section", { class: "talk", id: "talk", "aria-label": BAR.panes.talk });
  const evidence = h("section", { class: "evidence", id: "evidence", "aria-label": BAR.panes.evidence });
  const panes = h("main", { class: "panes" }, lists, talk, evidence);
  const shell = h("div", { class: "desk" }, bar, panes);

  const dialogs = mountDialogs(shell, parts);
  const talkView = mountTalk(talk, parts, dialogs);
  const composer = mountComposer(talk, parts);
  const loginView = mountLogin(login, parts);
  const invitationView = mountInvitation(invitation, parts);
  const views = [mountBar(bar, parts, dialogs), mountLists(lists, parts), talkView, composer.render,
    mountEvidence(evidence, parts, dialogs, mountEarlier(shell, parts)), dialogs.render, mountPeoplePages(shell, parts)];
  bindKeyboard(parts, { dialogs, lists, focusComposer: composer.focus });

  return (state, now) => {
    const shown = { desk: shell, login, invitation, starting: null }[state.phase];
    if (shown && shown.parentElement !== root) root.replaceChildren(shown);
    if (state.phase === "invitation") return invitationView(state);
    if (state.phase !== "desk") return loginView(state);
    panes.hidden = shownPage(state.account, state.page) !== null;
    setAttribute(panes, "data-pane", state.pane);
    for (const render of views) render(state, now);
  };
}
