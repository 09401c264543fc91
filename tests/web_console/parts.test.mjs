/** Keys, addresses, order of the transcript, memory and typing. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { readComposerKey, readKey } from "../../web/console/keyboard.js";
import { createMemory } from "../../web/console/memory.js";
import { readHash, writeHash } from "../../web/console/route.js";
import { transcriptLines } from "../../web/console/transcript.js";
import { createTyping } from "../../web/console/typing.js";
import { conversation, message } from "./factories.mjs";

const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const where = (more = {}) => ({ inField: false, inDialog: false, inList: false, singleKeys: true, ...more });

test("single keys act on the desk, never while words are typed or a dialog is open", () => {
  const keys = ["j", "k", "c", "/", "n", "t", "b", "?"];
  const commands = ["next", "previous", "claim", "reply", "note", "transfer", "return_to_bot", "help"];
  assert.deepEqual(keys.map((name) => readKey(key(name), where())), commands);
  for (const place of [{ inField: true }, { inDialog: true }, { singleKeys: false }]) {
    assert.deepEqual(keys.map((name) => readKey(key(name), where(place))), keys.map(() => null));
  }
});

test("arrows walk only inside the list, and the browser keeps its own shortcuts", () => {
  assert.equal(readKey(key("ArrowDown"), where()), null);
  assert.equal(readKey(key("ArrowDown"), where({ inList: true })), "next");
  assert.equal(readKey(key("c", { ctrlKey: true }), where()), null);
  assert.equal(readKey(key("k", { metaKey: true, shiftKey: true }), where()), null);
});

test("Alt and a digit insert a suggestion on a French keyboard too, even while typing", () => {
  assert.equal(readKey(key("&", { altKey: true, code: "Digit1" }), where({ inField: true })), "suggestion_1");
  assert.equal(readKey(key("à", { altKey: true, code: "Digit0" }), where({ inField: true })), null);
  assert.equal(readKey(key("Escape"), where({ inField: true })), "leave_field");
});

test("Enter sends, Shift+Enter does not, Ctrl+Enter goes on, an accent being composed is left alone", () => {
  assert.equal(readComposerKey(key("Enter")), "send");
  assert.equal(readComposerKey(key("Enter", { shiftKey: true })), null);
  assert.equal(readComposerKey(key("Enter", { ctrlKey: true })), "send_and_next");
  assert.equal(readComposerKey(key("Enter", { isComposing: true })), null);
  assert.equal(readComposerKey(key("a")), null);
});

test("the address finds the conversation again, and survives nonsense", () => {
  assert.equal(readHash(writeHash("5c1e/é")), "5c1e/é");
  assert.deepEqual(["", "#/", "#/c/", "#/c/a/b", "#/c/%E0%A4%A"].map(readHash), [null, null, null, null, null]);
  assert.equal(readHash(writeHash(null)), null);
});

test("notes stand where they were written, unsent words last, sent ones once", () => {
  const note = { note_id: "n", text: "x", agent: null, at: message(2).at };
  const item = (message_id, more = {}) => ({ message_id, id: "a", text: "x", private: false, at: "", status: "sending", error: null, retry: true, ...more });
  const open = conversation({ messages: [message(1), message(2), message(3)], notes: [note] });
  const lines = transcriptLines(open, [item("u"), item("m3"), item("v", { id: "b" })]);
  assert.deepEqual(lines.map((line) => line.key), ["m1", "r1", "m2", "r2", "nn", "m3", "r3", "ou"]);
});

test("seq rules the transcript even when clocks disagree", () => {
  const open = conversation({ messages: [message(1, { at: "2026-11-23T10:00:00Z" }), message(2, { at: "2026-11-23T09:00:00Z" })] });
  assert.deepEqual(transcriptLines(open, []).map((line) => line.key), ["m1", "r1", "m2", "r2"]);
});

test("the bot's reading is a line apart: the words' own line does not change when it comes", () => {
  const words = ({ nlu }) => transcriptLines(conversation({ messages: [message(1, { nlu })] }), []);
  const [before, late] = [words({ nlu: null }), words({ nlu: { intent: "affirm", confidence: 1, sentiment: null } })];
  assert.deepEqual(before[0], late[0]);
  assert.notDeepEqual(before[1], late[1]);
  assert.deepEqual(transcriptLines(conversation({ messages: [message(1, { sender: "bot" })] }), []).length, 1);
});

/** @returns {Storage} */
function fakeStorage() {
  const map = new Map();
  return { getItem: (name) => map.get(name) ?? null, setItem: (name, value) => map.set(name, value), removeItem: (name) => map.delete(name) };
}

test("unsent words survive a reload for their author only, and are to be sent again", () => {
  const memory = createMemory(fakeStorage(), fakeStorage());
  memory.setOutbox("demo", [{ message_id: "u1", id: "a", text: "x", private: false, at: "", status: "sending", error: null, retry: false }]);
  assert.deepEqual(memory.outbox("noor"), []);
  assert.deepEqual(memory.outbox("demo").map(({ message_id, status, retry }) => [message_id, status, retry]), [["u1", "failed", true]]);
  memory.setOutbox("demo", []);
  assert.deepEqual(memory.outbox("demo"), []);
});

test("sound is off and single keys are on until told otherwise, even where storage is forbidden", () => {
  const forbidden = { getItem() { throw new Error("denied"); }, setItem() { throw new Error("denied"); }, removeItem() { throw new Error("denied"); } };
  for (const storage of [fakeStorage(), forbidden]) {
    const memory = createMemory(storage, storage);
    assert.deepEqual([memory.sound(), memory.singleKeys(), memory.outbox("demo")], [false, true, []]);
    memory.setSound(true);
  }
});

test("typing is said once in a while, ends after a pause, and moves with the conversation", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 10_000;
  const said = [];
  const typing = createTyping((id, on) => said.push([id, on]), () => now);
  typing.press("a");
  now += 1_000;
  typing.press("a");
  assert.deepEqual(said.splice(0), [["a", true]]);
  now += 4_000;
  typing.press("a");
  assert.deepEqual(said.splice(0), [["a", true]]);
  typing.press("b");
  assert.deepEqual(said.splice(0), [["a", false], ["b", true]]);
  mock.timers.tick(6_000);
  assert.deepEqual(said.splice(0), [["b", false]]);
  typing.stop();
  assert.deepEqual(said, []);
  mock.timers.reset();
});
