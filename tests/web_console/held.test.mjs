/** Replies that are held back for a moment: what leaves when, and what never does. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { readKey } from "../../web/console/keyboard.js";
import { createMemory } from "../../web/console/memory.js";
import { heldReply } from "../../web/console/outbox_state.js";
import { HELD } from "../../web/console/work_strings.js";
import { ME, conversation, message } from "./factories.mjs";
import { refused, setUp } from "./scripted_desk.mjs";

const HOLD_MS = 3_000;
/** Lets every promise of the moment settle; the clock stands. */
const settle = async () => {
  for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** A desk that serves conversation a and holds replies; `sent` fills with their texts. */
async function serving(calls = {}) {
  const sent = [];
  const mine = { mode: "human", agent: ME };
  const parts = setUp({
    me: () => ({ ...ME, hold_reply_s: HOLD_MS / 1_000 }),
    conversation: (id) => conversation({ id, ...mine }),
    send: (_id, { message_id, text }) => {
      sent.push(text);
      return message(2 + sent.length, { message_id, text, sender: "agent" });
    },
    ...calls,
  });
  await parts.desk.start("a");
  await settle();
  const say = (text) => {
    parts.desk.write(text);
    return parts.desk.send();
  };
  return { ...parts, sent, say };
}

test("a reply leaves when its time is over, not before, and once", async () => {
  const { desk, store, say, sent } = await serving();
  say("Bonjour");
  mock.timers.tick(HOLD_MS - 1);
  await settle();
  assert.deepEqual([sent, store.get().announcement], [[], HELD.announced]);
  mock.timers.tick(1);
  await settle();
  desk.leavePage();
  mock.timers.tick(HOLD_MS);
  await settle();
  assert.deepEqual([sent, store.get().outbox, store.get().announcement], [["Bonjour"], [], ""]);
});

test("a reply that is taken back never leaves, and stands before what was begun since", async () => {
  const { desk, store, say, sent } = await serving();
  say("Bonjour,\nvoici la suite");
  desk.write("Autre");
  assert.equal(desk.unsend(), true);
  mock.timers.tick(2 * HOLD_MS);
  await settle();
  assert.deepEqual(sent, []);
  assert.equal(store.get().drafts.a.reply, "Bonjour,\nvoici la suite\nAutre");
  assert.equal(store.get().announcement, HELD.cancelled);
  assert.equal(desk.unsend(), false);
});

test("taking back in another conversation returns to where it was written", async () => {
  const { desk, store, say } = await serving();
  say("Bonjour");
  desk.open("b");
  await settle();
  desk.unsend();
  assert.deepEqual([store.get().openId, store.get().drafts.a.reply], ["a", "Bonjour"]);
});

test("the next words send what is held, in order; a private note is never held", async () => {
  const { desk, say, sent } = await serving();
  say("un");
  say("deux");
  await settle();
  assert.deepEqual(sent, ["un"]);
  desk.compose("note");
  say("trois");
  await settle();
  assert.deepEqual(sent, ["un", "deux", "trois"]);
});

test("what ends the talk comes after what is held", async () => {
  const { desk, say, sent } = await serving({ close: () => { sent.push("close"); return null; } });
  say("Au revoir");
  desk.work.close({ resolution: null, tags: [], summary: null });
  await settle();
  assert.deepEqual(sent, ["Au revoir", "close"]);
});

test("a talk is not ended over words that did not leave, nor kept open for ever", async () => {
  const done = [];
  const { desk, store, say } = await serving({
    send: () => { throw refused(0); },
    handBack: () => { done.push("handBack"); return null; },
  });
  say("Au revoir");
  desk.handBack({ summary: null, settled: [] });
  await settle();
  assert.deepEqual([done, store.get().toast.text, store.get().command], [[], HELD.blocks, null]);
  assert.equal(store.get().outbox[0].status, "failed");
  desk.handBack({ summary: null, settled: [] });
  await settle();
  assert.deepEqual(done, ["handBack"]);
});

test("the page that goes away sends what is held, and its kept copy is tried again with the same id", async () => {
  const { desk, store, say, sent } = await serving({ send: () => new Promise(() => {}) });
  say("Bonjour");
  desk.leavePage();
  await settle();
  const kept = new Map();
  const tab = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
  const memory = createMemory(tab, tab);
  memory.setOutbox("demo", store.get().outbox);
  const [again] = memory.outbox("demo");
  assert.deepEqual([again.message_id, again.status, again.retry], [store.get().outbox[0].message_id, "failed", true]);
  assert.deepEqual(sent, []);
});

test("a copy of a reply that was still held is not sent by itself, however often the page is loaded", () => {
  const kept = new Map();
  const tab = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
  const memory = createMemory(tab, tab);
  memory.setOutbox("demo", [{ message_id: "u1", id: "a", text: "x", private: false, at: "", status: "held", error: null, retry: true }]);
  for (let loads = 0; loads < 2; loads += 1) {
    const items = memory.outbox("demo");
    assert.deepEqual(items.map(({ status, retry, error }) => [status, retry, error]), [["failed", false, HELD.interrupted]]);
    memory.setOutbox("demo", items);
  }
});

test("without a time to hold, replies leave at once", async () => {
  const { store, say, sent } = await serving({ me: () => ME });
  say("Bonjour");
  assert.equal(heldReply(store.get()), null);
  await settle();
  assert.deepEqual(sent, ["Bonjour"]);
});

test("Escape and Ctrl+Z take back, but Ctrl+Z belongs to the words that are being typed", () => {
  const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  const where = { inField: true, inDialog: false, inList: false, singleKeys: true, holds: true, hasWords: false };
  const undo = key("z", { ctrlKey: true });
  assert.deepEqual([key("Escape"), undo].map((each) => readKey(each, where)), ["unsend", "unsend"]);
  assert.equal(readKey(key("Escape"), { ...where, hasWords: true }), "unsend");
  assert.equal(readKey(undo, { ...where, hasWords: true }), null);
  assert.equal(readKey(undo, { ...where, holds: false }), null);
  assert.equal(readKey(key("Escape"), { ...where, holds: false }), "leave_field");
  assert.equal(readKey(key("Escape"), { ...where, inDialog: true }), null);
});
