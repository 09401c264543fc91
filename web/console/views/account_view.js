/** The page « Mon compte »: name, password, second factor, sessions. */

import { h } from "../../shared/dom.js";
import { keyed, setText } from "../dom.js";
import { can } from "../people_state.js";
import { ACCOUNT, COMMON, ROLES } from "../people_strings.js";
import { formatMoment } from "../format.js";
import { mountFactor } from "./factor_view.js";
import { errorLine, field, form, input } from "./field.js";

/** @typedef {import("../people_types.js").PeopleState} PeopleState */
/** @typedef {import("../types.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("../people.js").People} people
 * @returns {(page: PeopleState, state: State) => void}
 */
export function mountAccount(root, people) {
  const identity = mountIdentity(people);
  const password = mountPassword(people);
  const factor = mountFactor(people);
  const sessions = mountSessions(people);
  const lead = h("p", { class: "lead" });
  root.append(h("div", { class: "page-head" }, h("h2", {}, ACCOUNT.title), lead),
    h("div", { class: "page-columns" }, factor.element, identity.element, password.element, sessions.element));
  return (page, state) => {
    const must = state.account?.must_set_up_second_factor === true;
    setText(lead, must || can(state.account, "see_conversations") ? "" : ACCOUNT.designer);
    for (const part of [identity, password, sessions]) part.element.hidden = must;
    identity.render(page, state);
    password.render(page, state);
    factor.render(page, state);
    sessions.render(page);
  };
}

/** @param {import("../people.js").People} people */
function mountIdentity(people) {
  const username = h("dd");
  const role = h("dd");
  const name = input({ maxlength: 80, autocomplete: "name", autocapitalize: "words" });
  const error = errorLine();
  const element = card("identity-title", ACCOUNT.identity,
    h("dl", { class: "pairs" }, h("dt", {}, ACCOUNT.username), username, h("dt", {}, ACCOUNT.role), role),
    form(() => void people.rename(name.value.trim()), {}, field("account-name", ACCOUNT.name, name), error,
      h("button", { class: "button", type: "submit" }, COMMON.save)));
  let known = "";
  return {
    element,
    /** @param {PeopleState} page @param {State} state */
    render(page, state) {
      setText(username, state.me?.username ?? "");
      setText(role, ROLES[state.account?.role ?? ""] ?? "");
      setText(error, page.errors.name ?? "");
      if (known !== state.me?.name) name.value = known = state.me?.name ?? "";
    },
  };
}

/** @param {import("../people.js").People} people */
function mountPassword(people) {
  const current = input({ type: "password", autocomplete: "current-password", maxlength: 200 });
  const fresh = input({ type: "password", autocomplete: "new-password", maxlength: 200 });
  // Password managers need to know whose password this is.
  const owner = h("input", { type: "text", autocomplete: "username", hidden: true });
  const error = errorLine();
  const send = () => void people.changePassword(current.value, fresh.value).then((done) => {
    if (done) current.value = fresh.value = "";
    else current.focus();
  });
  const element = card("password-title", ACCOUNT.password, form(send, {}, owner,
    field("account-current", ACCOUNT.current, current), field("account-new", ACCOUNT.fresh, fresh, ACCOUNT.freshHelp), error,
    h("button", { class: "button", type: "submit" }, ACCOUNT.change)));
  return {
    element,
    /** @param {PeopleState} page @param {State} state */
    render(page, state) {
      setText(error, page.errors.password ?? "");
      owner.value = state.me?.username ?? "";
    },
  };
}

/** @param {import("../people.js").People} people */
function mountSessions(people) {
  const list = h("ul", { class: "rows" });
  const error = errorLine();
  const others = h("button", { class: "button", type: "button", onclick: () => void people.endOthers() }, ACCOUNT.endOthers);
  return {
    element: card("sessions-title", ACCOUNT.sessions, error, list, others),
    /** @param {PeopleState} page */
    render(page) {
      setText(error, page.errors.sessions || page.errors.page || "");
      others.hidden = page.sessions.length < 2;
      keyed(list, page.sessions, { key: ({ id }) => id, stamp: JSON.stringify, build: (session) => sessionRow(session, people) });
    },
  };
}

/** @param {import("../people_types.js").Session} session @param {import("../people.js").People} people */
function sessionRow({ id, device, created_at, last_seen_at, current }, people) {
  const name = device ?? ACCOUNT.unknownDevice;
  const words = `${ACCOUNT.opened(formatMoment(created_at))} · ${ACCOUNT.lastSeen(formatMoment(last_seen_at))}`;
  return h("li", {}, h("div", {}, h("strong", {}, name), current ? h("span", { class: "tag good" }, ACCOUNT.thisOne) : null, h("small", {}, words)),
    current ? null : h("button", { class: "button small", type: "button", "aria-label": ACCOUNT.endOf(name), onclick: () => void people.endSession(id) }, ACCOUNT.end));
}

/** @param {string} id @param {string} title @param {...Node} content */
function card(id, title, ...content) {
  return h("section", { class: "card", "aria-labelledby": id }, h("h3", { id }, title), ...content);
}
