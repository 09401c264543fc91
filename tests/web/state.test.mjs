import assert from "node:assert/strict";
import { test } from "node:test";
import { hasGap, keyboardFor, lines, measure, newestFrom, nextDraft, unread } from "../../web/widget/selectors.js";
import { TYPING_TTL_MS, reduce } from "../../web/widget/state.js";
import { after, arrived, draft, message, session, standing, written } from "./helpers.mjs";

const seqs = (state) => state.messages.map((one) => one.seq);
const texts = (state) => lines(state).map((line) => line.text);

test("messages are shown once and in order, whatever the order of arrival", () => {
  const orders = [[1, 2, 3], [3, 2, 1], [2, 3, 1], [1, 1, 2, 3, 2], [3, 1, 3, 2, 1]];
  for (const order of orders) {
    const state = after(session(), ...order.map((seq) => arrived(seq)));
    assert.deepEqual(seqs(state), [1, 2, 3], order.join());
    assert.equal(hasGap(state), false);
  }
});

test("a message after a gap waits, and the gap is known", () => {
  const state = after(session(), arrived(1), arrived(3));
  assert.deepEqual(seqs(state), [1]);
  assert.equal(hasGap(state), true);
});

test("a conversation that is further than what arrived is a gap", () => {
  assert.equal(hasGap(after(session(), arrived(1), standing("bot", { seq: 2 }))), true);
});

test("after a replay nothing that the server no longer has is waited for", () => {
  const state = after(session({ seq: 5 }), arrived(4), arrived(5), { type: "replayed", seq: 5 }, arrived(6));
  assert.equal(hasGap(state), false);
  assert.equal(state.lastSeq, 6);
  assert.equal(state.loaded, true);
});

test("a replay that ends before its last message arrives does not lose that message", () => {
  const state = after(session(), arrived(1), { type: "replayed", seq: 3 }, arrived(3), arrived(2));
  assert.deepEqual(seqs(state), [1, 2, 3]);
});

test("an acknowledged draft becomes a message at the place that the server gave it", () => {
  const state = after(session(), written("a"), { type: "acknowledged", message_id: "a", seq: 1 }, arrived(2));
  assert.deepEqual(state.outbox, []);
  assert.deepEqual(texts(state), ["texte a", "n° 2"]);
  assert.equal(lines(state)[0].key, "a");
});

test("an answer that overtakes the acknowledgement is shown after what it answers", () => {
  const early = after(session(), written("a"), arrived(2));
  assert.deepEqual(texts(early), ["texte a"]);
  assert.deepEqual(texts(reduce(early, { type: "acknowledged", message_id: "a", seq: 1 })), ["texte a", "n° 2"]);
});

test("a draft that another way delivered is shown once", () => {
  const echo = { sender: "customer", message_id: "a", text: "texte a" };
  const state = after(session(), written("a"), arrived(1, echo), { type: "acknowledged", message_id: "a", seq: 1 });
  assert.deepEqual(texts(state), ["texte a"]);
});

test("one's own acknowledged words stay on screen while something before them is missing", () => {
  const state = after(session(), arrived(1), written("a"), { type: "acknowledged", message_id: "a", seq: 3 });
  assert.deepEqual(texts(state), ["n° 1", "texte a"]);
  assert.deepEqual(texts(reduce(state, arrived(2))), ["n° 1", "n° 2", "texte a"]);
});

test("what was written after a message that does not pass waits with it, and retry sends both in order", () => {
  const stuck = after(session(), written("a"), written("b"), { type: "unsent", message_id: "a" });
  assert.deepEqual(stuck.outbox.map((one) => one.status), ["failed", "failed"]);
  assert.equal(nextDraft(reduce(stuck, { type: "retry" })).message_id, "a");
});

test("a refused message keeps the server's reason, and retry leaves it", () => {
  const state = after(session(), written("a"), written("b"), { type: "unsent", message_id: "a", refusal: "Trop long." }, { type: "retry" });
  assert.equal(state.outbox[0].status, "refused");
  assert.equal(lines(state)[0].reason, "Trop long.");
  assert.equal(nextDraft(state).message_id, "b");
});

test("typing ends with the message, after its time, with the mode and with the connection", () => {
  const typing = after(session(), { type: "typing", sender: "bot", typing: true, now: 1000 });
  assert.notEqual(typing.typing, null);
  assert.equal(reduce(typing, arrived(1)).typing, null);
  assert.equal(reduce(typing, { type: "tick", now: 1000 + TYPING_TTL_MS }).typing, null);
  assert.notEqual(reduce(typing, { type: "tick", now: 999 + TYPING_TTL_MS }).typing, null);
  assert.equal(reduce(typing, standing("human")).typing, null);
  assert.equal(reduce(typing, { type: "link", link: "offline" }).typing, null);
  assert.notEqual(reduce(typing, { type: "typing", sender: "agent", typing: false, now: 0 }).typing, null);
});

test("place and wait are forgotten when the queue is left, the agent when the conversation goes back", () => {
  const queued = after(session(), standing("queued", { position: 2, estimated_wait_s: 90 }));
  assert.deepEqual([queued.position, queued.estimatedWaitS], [2, 90]);
  const human = reduce(queued, standing("human", { agent: { name: "Camille" } }));
  assert.deepEqual([human.position, human.estimatedWaitS, human.agent], [null, null, "Camille"]);
  assert.equal(reduce(human, standing("bot")).agent, null);
});

test("news of another conversation changes nothing", () => {
  const state = after(session());
  assert.equal(reduce(state, standing("closed", { id: "other" })), state);
});

