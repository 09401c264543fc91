import assert from "node:assert/strict";
import { test } from "node:test";

import { isMine } from "../../web/console/agents.js";
import { isNews, tabTitle } from "../../web/console/alerts.js";
import { hasGap, questionsOf, wantsInOrder } from "../../web/console/conversation_state.js";
import { draftOf } from "../../web/console/drafts.js";
import { reduce, TYPING_TTL_MS, walkOrder, watchedIds } from "../../web/console/state.js";
import { activeItem, after, conversation, ME, message, opened, RIVAL, waitingItem } from "./factories.mjs";

const seqs = (state) => state.open.messages.map(({ seq }) => seq);
const queue = (waiting, active = [], now = 1000) => ({ type: "queue_received", waiting, active, now });
const heard = (id, item) => ({ type: "message_received", id, message: item });

test("messages come once and in order, whatever the order of arrival", () => {
  const state = opened({}, heard("a", message(5)), heard("a", message(3)), heard("a", message(5)), heard("a", message(4)));
  assert.deepEqual(seqs(state), [1, 2, 3, 4, 5]);
});

test("a missing seq is noticed, a whole conversation is not", () => {
  assert.equal(hasGap(opened({}, heard("a", message(4))).open.messages), true);
  assert.equal(hasGap(opened({}, heard("a", message(3))).open.messages), false);
});

test("the bot's reading replaces the words alone, and a late page does not take it away", () => {
  const nlu = { intent: "ask_rate", confidence: 0.9, sentiment: null };
  const state = opened({}, heard("a", message(3)), heard("a", message(3, { nlu })));
  assert.deepEqual(state.open.messages[2].nlu, nlu);
  const stale = conversation({ messages: [message(1), message(2), message(3)] });
  const later = reduce(state, { type: "conversation_loaded", conversation: stale });
  assert.deepEqual(later.open.messages[2].nlu, nlu);
});

test("a page fetched before the last message does not remove it", () => {
  const state = opened({}, heard("a", message(3)));
  const merged = reduce(state, { type: "conversation_loaded", conversation: conversation() });
  assert.deepEqual(seqs(merged), [1, 2, 3]);
});

test("a page that arrives after the agent moved on is ignored", () => {
  const state = opened({}, { type: "conversation_opened", id: "b" });
  const late = reduce(state, { type: "conversation_loaded", conversation: conversation() });
  assert.equal(late, state);
});

test("notes are shown once, oldest first", () => {
  const note = (note_id, minute) => ({ note_id, text: "x", agent: "Camille", at: `2026-11-23T09:0${minute}:00+00:00` });
  const add = (item) => ({ type: "note_received", id: "a", note: item });
  const state = opened({ notes: [note("n2", 2)] }, add(note("n1", 1)), add(note("n2", 2)));
  assert.deepEqual(state.open.notes.map(({ note_id }) => note_id), ["n1", "n2"]);
});

test("only the first queue is no news; a new one is announced with its reason", () => {
  const first = after(queue([waitingItem("x")]));
  assert.equal(first.announcement, "");
  const next = reduce(first, queue([waitingItem("y", "distress"), waitingItem("x")]));
  assert.match(next.announcement, /détresse/);
  assert.equal(isNews(next, first), true);
  assert.equal(isNews(reduce(next, queue([waitingItem("x")])), next), false);
});

test("a conversation put back in the queue by a colleague is not announced as new", () => {
  const first = after(queue([], [activeItem("x", RIVAL)]));
  assert.equal(isNews(reduce(first, queue([waitingItem("x")])), first), false);
});

test("the tab counts those who wait and marks unread conversations", () => {
  const state = after(queue([waitingItem("x"), waitingItem("y")], [activeItem("z")]));
  assert.equal(tabTitle(state), "(2) En attente – Écoute");
  assert.equal(tabTitle(reduce(state, heard("z", message(3)))), "(2) ● En attente – Écoute");
});

test("unread counts a customer's message once, not its reading, nor the bot's or my own words", () => {
  const nlu = { intent: "affirm", confidence: 1, sentiment: null };
  const state = opened({}, heard("b", message(3)), heard("b", message(3, { nlu })), heard("b", message(4, { sender: "agent" })));
  assert.equal(state.unread.b, 1);
  assert.equal(reduce(state, heard("b", message(5, { nlu }))).unread.b, 2);
  assert.equal(reduce(state, { type: "conversation_opened", id: "b" }).unread.b, undefined);
  assert.equal(reduce(state, heard("a", message(6))).unread.a, undefined);
});

test("j and k walk the waiting, then mine, then the others'", () => {
  const state = after(queue([waitingItem("w")], [activeItem("o", RIVAL), activeItem("m")]));
  assert.deepEqual(walkOrder(state), ["w", "m", "o"]);
});

test("the open conversation and mine are watched, the others' are not", () => {
  const state = opened({}, queue([waitingItem("w")], [activeItem("o", RIVAL), activeItem("m")]));
  assert.deepEqual(watchedIds(state), ["a", "m"]);
});

