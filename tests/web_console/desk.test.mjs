/** The API's errors, and the desk's effects over a gateway and a socket made of plain functions. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createApi, errorSentence } from "../../web/console/api.js";
import { conversation, ME, message, RIVAL } from "./factories.mjs";
import { refused, setUp, tick } from "./scripted_desk.mjs";

const answer = (status, body, headers = {}) => new Response(JSON.stringify(body), { status, headers });

test("every failure becomes a sentence that can be acted on", () => {
  assert.match(errorSentence(refused(0)), /ne répond pas/);
  assert.match(errorSentence(refused(401), "login"), /incorrect/);
  assert.match(errorSentence(refused(401)), /expiré/);
  assert.match(errorSentence(refused(429, "", 90)), /1\u202fmin\u202f30\u202fs/);
  assert.equal(errorSentence(refused(429, "Réessayez dans une minute.")), "Réessayez dans une minute.");
  assert.match(errorSentence(refused(503, "trace interne")), /serveur/);
  assert.equal(errorSentence(refused(409, "Déjà prise.")), "Déjà prise.");
  assert.match(errorSentence(new TypeError("x is undefined")), /pas abouti/);
});

test("only what may pass later is sent again by itself", () => {
  assert.deepEqual([0, 429, 500, 503, 400, 403, 404, 409].map((status) => refused(status).canRetry),
    [true, true, true, true, false, false, false, false]);
});

test("the contract's refusal is read, with Retry-After; an HTML error page too", async () => {
  const replies = [
    answer(429, { error: { code: "too_many_logins", message: "Trop d’essais." } }, { "Retry-After": "60" }),
    new Response("<h1>502</h1>", { status: 502 }),
  ];
  const api = createApi(async () => replies.shift());
  await assert.rejects(api.me(), (error) => error.code === "too_many_logins" && error.retryAfterS === 60 && error.status === 429);
  await assert.rejects(api.me(), (error) => error.status === 502 && error.code === "unknown");
});

test("ids are escaped in addresses, and an empty answer is no failure", async () => {
  const asked = [];
  const api = createApi(async (url, { method, body }) => { asked.push([method, url, body]); return new Response(null, { status: 204 }); });
  assert.deepEqual(await api.command("a/../b", "claim"), {});
  assert.deepEqual(asked, [["POST", "/api/v1/desk/conversations/a%2F..%2Fb/claim", "{}"]]);
});

test("without a session the login is shown, and with one the open conversation comes back", async () => {
  const out = setUp({ me: () => { throw refused(401); } });
  await out.desk.start("a");
  assert.deepEqual([out.store.get().phase, out.store.get().login.error], ["login", null]);
  const back = setUp({});
  await back.desk.start("a");
  await tick();
  assert.equal(back.store.get().open.id, "a");
  assert.deepEqual(back.wire.emitted[0], ["watch", { id: "a" }]);
});

test("who loses a claim is told who won, from a fresh page", async () => {
  let owner = null;
  const { desk, store } = setUp({
    conversation: () => conversation({ mode: owner ? "human" : "queued", agent: owner }),
    command: () => { owner = RIVAL; throw refused(409, "Déjà prise."); },
  });
  await desk.start("a");
  await tick();
  desk.command("claim");
  await tick();
  assert.equal(store.get().toast.text, "Noor Modèle a pris cette conversation avant vous.");
  assert.deepEqual([store.get().open.mode, store.get().open.agent.name, store.get().command], ["human", "Noor Modèle", null]);
});

test("a lost answer is asked again with the same id once the link is back, and shown once", async () => {
  const stored = new Map();
  let failures = 1;
  const { desk, store, wire, asked } = setUp({
    conversation: () => conversation({ messages: [message(1), message(2), ...stored.values()] }),
    send: (id, { message_id, text }) => {
      if (!stored.has(message_id)) stored.set(message_id, message(3, { message_id, text, sender: "agent" }));
      if (failures-- > 0) throw refused(0);
      return stored.get(message_id);
    },
  });
  await desk.start("a");
  await tick();
  desk.write("Bonjour");
  desk.send();
  await tick();
  assert.equal(store.get().outbox[0].status, "failed");
  wire.onState("waiting", 1);
  assert.equal(store.get().link, "offline");
  wire.onState("open", 0);
  await tick();
  const ids = asked.filter(([name]) => name === "send").map(([, , body]) => body.message_id);
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1]);
  assert.deepEqual(store.get().open.messages.map(({ seq }) => seq), [1, 2, 3]);
  assert.deepEqual(store.get().outbox, []);
});

test("a refused message is kept, and its words can be taken back", async () => {
  const { desk, store } = setUp({ send: () => { throw refused(409, "Vous n’avez plus la main."); } });
  await desk.start("a");
  await tick();
  desk.write("Bonjour");
  desk.send();
  await tick();
  const [item] = store.get().outbox;
  assert.deepEqual([item.status, item.retry, item.error], ["failed", false, "Vous n’avez plus la main."]);
  desk.drop(item.message_id);
  assert.deepEqual([store.get().outbox.length, store.get().drafts.a.reply], [0, "Bonjour"]);
});

test("the agent can send a refused message again: same id, and it leaves the outbox", async () => {
  let isRefused = true;
  const { desk, store, asked } = setUp({ send: (_id, { message_id, text }) => {
    if (isRefused) throw refused(403, "Non.");
    return message(3, { message_id, text, sender: "agent" });
  } });
  await desk.start("a");
  await tick();
  desk.write("Bonjour");
  desk.send();
  await tick();
  isRefused = false;
  desk.resend(store.get().outbox[0].message_id);
  await tick();
  const ids = asked.filter(([name]) => name === "send").map(([, , body]) => body.message_id);
  assert.deepEqual([ids.length, new Set(ids).size, store.get().outbox.length], [2, 1, 0]);
  assert.equal(store.get().open.messages.at(-1).text, "Bonjour");
});

test("two messages written fast leave in order", async () => {
  let release = () => {};
  const gate = new Promise((resolve) => { release = resolve; });
  const texts = [];
  const { desk } = setUp({ send: async (_id, { text }) => { texts.push(text); if (text === "un") await gate; return { seq: 9 }; } });
  await desk.start("a");
  await tick();
  desk.write("un");
  desk.send();
  desk.write("deux");
  desk.send();
  await tick();
  assert.deepEqual(texts, ["un"]);
  release();
  await tick();
  assert.deepEqual(texts, ["un", "deux"]);
});

test("a note is private on the wire and never shows as typing", async () => {
  const { desk, wire, asked } = setUp({ send: (_id, body) => ({ note_id: body.message_id, text: body.text, agent: "x", at: "2026-11-23T09:00:00Z" }) });
  await desk.start("a");
  await tick();
  desk.compose("note");
  desk.write("à vérifier");
  desk.send();
  await tick();
  assert.equal(asked.find(([name]) => name === "send")[2].private, true);
  assert.deepEqual(wire.emitted.filter(([event]) => event === "typing"), []);
});

test("after a gap the conversation is fetched, so that nothing is missed", async () => {
  let messages = [message(1), message(2)];
  const { desk, store, wire } = setUp({ conversation: () => conversation({ messages }) });
  await desk.start("a");
  await tick();
  messages = [1, 2, 3, 4].map((seq) => message(seq));
  wire.listeners.message({ id: "a", message: message(4) });
  await tick();
  assert.deepEqual(store.get().open.messages.map(({ seq }) => seq), [1, 2, 3, 4]);
});

test("a session that ends while I work leads to the login, with the reason", async () => {
  const { desk, store } = setUp({ command: () => { throw refused(401); } });
  await desk.start("a");
  await tick();
  desk.command("close");
  await tick();
  assert.deepEqual([store.get().phase, store.get().open], ["login", null]);
  assert.match(store.get().login.error, /expiré/);
});

test("a logout that the server did not confirm is said", async () => {
  const { desk, store } = setUp({ logout: () => { throw refused(0); } });
  await desk.start(null);
  await desk.logout();
  assert.equal(store.get().phase, "login");
  assert.match(store.get().login.error, /pas été confirmée/);
});
