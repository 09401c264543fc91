/** The page « Équipe »: who works here, and invitations. */

import { h } from "../../shared/dom.js";
import { keyed, setText } from "../dom.js";
import { can } from "../people_state.js";
import { COMMON, INVITE, PEOPLE, ROLES, ROLE_HELP } from "../people_strings.js";
import { formatMoment } from "../format.js";
import { errorLine, field, form, input, select } from "./field.js";

/** @typedef {import("../people_types.js").Person} Person */
/** @typedef {import("../people_types.js").PeopleState} PeopleState */
/** @typedef {import("../types.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("../people.js").People} people
 * @param {import("./confirm_view.js").Confirm} confirm
 * @returns {(page: PeopleState, state: State) => void}
 */
export function mountPeople(root, people, confirm) {
  const rows = h("tbody");
  const heads = [PEOPLE.name, PEOPLE.role, PEOPLE.factor, PEOPLE.seen, PEOPLE.state, PEOPLE.actions];
  const error = errorLine();
  const invite = mountInvite(people);
  root.append(
    h("div", { class: "page-head" }, h("h2", {}, PEOPLE.title), h("p", { class: "lead" }, PEOPLE.lead)),
    error,
    h("div", { class: "table-box", role: "region", tabindex: 0, "aria-label": PEOPLE.title },
      h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)))), rows)),
    invite.element);

  return (page, state) => {
    setText(error, page.errors.people || page.errors.page || "");
    const manages = can(state.account, "manage_people");
    const me = state.me?.username ?? "";
    keyed(rows, page.people, {
      key: ({ username }) => username,
      stamp: (person) => JSON.stringify([person, manages, me, page.errors.people]),
      build: (person) => personRow(person, manages, me, people, confirm),
    });
    invite.render(page, manages);
  };
}

/**
 * @param {Person} person
 * @param {boolean} manages whether I may change people
 * @param {string} me
 * @param {import("../people.js").People} people
 * @param {import("./confirm_view.js").Confirm} confirm
 */
function personRow(person, manages, me, people, confirm) {
  const { username, name } = person;
  const action = (/** @type {string} */ words, /** @type {() => void} */ run, look = "") =>
    h("button", { class: `button small ${look}`, type: "button", "aria-label": PEOPLE.of(words, name), onclick: run }, words);
  const ask = (/** @type {string} */ title, /** @type {string} */ text, /** @type {string} */ go, /** @type {() => unknown} */ run) => () => confirm(title, text, go, run);
  const actions = !manages ? [] : [
    person.disabled ? action(PEOPLE.enable, () => void people.enable(username))
      : action(PEOPLE.disable, ask(PEOPLE.disableTitle(name), PEOPLE.disableText, PEOPLE.disable, () => people.disable(username)), "danger"),
    person.second_factor ? action(PEOPLE.reset, ask(PEOPLE.resetTitle(name), PEOPLE.resetText, PEOPLE.reset, () => people.resetFactor(username))) : null,
  ];
  return h("tr", { class: person.disabled ? "off" : "" },
    h("th", { scope: "row" }, name, username === me ? h("span", { class: "tag" }, PEOPLE.you) : null, h("small", {}, username)),
    h("td", {}, manages ? roleSelect(person, people, confirm) : (ROLES[person.role] ?? person.role)),
    h("td", {}, h("span", { class: person.second_factor ? "tag good" : "faint" }, person.second_factor ? PEOPLE.on : PEOPLE.off)),
    h("td", {}, formatMoment(person.seen_at) || PEOPLE.never),
    h("td", {}, person.disabled ? PEOPLE.disabled : PEOPLE.enabled),
    h("td", { class: "row-actions" }, ...actions));
}

/** @param {Person} person @param {import("../people.js").People} people @param {import("./confirm_view.js").Confirm} confirm */
function roleSelect({ username, name, role }, people, confirm) {
  const choice = select(Object.entries(ROLES), { "aria-label": PEOPLE.roleOf(name) });
  choice.value = role;
  choice.addEventListener("change", () => {
    const wanted = choice.value;
    const back = () => { choice.value = role; };
    confirm(PEOPLE.roleTitle(name), PEOPLE.roleText(ROLES[role] ?? role, ROLES[wanted] ?? wanted), PEOPLE.roleGo,
      () => void people.setRole(username, wanted).then((done) => done || back()), back);
  });
  return choice;
}

/** @param {import("../people.js").People} people */
function mountInvite(people) {
  const role = select([]);
  const forWhom = input({ maxlength: 80 });
  const link = input({ readonly: true });
  link.addEventListener("focus", () => link.select());
  const copied = h("span", { role: "status", class: "faint" });
  const copy = h("button", { class: "button", type: "button", onclick: () => {
    link.select();
    void navigator.clipboard?.writeText(link.value).then(() => setText(copied, COMMON.copied), () => {});
  } }, COMMON.copy);
  const made = h("div", { class: "made" }, field("invite-link", INVITE.made, link, INVITE.madeHelp), copy, " ", copied);
  const error = errorLine();
  const help = h("p", { class: "help" });
  const open = h("ul", { class: "rows" });
  const none = h("p", { class: "nothing" }, INVITE.none);
  role.addEventListener("change", () => setText(help, ROLE_HELP[role.value] ?? ""));
  const element = h("div", { class: "page-columns" },
    h("section", { class: "card", "aria-labelledby": "invite-title" }, h("h3", { id: "invite-title" }, INVITE.title),
      form(() => void people.invite(role.value, forWhom.value.trim()).then((done) => { if (done) { forWhom.value = ""; link.focus(); } }), {},
        field("invite-role", INVITE.role, role), help, field("invite-for", INVITE.forWhom, forWhom), error,
        h("button", { class: "button primary", type: "submit" }, INVITE.go)),
      made),
    h("section", { class: "card", "aria-labelledby": "invited-title" }, h("h3", { id: "invited-title" }, INVITE.open), open, none));
  return {
    element,
    /** @param {PeopleState} page @param {boolean} manages */
    render(page, manages) {
      const roles = Object.entries(ROLES).filter(([name]) => manages || name === "agent");
      if (role.options.length !== roles.length) {
        role.replaceChildren(...roles.map(([value, words]) => h("option", { value }, words)));
        setText(help, ROLE_HELP[role.value] ?? "");
      }
      made.hidden = !page.link;
      if (link.value !== (page.link ?? "")) setText(copied, "");
      link.value = page.link ?? "";
      setText(error, page.errors.invite ?? "");
      none.hidden = page.invitations.length > 0;
      keyed(open, page.invitations, { key: ({ id }) => id, stamp: JSON.stringify, build: (each) => invitationRow(each, manages, people) });
    },
  };
}

/** @param {import("../people_types.js").Invitation} invitation @param {boolean} manages @param {import("../people.js").People} people */
function invitationRow({ id, role, for_whom, invited_by, expires_at }, manages, people) {
  const name = for_whom ?? INVITE.somebody;
  const words = [ROLES[role] ?? role, invited_by ? INVITE.by(invited_by) : "", INVITE.until(formatMoment(expires_at))].filter(Boolean).join(" · ");
  const revoke = h("button", { class: "button small", type: "button", "aria-label": PEOPLE.of(INVITE.revoke, name), onclick: () => void people.revoke(id) }, COMMON.cancel);
  return h("li", {}, h("div", {}, h("strong", {}, name), h("small", {}, words)), manages || role === "agent" ? revoke : null);
}
