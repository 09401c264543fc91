/** Endings, undo, read marks, mentions, search, and what opens while one writes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { keyOf, readKey, withKey } from "../../web/console/keyboard.js";
import { cannedChoices, filterChoices, findGap, readTrigger } from "../../web/console/picker.js";
import { reduce } from "../../web/console/state.js";
import { ACTIONS, SHORTCUTS } from "../../web/console/strings.js";
import { transcriptLines } from "../../web/console/transcript.js";
import { colleaguesOf } from "../../web/console/work.js";
import { readMarkDue, undoOf } from "../../web/console/work_state.js";
import { RESOLUTIONS } from "../../web/console/words.js";
import { activeItem, after, conversation, ME, message, opened, RIVAL } from "./factories.mjs";
import { refused, setUp, tick } from "./scripted_desk.mjs";

const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const standing = (mode) => (id) => ({ id, mode, agent: null });

test("every action on a conversation has a key, and the help tells of every key", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz/?".split("");
  const where = { inField: false, inDialog: false, inList: false, singleKeys: true };
  const told = SHORTCUTS.flatMap(([keys]) => keys.split(/ ou | à | \+ |, /)).map((each) => each.trim());
  const missing = Object.keys(ACTIONS).filter((name) => name !== "more" && keyOf(name) === null);
  assert.deepEqual(missing, []);
  const silent = letters.filter((each) => readKey(key(each), where) && !told.includes(each));
  assert.deepEqual(silent, []);
  assert.equal(withKey("Clore", "close"), "Clore (x)");
});

test("Ctrl+K searches even while words are typed, and only that", () => {
  const where = { inField: true, inDialog: false, inList: false, singleKeys: false };
  assert.equal(readKey(key("k", { ctrlKey: true }), where), "search");
  assert.equal(readKey(key("k", { ctrlKey: true, altKey: true }), where), null);
});

test("every outcome that the gateway knows has words", () => {
  const code = readFileSync(new URL("../../bot/contracts/desk.py", import.meta.url), "utf8");
  const body = code.split("class Resolution(str, Enum):")[1].split("\nclass ")[0];
  const values = [...body.matchAll(/^ {4}[A-Z_]+ = "([a-z_]+)"/gm)].map((found) => found[1]);
  assert.deepEqual(Object.keys(RESOLUTIONS).sort(), values.sort());
});

test("a slash opens ready answers only at the start of a reply of one line", () => {
  assert.deepEqual(readTrigger("reply", "/bon", 4), { what: "canned", query: "bon", start: 0, end: 4 });
  assert.equal(readTrigger("reply", "et/ou", 3), null);
  assert.equal(readTrigger("reply", "/a\nb", 4), null);
  assert.equal(readTrigger("note", "/bon", 4), null);
});

test("an at sign in a note names a colleague, in an e-mail address it does not", () => {
  assert.deepEqual(readTrigger("note", "voir @no", 8), { what: "colleague", query: "no", start: 5, end: 8 });
  assert.equal(readTrigger("note", "jean@site", 9), null);
  assert.equal(readTrigger("reply", "voir @no", 8), null);
});

test("ready answers are found by any of their words, without accents, titles first", () => {
  const choices = cannedChoices([
    { id: "a", title: "Au revoir", text: "Région" }, { id: "b", title: "Région", text: "x" }, { id: "c", title: "Autre", text: "y" },
  ]);
  assert.deepEqual(filterChoices(choices, "REGION").map((each) => each.key), ["b", "a"]);
  assert.deepEqual(filterChoices(choices, "revoir region").map((each) => each.key), ["a"]);
  assert.deepEqual(filterChoices(choices, "").length, 3);
});

test("the next gap is found, then the first one again", () => {
  const text = "a ⟦nom⟧ b ⟦Région⟧";
  assert.deepEqual(findGap(text), { start: 2, end: 7 });
  assert.deepEqual(findGap(text, 7), { start: 10, end: 18 });
  assert.deepEqual(findGap(text, 18), { start: 2, end: 7 });
  assert.equal(findGap("rien"), null);
});

test("only the agent in charge marks as read, only what is on screen, and once", async () => {
  assert.deepEqual(readMarkDue(opened(), true), { id: "a", seq: 2 });
  assert.equal(readMarkDue(opened(), false), null);
  assert.equal(readMarkDue(opened({ agent: RIVAL }), true), null);
  assert.equal(readMarkDue(opened({ agent_read_seq: 2 }), true), null);
  const { desk, asked } = setUp({ markRead: () => { throw refused(409); } });
  await desk.start("a");
  await tick();
  desk.work.markRead(true);
  await tick();
  desk.work.markRead(true);
  assert.equal(asked.filter(([name]) => name === "markRead").length, 1); // refused: not asked for ever
});

test("what the customer has read stands under the agents' last words that he read", () => {
  const messages = [message(1), message(2, { sender: "agent" }), message(3, { sender: "agent" }), message(4, { sender: "agent" })];
  const keys = (seq) => transcriptLines(conversation({ messages, customer_read_seq: seq }), []).map((line) => line.key);
  assert.deepEqual(keys(3), ["m1", "r1", "m2", "m3", "seen", "m4"]);
  assert.deepEqual(keys(1), ["m1", "r1", "m2", "m3", "m4"]);
});

test("a read mark never goes back, whatever arrives last", () => {
  const news = (seq) => ({ type: "read_received", id: "a", by: "customer", seq });
  assert.equal(opened({}, news(2), news(1)).open.customer_read_seq, 2);
  const stale = { type: "conversation_loaded", conversation: conversation() };
  assert.equal(opened({}, news(2), stale).open.customer_read_seq, 2);
});

test("closing, handing back and releasing can be taken back, other commands cannot", () => {
  assert.deepEqual(["close", "return_to_bot", "release", "transfer", "claim", "lift"].map((name) => undoOf(name, "a")?.how),
    ["reopen", "reopen", "claim", undefined, undefined, undefined]);
});

test("undo takes the conversation back once, and says so when somebody was quicker", async () => {
  let isFree = true;
  const { desk, store, asked } = setUp({
    close: standing("closed"),
    command: (id, verb) => { if (!isFree) throw refused(409, "déjà"); return { id, mode: "human", agent: ME, verb }; },
  });
  await desk.start("a");
  await tick();
  desk.work.close({ resolution: "resolved", tags: [], summary: null });
  await tick();
  assert.deepEqual(store.get().toast.undo, { id: "a", how: "reopen" });
  await desk.work.undo();
  await desk.work.undo(); // nothing is left to take back
  assert.deepEqual(asked.filter(([name]) => name === "command").map(([, id, verb]) => [id, verb]), [["a", "reopen"]]);
  isFree = false;
  desk.work.close({ resolution: null, tags: [], summary: null });
  await tick();
  await desk.work.undo();
  assert.match(store.get().toast.text, /changé de mains/);
});

test("undo pressed while the screen still catches up is not lost", async () => {
  let letGo = () => undefined;
  const { desk, store, asked } = setUp({
    close: standing("closed"),
    command: (id) => ({ id, mode: "human", agent: ME }),
    queue: () => new Promise((resolve) => { letGo = () => resolve({ waiting: [], active: [] }); }),
  });
  await desk.start("a");
  await tick();
  desk.work.close({ resolution: null, tags: [], summary: null });
  await tick();
  assert.equal(store.get().command, "close");
  void desk.work.undo();
  await tick();
  letGo();
  await tick();
  assert.equal(asked.filter(([name]) => name === "command").length, 1);
});

test("a transfer and its note are one call", async () => {
  const { desk, asked } = setUp({ transfer: standing("human") });
  await desk.start("a");
  await tick();
  desk.work.transfer(" noor ", " Voir le RIB ");
  await tick();
  assert.deepEqual(asked.filter(([name]) => name === "transfer"), [["transfer", "a", "noor", "Voir le RIB"]]);
  assert.equal(asked.some(([name]) => name === "send"), false);
});

test("a mention is counted, announced, and seen when its conversation is opened", async () => {
  const mention = { id: 1, conversation_id: "a", note_id: "n", text: "@demo ?", by: "Noor", at: "", seen: false };
  const { desk, store, wire } = setUp({ seeMentions: () => ({ unseen: 0 }) });
  await desk.start(null);
  wire.listeners.mention({ unseen: 1, mention });
  assert.equal(store.get().work.unseen, 1);
  assert.match(store.get().announcement, /Noor/);
  desk.open("a");
  await tick();
  assert.deepEqual([store.get().work.unseen, store.get().work.mentions[0].seen], [0, true]);
});

test("further pages of a search are added, a new search starts again, a late page is dropped", () => {
  const found = (id) => ({ id, excerpt: "", tags: [] });
  const first = [{ type: "search_started", page: 1 }, { type: "search_received", results: [found("a")], page: 1, more: true }];
  const state = after(...first, { type: "search_started", page: 2 }, { type: "search_received", results: [found("b")], page: 2, more: false });
  assert.deepEqual(state.work.search.results.map(({ id }) => id), ["a", "b"]);
  const again = reduce(state, { type: "search_started", page: 1 });
  const late = reduce(again, { type: "search_received", results: [found("z")], page: 2, more: false });
  assert.deepEqual(late.work.search.results, []);
});

test("colleagues are those the gateway tells of, else those at work, and never me", () => {
  const queue = { type: "queue_received", waiting: [], active: [activeItem("a"), activeItem("b", RIVAL)], now: 1 };
  assert.deepEqual(colleaguesOf(after(queue)).map(({ username }) => username), ["noor"]);
  const told = { type: "colleagues_received", colleagues: [{ username: "demo", name: "x" }, { username: "lou", name: "Lou" }] };
  assert.deepEqual(colleaguesOf(after(queue, told)).map(({ username }) => username), ["lou"]);
});
