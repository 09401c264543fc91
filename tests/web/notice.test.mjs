/** The notice before the first message, and what the page hears of a conversation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createTeller } from "../../web/widget/events.js";
import { canWrite, mustAccept } from "../../web/widget/selectors.js";
import { INITIAL, reduce } from "../../web/widget/state.js";
import { termsIn } from "../../web/widget/terms.js";
import { after, arrived, session, standing, written } from "./helpers.mjs";

const BRAND = { data_kept: "un an", data_kept_en: "for a year", privacy_url: "https://www.example.fr/donnees", consent: "optional" };
const terms = (more = {}) => ({ type: "terms", terms: termsIn({ ...BRAND, ...more }, "fr") });

test("until the terms are known they must be accepted", () => {
  assert.equal(mustAccept(INITIAL), true);
  assert.equal(canWrite(INITIAL), false);
});

test("where consent is optional writing accepts", () => {
  assert.equal(canWrite(after(terms())), true);
  assert.equal(after(terms(), written("a")).accepted, true);
});

test("where consent is required only a click does", () => {
  const state = after(terms({ consent: "required" }));
  assert.equal(canWrite(state), false);
  assert.equal(canWrite(reduce(state, { type: "accepted" })), true);
});

test("the next conversation asks again; the same one, found again, does not", () => {
  const state = after(terms({ consent: "required" }), session());
  assert.equal(mustAccept(reduce(state, { type: "forgotten", keepOutbox: false })), true);
  assert.equal(mustAccept(reduce(state, { type: "forgotten", keepOutbox: true })), false);
});

test("the terms are told in the panel's language, with a safe link or none", () => {
  assert.deepEqual(termsIn(BRAND, "en-GB"), { kept: "for a year", url: BRAND.privacy_url, required: false });
  assert.equal(termsIn({ ...BRAND, data_kept_en: null }, "en-GB").kept, null);
  assert.equal(termsIn({ ...BRAND, privacy_url: "javascript:alert(1)" }, "fr").url, null);
  assert.equal(termsIn({}, "fr").required, true);
});

/** What the page hears as the state goes through some news. */
function hear(...actions) {
  return hearWhile(false, actions);
}

/** @param {boolean} open @param {object[]} actions */
function hearWhile(open, actions) {
  const heard = [];
  const teller = createTeller({ dispatchEvent: (event) => heard.push([event.type.replace("ecoute-", ""), event.detail]) });
  actions.reduce((before, action) => {
    const state = reduce(before, action);
    teller.changed(state, before, open);
    return state;
  }, INITIAL);
  return heard;
}

test("the page hears who said something, and never what", () => {
  const heard = hear(session(), arrived(1, { sender: "agent", text: "secret" }));
  assert.deepEqual(heard, [["unread", { count: 1 }], ["message", { seq: 1, sender: "agent" }]]);
});

test("nothing is unread while the chat is open", () => {
  const heard = hearWhile(true, [session(), arrived(1, { sender: "agent" })]);
  assert.deepEqual(heard, [["message", { seq: 1, sender: "agent" }]]);
});

test("the past of a conversation is no news", () => {
  const restored = { type: "restored", id: "c1", token: "t1", seen: 2, outbox: [] };
  assert.deepEqual(hear(restored, arrived(1), arrived(2), standing("human"), { type: "replayed", seq: 2 }), []);
});

test("a handoff is told once, with its change of mode", () => {
  const heard = hear(session(), standing("queued", { position: 2 }), standing("queued", { position: 1 }));
  assert.deepEqual(heard, [["mode", { mode: "queued", before: "bot" }], ["handoff", {}]]);
});

test("a lost connection is told once", () => {
  const lost = { type: "link", link: "offline" };
  assert.deepEqual(hear(session(), lost, lost), [["error", { code: "offline" }]]);
});