test("reply and note keep words of their own, by conversation", () => {
  const type = (id, text) => ({ type: "draft_changed", id, text });
  const state = opened({}, type("a", "Bonjour"), { type: "composer_switched", id: "a", kind: "note" }, type("a", "à vérifier"), type("b", "autre"));
  assert.deepEqual(draftOf(state, "a"), { reply: "Bonjour", note: "à vérifier", kind: "note" });
  assert.deepEqual(draftOf(state, "b"), { reply: "autre", note: "", kind: "reply" });
});

const outgoing = (message_id, more = {}) => ({
  message_id, id: "a", text: "Bonjour", private: false, at: "2026-11-23T09:01:00+00:00", status: "sending", error: null, retry: true, ...more,
});

test("a message stays in the outbox until it is acknowledged, and keeps its id when sent again", () => {
  const failed = opened({}, { type: "send_started", item: outgoing("u1") }, { type: "send_failed", message_id: "u1", error: "coupé", retry: true });
  assert.deepEqual(failed.outbox.map(({ message_id, status, error }) => [message_id, status, error]), [["u1", "failed", "coupé"]]);
  const again = reduce(failed, { type: "send_started", item: failed.outbox[0] });
  assert.deepEqual(again.outbox.map(({ message_id, status, error }) => [message_id, status, error]), [["u1", "sending", null]]);
  assert.deepEqual(reduce(again, { type: "send_acknowledged", message_id: "u1" }).outbox, []);
});

test("my message that comes back by the socket leaves the outbox, and only that one", () => {
  const state = opened({}, { type: "send_started", item: outgoing("u1") }, { type: "send_started", item: outgoing("u2", { private: true }) },
    heard("a", message(3, { message_id: "u1", sender: "agent" })));
  assert.deepEqual(state.outbox.map(({ message_id }) => message_id), ["u2"]);
});

test("a customer's typing ends with their message, or after its time", () => {
  const state = opened({}, { type: "typing_received", id: "a", typing: true, now: 1000 });
  assert.equal(state.typingUntil.a, 1000 + TYPING_TTL_MS);
  assert.equal(reduce(state, heard("a", message(3))).typingUntil.a, 0);
});

test("a change of mode tells namesakes apart and gives the conversation to one agent only", () => {
  const state = opened({}, { type: "mode_changed", id: "a", mode: "human", agent: { name: ME.name }, reason: null });
  assert.equal(state.open.agent.username, "demo");
  assert.equal(state.open.reason, "requested");
  const lost = reduce(state, { type: "mode_changed", id: "a", mode: "human", agent: { name: RIVAL.name } });
  assert.equal(isMine(lost.open, ME), false);
  const namesake = { mode: "human", agent: { username: "camille2", name: ME.name } };
  assert.equal(isMine(namesake, ME), false);
});

test("a customer who becomes known is shown, and news that says nothing of him forgets him not", () => {
  const known = { id: "client-7", name: "Awa Diallo" };
  const state = opened({}, { type: "mode_changed", id: "a", mode: "human", agent: ME, customer: known });
  assert.deepEqual(state.open?.customer, known);
  assert.deepEqual(reduce(state, { type: "mode_changed", id: "a", mode: "bot", agent: null }).open?.customer, known);
});

test("I may write only while a human is expected and I am that human", () => {
  const mine = (mode, agent) => isMine({ mode, agent }, ME);
  assert.deepEqual(["bot", "queued", "human", "wrap_up", "closed"].map((mode) => mine(mode, ME)), [false, false, true, false, false]);
  assert.equal(mine("human", RIVAL), false);
  assert.equal(mine("human", null), false);
});

test("the login screen keeps nothing of the session before it", () => {
  const state = reduce(opened({}, queue([waitingItem("x")])), { type: "login_needed", error: "expirée" });
  assert.deepEqual([state.phase, state.open, state.waiting, state.drafts, state.login.error], ["login", null, [], {}, "expirée"]);
});

test("an unknown action changes nothing", () => {
  const state = opened();
  assert.equal(reduce(state, { type: "no_such_thing" }), state);
});

test("where a colleague answers only notes are written, and one under way stays a note when the conversation becomes mine", () => {
  const begun = opened({ agent: RIVAL }, { type: "draft_changed", id: "a", text: "Attention" });
  const becomesMine = { type: "mode_changed", id: "a", mode: "human", agent: ME };
  assert.equal(draftOf(opened({ agent: RIVAL }), "a").kind, "note");
  assert.deepEqual(draftOf(reduce(begun, becomesMine), "a"), { reply: "", note: "Attention", kind: "note" });
  const sent = reduce(begun, { type: "draft_changed", id: "a", text: "" });
  assert.equal(draftOf(reduce(sent, becomesMine), "a").kind, "reply");
});

test("what the customer asked comes before his call for somebody, which is no question to settle", () => {
  const wants = [{ intent: "ask_human" }, { intent: "ask_rate" }];
  assert.deepEqual(wantsInOrder(wants).map(({ intent }) => intent), ["ask_rate", "ask_human"]);
  assert.deepEqual(questionsOf(wants), [{ intent: "ask_rate" }]);
});