test("an unknown conversation is forgotten, what nobody acknowledged is not", () => {
  const state = after(session(), arrived(1), written("a"), { type: "forgotten", keepOutbox: true });
  assert.deepEqual([state.token, state.messages.length, state.outbox.length], [null, 0, 1]);
  assert.equal(reduce(state, { type: "forgotten", keepOutbox: false }).outbox.length, 0);
});

test("after a reload unsent words are sent again under the same id", () => {
  const state = after({ type: "restored", id: "c1", token: "t1", seen: 3, outbox: [draft("a", { status: "failed" })] });
  assert.equal(nextDraft(state).message_id, "a");
});

test("buttons live until somebody answers; a second sentence of the bot leaves them", () => {
  const buttons = [{ title: "Oui", payload: "/affirm" }];
  const asked = after(session(), arrived(1, { buttons }));
  const isLive = (state) => lines(state)[0].live;
  assert.equal(isLive(asked), true);
  assert.equal(isLive(reduce(asked, arrived(2))), true);
  assert.equal(isLive(reduce(asked, arrived(2, { buttons }))), false);
  assert.equal(isLive(reduce(asked, arrived(2, { sender: "agent" }))), false);
  assert.equal(isLive(reduce(asked, written("a"))), false);
  assert.equal(isLive(reduce(asked, standing("human"))), false);
});

test("only what others said and was not on screen counts as unread", () => {
  const state = after(session(), arrived(1), { type: "seen" }, arrived(2), arrived(3, { sender: "customer" }));
  assert.equal(unread(state), 1);
  assert.equal(unread(reduce(state, { type: "seen" })), 0);
});

test("a text is measured in characters, not in code units", () => {
  assert.deepEqual(measure("👍".repeat(2000)), { chars: 2000, ok: true, count: true });
  assert.equal(measure("a".repeat(2001)).ok, false);
  assert.equal(measure("  \n ").ok, false);
  assert.equal(measure("a".repeat(1799)).count, false);
});

test("the state before is never changed", () => {
  const state = after(session(), arrived(1), arrived(3), written("a"));
  const before = structuredClone(state);
  reduce(state, arrived(2));
  reduce(state, { type: "acknowledged", message_id: "a", seq: 4 });
  reduce(state, { type: "replayed", seq: 9 });
  assert.deepEqual(state, before);
  assert.equal(message(1).seq, 1);
});

/** What becomes of a state. */
const later = (state, ...actions) => actions.reduce(reduce, state);

test("the customer is asked once how it was: when an agent has left, or at the end", () => {
  const left = after(session(), standing("human"), standing("bot"));
  assert.equal(left.rating, "score");
  assert.equal(after(session(), standing("queued"), standing("bot")).rating, "none");
  assert.equal(after(session(), standing("closed")).rating, "score");
  const scored = later(left, { type: "scored", score: 4 });
  assert.equal(scored.rating, "comment");
  assert.equal(later(scored, { type: "rated" }, standing("human"), standing("closed")).rating, "done");
  assert.equal(later(left, written("a"), standing("human"), standing("closed")).rating, "over");
});

test("the last message that an agent has read is marked, while he is there", () => {
  const said = { sender: "customer" };
  const talking = after(session(), arrived(1, said), arrived(2, said), arrived(3), arrived(4, said));
  const statuses = (state) => lines(state).map((line) => line.status);
  const human = later(talking, standing("human", { agent_read_seq: 1, seq: 4 }), { type: "read", seq: 3 });
  assert.deepEqual(statuses(human), ["sent", "read", null, "sent"]);
  assert.deepEqual(statuses(later(human, { type: "read", seq: 2 })), ["sent", "read", null, "sent"]);
  assert.deepEqual(statuses(later(human, standing("bot", { seq: 4 }))), ["sent", "sent", null, "sent"]);
});

test("a keyboard of digits is wanted until the question is answered", () => {
  const asked = after(session(), arrived(1, { custom: { question: { input: "numeric" } } }));
  assert.equal(keyboardFor(asked), "numeric");
  assert.equal(keyboardFor(later(asked, written("a"))), "text");
  assert.equal(keyboardFor(later(asked, arrived(2, { sender: "customer" }))), "text");
  assert.equal(keyboardFor(after(session())), "text");
});

test("what was said together is read from its first words", () => {
  const said = (sender, second) => ({ sender, at: `2020-05-01T10:00:${second}Z` });
  assert.equal(newestFrom([]), -1);
  assert.equal(newestFrom([said("bot", "01"), said("customer", "02")]), -1);
  assert.equal(newestFrom([said("customer", "01"), said("bot", "02"), said("bot", "03")]), 1);
  assert.equal(newestFrom([said("customer", "01"), said("agent", "02"), said("agent", "30"), said("agent", "40")]), 2);
  assert.equal(newestFrom([said("customer", "01"), said("bot", "02"), said("system", "03"), said("agent", "04")]), 2);
});

test("a message that was left is known for as long as one waits", () => {
  const left = after(session(), standing("queued", { left_message: true }));
  assert.equal(left.leftMessage, true);
  assert.equal(later(left, standing("queued", { left_message: true, position: 2 })).leftMessage, true);
  assert.equal(later(left, { type: "mode", mode: "human" }).leftMessage, false);
  assert.equal(later(left, standing("bot")).leftMessage, false);
});

test("what the banner offers is not offered a second time below it", () => {
  const offer = arrived(1, { sender: "system", buttons: [{ title: "Être rappelé", payload: "/request_callback" }] });
  const elsewhere = (...news) => lines(after(session(), offer, ...news))[0].elsewhere;
  assert.equal(elsewhere(standing("queued", { hours: { open: true, next_opening: null }, anybody: true })), true);
  assert.equal(elsewhere(standing("queued")), false);
  assert.equal(elsewhere(standing("bot")), false);
});
