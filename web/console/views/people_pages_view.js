/** The pages that take the place of the three panes: « Équipe », « Journal », « Mon compte ». */

import { h } from "../../shared/dom.js";
import { setAttribute, setText } from "../dom.js";
import { can, shownPage } from "../people_state.js";
import { COMMON, MENU } from "../people_strings.js";
import { writeHash } from "../route.js";
import { mountAccount } from "./account_view.js";
import { mountAudit } from "./audit_view.js";
import { mountConfirm } from "./confirm_view.js";
import { mountPeople } from "./people_view.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {HTMLElement} shell
 * @param {import("./app_view.js").Parts} parts
 * @returns {(state: State) => void}
 */
export function mountPeoplePages(shell, { desk }) {
  const { people, peopleStore } = desk;
  const confirm = mountConfirm(shell);
  const back = h("a", { class: "back" }, MENU.back);
  const loading = h("p", { class: "nothing", role: "status" });
  const bodies = { people: h("div"), audit: h("div"), account: h("div") };
  const draw = {
    people: mountPeople(bodies.people, people, confirm),
    audit: mountAudit(bodies.audit, people),
    account: mountAccount(bodies.account, people),
  };
  const page = h("main", { class: "people-page", tabindex: -1 }, back, loading, ...Object.values(bodies));
  page.hidden = true;
  shell.append(page);

  let shown = "";
  return (state) => {
    const name = shownPage(state.account, state.page);
    people.enter(name);
    page.hidden = name === null;
    if (name === null) {
      shown = "";
      return;
    }
    const now = peopleStore.get();
    for (const [each, body] of Object.entries(bodies)) body.hidden = each !== name;
    back.hidden = !can(state.account, "see_conversations");
    setAttribute(back, "href", writeHash(state.openId));
    setText(loading, now.busy && !now.loaded ? COMMON.loading : "");
    draw[name](now, state);
    if (shown !== name) page.focus();
    shown = name;
  };
}
