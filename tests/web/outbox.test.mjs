import assert from "node:assert/strict";
import { test } from "node:test";
import { WireError } from "../../web/shared/errors.js";
import { createStore } from "../../web/shared/store.js";
import { ATTEMPTS, createOutbox } from "../../web/widget/outbox.js";
import { INITIAL, reduce } from "../../web/widget/state.js";
import { session, settled, written } from "./helpers.mjs";

/** An outbox whose server answers what `answers` says, one after the other, then 1, 2, 3 … */
function outboxWith(answers) {
  const store = createStore(reduce, INITIAL);
  const sent = [];
  const pauses = [];
  let stuck = 0;
  let seq = 0;
  const send = async (draft) => {
    sent.push(draft.message_id);
    const answer = answers.shift();
    if (answer) throw answer;
    return ++seq;
  };
  const pause = async (ms) => void pauses.push(ms);
  const outbox = createOutbox({ store, send, ready: () => store.get().token !== null, stuck: () => (stuck += 1), pause });
  store.dispatch(session());
  return { store, outbox, sent, pauses, stuck: () => stuck };
}

const statuses = (store) => store.get().outbox.map((draft) => draft.status);

test("drafts go one at a time, oldest first, also when asked many times", async () => {
  const { store, outbox, sent } = outboxWith([]);
  for (const id of ["a", "b", "c"]) {
    store.dispatch(written(id));
    void outbox.pump();
  }
  await settled();
  assert.deepEqual(sent, ["a", "b", "c"]);
  assert.deepEqual(store.get().messages.map((message) => message.message_id), ["a", "b", "c"]);
});

test("nothing goes before there is a conversation", async () => {
  const { store, outbox, sent } = outboxWith([]);
  store.dispatch({ type: "forgotten", keepOutbox: true });
  store.dispatch(written("a"));
  await outbox.pump();
  assert.deepEqual(sent, []);
});

test("a lost connection stops the sending, and the same id goes again", async () => {
  const { store, outbox, sent } = outboxWith([new WireError("disconnected")]);
  store.dispatch(written("a"));
  store.dispatch(written("b"));
  await outbox.pump();
  assert.deepEqual([sent, statuses(store)], [["a"], ["sending", "sending"]]);
  await outbox.pump();
  assert.deepEqual(sent, ["a", "a", "b"]);
});

test("without any acknowledgement the customer is told, and can ask again", async () => {
  const silence = Array.from({ length: ATTEMPTS }, () => new WireError("timeout"));
  const { store, outbox, stuck } = outboxWith(silence);
  store.dispatch(written("a"));
  for (let turn = 0; turn < ATTEMPTS; turn += 1) await outbox.pump();
  assert.deepEqual(statuses(store), ["failed"]);
  assert.equal(stuck(), ATTEMPTS);
  store.dispatch({ type: "retry" });
  await outbox.pump();
  assert.deepEqual(statuses(store), []);
});

test("a refused message does not hold up the next one", async () => {
  const { store, outbox, sent } = outboxWith([new WireError("text_too_long", "Trop long.")]);
  store.dispatch(written("a"));
  store.dispatch(written("b"));
  await outbox.pump();
  assert.deepEqual([sent, statuses(store)], [["a", "b"], ["refused"]]);
});

test("too frequent is waited out, and a failing server is not hammered", async () => {
  const { store, outbox, sent, pauses } = outboxWith([new WireError("too_many_messages"), new WireError("internal", "", 500)]);
  store.dispatch(written("a"));
  await outbox.pump();
  assert.deepEqual([sent, statuses(store)], [["a", "a", "a"], []]);
  assert.equal(pauses.length, 2);
  assert.ok(pauses.every((ms) => ms >= 250));
});
