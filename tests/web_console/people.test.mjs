/** The pages about people: what a role opens, what the trail says in words, and what is asked of the gateway. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore } from "../../web/shared/store.js";
import { ApiError, readLoginError } from "../../web/console/api.js";
import { createPeople } from "../../web/console/people.js";
import { auditCsvPath, auditQuery } from "../../web/console/people_api.js";
import { INITIAL_PEOPLE, NO_FILTERS, can, pagesOf, readAccount, reducePeople, shownPage } from "../../web/console/people_state.js";
import { actorWords, detailWords, subjectWords } from "../../web/console/people_words.js";
import { readHash, readInvitation, readPage } from "../../web/console/route.js";
import { INITIAL, reduce } from "../../web/console/state.js";

const ADMIN = readAccount({ role: "administrator", permissions: ["see_conversations", "invite_agents", "see_audit"] });
const DESIGNER = readAccount({ role: "designer", permissions: ["own_account"] });

test("a page is shown to who may open it, and the account to whom conversations are closed", () => {
  assert.deepEqual(pagesOf(ADMIN), ["account", "people", "audit"]);
  assert.deepEqual(pagesOf(DESIGNER), ["account"]);
  assert.equal(shownPage(ADMIN, "audit"), "audit");
  assert.equal(shownPage(ADMIN, null), null);
  assert.equal(shownPage(DESIGNER, "audit"), "account");
  assert.equal(shownPage(readAccount({}), "audit"), null);
});

test("before a required second factor nothing but the account is open", () => {
  const stopped = { ...ADMIN, must_set_up_second_factor: true };
  assert.equal(can(stopped, "see_conversations"), false);
  assert.equal(shownPage(stopped, "people"), "account");
});

test("the address names a conversation, a page or an invitation, and nothing else", () => {
  assert.equal(readPage("#/equipe"), "people");
  assert.equal(readPage("#/c/abc"), null);
  assert.equal(readHash("#/equipe"), null);
  assert.equal(readInvitation("#invitation=Ab_c-0123456789"), "Ab_c-0123456789");
  assert.equal(readInvitation("#invitation=<script>"), null);
  assert.equal(readInvitation("#/c/invitation"), null);
});

test("opening a conversation leaves the page", () => {
  const state = reduce({ ...INITIAL, page: "people" }, { type: "conversation_opened", id: "a" });
  assert.equal(state.page, null);
});

test("a login that asks for a code keeps the page it leads to", () => {
  const state = reduce({ ...INITIAL, page: "account" }, { type: "login_needed", needsCode: true });
  assert.deepEqual([state.page, state.login.needsCode], ["account", true]);
});

test("only filters that were filled in are asked, and the last day is included", () => {
  assert.equal(auditQuery(NO_FILTERS), "");
  assert.equal(auditCsvPath(NO_FILTERS), "/api/v1/desk/audit?format=csv");
  const asked = new URLSearchParams(auditQuery({ ...NO_FILTERS, actor: "léa", since: "2026-11-02", until: "2026-11-02" }));
  assert.equal(asked.get("actor"), "léa");
  assert.equal(Date.parse(asked.get("until")) - Date.parse(asked.get("since")), 24 * 3_600_000);
});

test("a row of the trail is said in words, also one that is not known yet", () => {
  assert.equal(actorWords("agent:lea"), "lea");
  assert.equal(actorWords("cli"), "Ligne de commande");
  assert.equal(actorWords("robot"), "robot");
  assert.equal(subjectWords({ subject_kind: "conversation", subject_id: "5c1e" }), "Conversation 5c1e");
  assert.equal(subjectWords({ subject_kind: null, subject_id: null }), "");
  assert.equal(detailWords({ from: "agent", to: "supervisor" }), "de Conseiller, à Superviseur");
  assert.equal(detailWords({ seq: 4, second_factor: null }), "n° 4");
  assert.equal(detailWords({ from: "human", to: "human", reason: "to:sacha" }), "de conseiller, à conseiller, motif transmise à sacha");
  assert.equal(detailWords({ reason: "reopened" }), "motif rouverte");
  assert.equal(detailWords({ conversations: 12, audit_events: 3, stayed: 1 }), "conversations 12, lignes du journal 3, gardés pour un motif 1");
  const number = "2cd077b4-1cda-486e-a343-e89086b53643";
  assert.equal(subjectWords({ subject_kind: "conversation", subject_id: number }), "Conversation 2cd077b4");
  assert.equal(detailWords(null), "");
});

test("what is shown once is gone when the page is left", () => {
  const shown = { ...INITIAL_PEOPLE, link: "secret", codes: ["a"], filters: { ...NO_FILTERS, actor: "lea" } };
  const left = reducePeople(shown, { type: "page_entered" });
  assert.deepEqual([left.link, left.codes, left.filters.actor], [null, [], "lea"]);
});

/** @param {Record<string, Function>} calls */
function setUp(calls) {
  const said = [];
  const store = createStore(reducePeople, INITIAL_PEOPLE);
  let over = 0;
  const people = createPeople({
    api: { people: { people: async () => ({ people: [] }), invitations: async () => ({ invitations: [] }), ...calls } },
    store, toast: (kind, text) => said.push([kind, text]), onSessionOver: () => { over += 1; }, onAccount: async () => {},
  });
  return { people, store, said, isOver: () => over };
}

test("a refusal is shown at its form, and the list is read again", async () => {
  let loads = 0;
  const { people, store, said } = setUp({
    people: async () => ({ people: [], at: ++loads }),
    setRole: async () => { throw new ApiError(409, "last_administrator", "C’est le dernier."); },
  });
  assert.equal(await people.setRole("demo", "agent"), false);
  assert.equal(store.get().errors.people, "C’est le dernier.");
  assert.equal(loads, 1);
  assert.equal(store.get().busy, false);
  assert.deepEqual(said, []);
});

test("what worked is said, and two commands at once are one", async () => {
  const { people, said } = setUp({ invite: async () => ({ link: "https://x#invitation=y" }) });
  const both = await Promise.all([people.invite("agent", ""), people.invite("agent", "")]);
  assert.deepEqual(both, [true, false]);
  assert.equal(said.length, 1);
});

test("a session that is over closes the desk", async () => {
  const { people, isOver } = setUp({ rename: async () => { throw new ApiError(401, "unauthorized", ""); } });
  await people.rename("Léa");
  assert.equal(isOver(), 1);
});

test("who has to use a recovery code keeps the field for it, and reads why", () => {
  const why = "Saisissez un code de secours.";
  const refused = new ApiError(403, "second_factor_unreadable", why);
  assert.deepEqual(readLoginError(refused), { error: why, needsCode: true });
});
