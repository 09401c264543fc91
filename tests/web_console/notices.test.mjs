/** Notifications: which news deserve one, and that nobody gets any without asking. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createBrowserNotices } from "../../web/console/browser_notices.js";
import { noticesOf, suits } from "../../web/console/notices.js";
import { reduce } from "../../web/console/state.js";
import { activeItem, after, ME, message, opened, RIVAL, waitingItem } from "./factories.mjs";

const queue = (waiting = [], active = [], now = 1) => ({ type: "queue_received", waiting, active, now });
const titles = (state, before) => noticesOf(state, before).map(({ title, body, id }) => [title, body, id]);

test("what was there at the start is no news", () => {
  assert.deepEqual(titles(after(queue([waitingItem("a")])), after()), []);
});

test("a new conversation is told with its reason in words, and none of the customer's", () => {
  const before = after(queue([waitingItem("a")]));
  const state = reduce(before, queue([waitingItem("b", "distress"), waitingItem("a")], [], 2));
  assert.deepEqual(titles(state, before), [["Nouvelle conversation en attente", "Client en détresse", "b"]]);
});

test("what comes back from an agent is no newcomer", () => {
  const before = after(queue([], [activeItem("a", RIVAL)]));
  assert.deepEqual(titles(reduce(before, queue([waitingItem("a")], [], 2)), before), []);
});

test("only what suits my skills is told, and what is not known suits everybody", () => {
  assert.ok(suits({ topic: null }, { topics: ["rate"] }));
  assert.ok(suits({ topic: "rate" }, {}));
  assert.ok(!suits({ topic: "kyc" }, { topics: ["rate"] }));
  const agents = [{ username: ME.username, availability: "available", skills: { topics: ["rate"] } }];
  const before = { ...after(queue()), agents };
  const arrive = (topic) => ({ ...reduce(before, queue([{ ...waitingItem("a"), topic }], [], 2)), agents });
  assert.equal(titles(arrive("kyc"), before).length, 0);
  assert.equal(titles(arrive("rate"), before).length, 1);
});

test("who is away hears of no newcomer", () => {
  const agents = [{ username: ME.username, availability: "away", skills: {} }];
  const before = { ...after(queue()), agents };
  assert.deepEqual(titles({ ...reduce(before, queue([waitingItem("a")], [], 2)), agents }, before), []);
});

test("a customer's answer in mine is told, also in the one that is open; a colleague's is not", () => {
  const held = queue([], [activeItem("a"), activeItem("b", RIVAL)]);
  for (const before of [after(held), opened({}, held)]) {
    const wrote = (id, more) => reduce(before, { type: "message_received", id, message: message(3, more) });
    assert.deepEqual(titles(wrote("a"), before).map(([title]) => title), ["Un client que vous suivez a écrit"]);
    assert.deepEqual(titles(wrote("b"), before), []);
    assert.deepEqual(titles(wrote("a", { sender: "agent" }), before), []);
  }
});

test("a promise that breaks is told once, in what is mine or waits", () => {
  const breach = { clock: "next_answer", at: "2026-11-26T10:00:00+00:00" };
  const before = after(queue([], [activeItem("a")]));
  const broken = reduce(before, queue([], [{ ...activeItem("a"), breaches: [breach] }], 2));
  assert.deepEqual(titles(broken, before).map(([title]) => title), ["Une promesse de service est rompue"]);
  assert.deepEqual(titles(reduce(broken, queue([], [{ ...activeItem("a"), breaches: [breach] }], 3)), broken), []);
});

test("a mention is told with the colleague's name", () => {
  const before = { ...after(queue()), work: { mentions: [] } };
  const state = { ...before, work: { mentions: [{ note_id: "n", conversation_id: "a", seen: false, by: "Noor Modèle" }] } };
  assert.deepEqual(titles(state, before), [["Un collègue vous mentionne", "Noor Modèle", "a"]]);
});

/** A browser that answers `answer` when asked. */
function setUp({ answer = "granted", permission = "default", stored = false, hidden = true } = {}) {
  const shown = [];
  const said = [];
  const opened = [];
  class Notifier {
    static permission = permission;
    static asked = 0;
    static async requestPermission() {
      Notifier.asked += 1;
      return (Notifier.permission = answer);
    }
    constructor(title, options) {
      shown.push(this);
      Object.assign(this, { title, options });
    }
    close() {}
  }
  let kept = stored;
  const memory = { notices: () => kept, setNotices: (on) => { kept = on; } };
  const notices = createBrowserNotices({
    memory, open: (id) => opened.push(id), toast: (kind, text) => said.push([kind, text]), onChange() {}, Notifier, isHidden: () => hidden,
  });
  const before = after(queue());
  const tell = () => notices.tell(reduce(before, queue([waitingItem("a")], [], 2)), before);
  return { notices, shown, said, opened, Notifier, tell, kept: () => kept };
}

test("off by default: nothing is shown and the browser asks nothing", () => {
  const { notices, shown, Notifier, tell } = setUp({ permission: "granted" });
  tell();
  assert.deepEqual([notices.isOn(), shown.length, Notifier.asked], [false, 0, 0]);
});

test("the switch asks for permission, is remembered, and a click opens the conversation", async () => {
  const { notices, shown, opened, Notifier, tell, kept } = setUp();
  await notices.toggle();
  assert.deepEqual([notices.isOn(), Notifier.asked, kept()], [true, 1, true]);
  tell();
  assert.equal(shown[0].options.body, "Demande à parler à quelqu’un");
  shown[0].onclick();
  assert.deepEqual(opened, ["a"]);
  await notices.toggle();
  assert.deepEqual([notices.isOn(), kept()], [false, false]);
});

test("a refusal leaves it off and says what to do", async () => {
  const { notices, said, kept } = setUp({ answer: "denied" });
  await notices.toggle();
  assert.deepEqual([notices.isOn(), kept(), said[0][0]], [false, false, "error"]);
});

test("a permission taken back switches it off, whatever was remembered", () => {
  assert.equal(setUp({ permission: "denied", stored: true }).notices.isOn(), false);
});

test("nothing is shown while the console is looked at", () => {
  const { shown, tell } = setUp({ permission: "granted", stored: true, hidden: false });
  tell();
  assert.equal(shown.length, 0);
});
