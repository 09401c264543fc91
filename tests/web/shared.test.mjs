import assert from "node:assert/strict";
import { test } from "node:test";
import { RECONNECT, backoffMs } from "../../web/shared/backoff.js";
import { WireError, isGone, refusalIn } from "../../web/shared/errors.js";
import { asCard, asConversation, asMessage, asQuestion, asTyping, seqIn } from "../../web/shared/messages.js";
import { decodePacket, encodePacket, readHandshake } from "../../web/shared/packets.js";
import { createStore } from "../../web/shared/store.js";
import { uuid } from "../../web/shared/uuid.js";
import { message } from "./helpers.mjs";

test("waiting doubles up to a ceiling, half of it by chance", () => {
  assert.equal(backoffMs(0, RECONNECT, () => 0), 250);
  assert.equal(backoffMs(1, RECONNECT, () => 0), 500);
  assert.equal(backoffMs(3, RECONNECT, () => 0.999), 3998);
  assert.equal(backoffMs(1000, RECONNECT, () => 0), 10_000);
  assert.ok(backoffMs(50) <= RECONNECT.maxMs);
});

test("packets are written as the protocol says", () => {
  assert.equal(encodePacket({ type: 0 }), "40");
  assert.equal(encodePacket({ type: 0, namespace: "/desk", data: { token: "t" } }), '40/desk,{"token":"t"}');
  assert.equal(encodePacket({ type: 2, id: 7, data: ["e", { a: 1 }] }), '427["e",{"a":1}]');
  assert.equal(encodePacket({ type: 2, namespace: "/desk", id: 0, data: ["e"] }), '42/desk,0["e"]');
});

test("packets are read as they are written", () => {
  for (const packet of [
    { type: 0, namespace: "/", id: null, data: { sid: "x" } },
    { type: 2, namespace: "/", id: null, data: ["bot_uttered", { text: "é, « 12 »" }] },
    { type: 3, namespace: "/desk", id: 12, data: [{ seq: 4 }] },
    { type: 1, namespace: "/desk", id: null, data: null },
    { type: 4, namespace: "/desk", id: null, data: { message: "no" } },
  ]) {
    assert.deepEqual(decodePacket(encodePacket(packet).slice(1)), packet);
  }
});

test("what is not a packet is ignored", () => {
  for (const text of ["", "9[]", '2["a"', "51-[]", "x"]) assert.equal(decodePacket(text), null, text);
});

test("a server that greets badly still gets a heartbeat limit", () => {
  assert.deepEqual(readHandshake('{"pingInterval":2000,"pingTimeout":1000}'), { pingIntervalMs: 2000, pingTimeoutMs: 1000 });
  for (const text of ["", "null", "{", '{"pingInterval":"x"}']) assert.equal(readHandshake(text).pingTimeoutMs, 20_000, text);
});

test("a message is taken only in its shape", () => {
  assert.deepEqual(asMessage(message(4)), message(4));
  const bad = [null, "x", [], {}, { ...message(1), seq: 0 }, { ...message(1), seq: 1.5 }, { ...message(1), seq: "1" }];
  const worse = [{ ...message(1), sender: "root" }, { ...message(1), message_id: 3 }];
  for (const value of [...bad, ...worse]) assert.equal(asMessage(value), null, JSON.stringify(value));
});

test("a message loses what is not in its shape", () => {
  const found = asMessage({ ...message(1), text: 12, buttons: [{ title: "a", payload: "/a", x: 1 }, null, { title: 1 }], custom: [], html: "<b>" });
  assert.deepEqual(found, { ...message(1), text: "", buttons: [{ title: "a", payload: "/a" }], custom: null });
});

test("a conversation and a typing are taken only in their shape", () => {
  assert.equal(asConversation({ id: "a", mode: "open" }), null);
  const found = asConversation({ id: "a", mode: "queued", position: -1, estimated_wait_s: Number.NaN, agent: { name: 1 } });
  const told = { id: "a", mode: "queued", position: null, estimated_wait_s: null, agent: null, seq: 0 };
  assert.deepEqual(found, { ...told, agent_read_seq: 0, hours: null, anybody: true, left_message: false });
  const late = asConversation({ ...told, agent_read_seq: 3, hours: { open: false, next_opening: 4 }, anybody: false, left_message: true });
  assert.deepEqual(late, { ...told, agent_read_seq: 3, hours: { open: false, next_opening: null }, anybody: false, left_message: true });
  const hoursIn = (time_zone) => asConversation({ ...told, hours: { open: true, time_zone } }).hours;
  assert.deepEqual(hoursIn("Indian/Reunion"), { open: true, next_opening: null, time_zone: "Indian/Reunion" });
  for (const unknown of ["Europe/Nulle_Part", 7, null]) assert.deepEqual(hoursIn(unknown), { open: true, next_opening: null });
  assert.equal(asTyping({ sender: "system", typing: true }), null);
  assert.equal(asTyping({ sender: "bot", typing: 1 }), null);
  assert.equal(seqIn({ seq: "4" }), null);
});

test("a card and a question are taken only in their shape", () => {
  assert.equal(asCard(null), null);
  assert.equal(asCard({ card: { lines: [] } }), null);
  const lines = [{ label: "Statut", value: "à l’étude" }, { label: "Statut" }, null];
  const links = [{ title: "Aide", url: "https://a.fr/" }, { title: 1, url: "https://a.fr/" }];
  assert.deepEqual(asCard({ card: { title: "Dossier", lines, links } }), { title: "Dossier", lines: [lines[0]], links: [links[0]] });
  assert.deepEqual(asCard({ card: { title: "Dossier" } }), { title: "Dossier", lines: [], links: [] });
  assert.equal(asQuestion({ shareable: "utter_rate" }), null);
  assert.deepEqual(asQuestion({ question: { number: 2, of: "6", input: "numeric" } }), { number: 2, of: null, input: "numeric" });
});

test("a refusal keeps its code and sentence, and says whether trying again helps", () => {
  const refusal = refusalIn({ error: { code: "text_too_long", message: "Trop long." } });
  assert.deepEqual([refusal.code, refusal.message, refusal.transient, refusal.severity], ["text_too_long", "Trop long.", false, "blocking"]);
  assert.equal(refusalIn({ seq: 1 }), null);
  assert.equal(refusalIn({ error: null })?.code, "unknown");
  assert.equal(new WireError("too_many_messages").transient, true);
  assert.equal(new WireError("foreign_origin", "", 403).transient, false);
  assert.deepEqual(["unknown_token", "unauthorized", "foreign_origin"].map((code) => isGone(new WireError(code))), [true, true, false]);
  assert.equal(new WireError("internal", "", 503).transient, true);
  assert.equal(new WireError("timeout").severity, "silent");
  assert.equal(new WireError("whatever").severity, "notice");
});

test("listeners hear of changes only, with the state before", () => {
  const heard = [];
  const store = createStore((state, action) => (action === 0 ? state : state + action), 1);
  const stop = store.subscribe((state, before) => heard.push([before, state]));
  store.dispatch(2);
  store.dispatch(0);
  stop();
  store.dispatch(5);
  assert.deepEqual(heard, [[1, 3]]);
});

test("ids are random UUIDs, also where the page is not secure", (context) => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(uuid(), form);
  context.mock.method(crypto, "randomUUID", undefined);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  try {
    assert.match(uuid(), form);
    assert.notEqual(uuid(), uuid());
  } finally {
    delete crypto.randomUUID;
  }
});
