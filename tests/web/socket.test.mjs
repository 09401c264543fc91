import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ACK_TIMEOUT_MS, Socket } from "../../web/shared/socket.js";
import { FakeWebSocket } from "./helpers.mjs";

/** @param {object} [options] */
function open(options = {}) {
  const states = [];
  const onState = (state, failures) => states.push([state, failures]);
  const socket = new Socket({ server: "https://host", webSocket: FakeWebSocket, onState, ...options });
  socket.connect();
  return { socket, states };
}

beforeEach(() => {
  FakeWebSocket.all = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("it opens the namespace with its key", () => {
  const { socket, states } = open({ namespace: "/desk", auth: () => ({ token: "t" }) });
  assert.equal(FakeWebSocket.last.url, "wss://host/socket.io/?EIO=4&transport=websocket");
  FakeWebSocket.last.greet("/desk");
  assert.deepEqual(FakeWebSocket.last.sent, ['40/desk,{"token":"t"}']);
  assert.equal(socket.state, "open");
  assert.deepEqual(states.map(([state]) => state), ["connecting", "open"]);
});

test("it answers pings, and hears events of its own namespace only", () => {
  const { socket } = open();
  const heard = [];
  socket.on("e", (data) => heard.push(data));
  FakeWebSocket.last.greet();
  FakeWebSocket.last.receive("2");
  FakeWebSocket.last.receive('42["e",1]');
  FakeWebSocket.last.receive('42/desk,["e",2]');
  FakeWebSocket.last.receive("4garbage");
  assert.deepEqual(heard, [1]);
  assert.equal(FakeWebSocket.last.sent.at(-1), "3");
});

test("a request gets its own acknowledgement, or the refusal in it", async () => {
  const { socket } = open();
  FakeWebSocket.last.greet();
  const first = socket.request("a", {});
  const second = socket.request("b", {});
  FakeWebSocket.last.receive('431[{"error":{"code":"text_too_long","message":"Trop long."}}]');
  FakeWebSocket.last.receive('430[{"seq":1}]');
  assert.deepEqual(await first, { seq: 1 });
  await assert.rejects(second, { code: "text_too_long", message: "Trop long." });
});

test("a request without an answer fails after its time, and at once when the connection is lost", async () => {
  const { socket } = open();
  await assert.rejects(socket.request("a", {}), { code: "disconnected" });
  FakeWebSocket.last.greet();
  const slow = socket.request("a", {});
  mock.timers.tick(ACK_TIMEOUT_MS);
  await assert.rejects(slow, { code: "timeout" });
  const lost = socket.request("a", {});
  FakeWebSocket.last.lose();
  await assert.rejects(lost, { code: "disconnected" });
});

test("a silence longer than the heartbeat is a loss, and another connection is opened", () => {
  const { socket } = open();
  FakeWebSocket.last.greet("/", { pingInterval: 2000, pingTimeout: 1000 });
  mock.timers.tick(2900);
  FakeWebSocket.last.receive("2");
  mock.timers.tick(2900);
  assert.equal(socket.state, "open");
  mock.timers.tick(200);
  assert.equal(socket.state, "waiting");
  mock.timers.tick(500);
  assert.equal(FakeWebSocket.all.length, 2);
});

test("losses in a row are counted until an event arrives, even when the server accepts and hangs up", () => {
  const { states } = open();
  for (let turn = 0; turn < 3; turn += 1) {
    FakeWebSocket.last.greet();
    FakeWebSocket.last.lose();
    mock.timers.tick(20_000);
  }
  assert.deepEqual(states.filter(([state]) => state === "waiting").map(([, failures]) => failures), [1, 2, 3]);
  FakeWebSocket.last.greet();
  FakeWebSocket.last.receive('42["e",1]');
  FakeWebSocket.last.lose();
  assert.deepEqual(states.at(-1), ["waiting", 1]);
});

test("a server that never answers the handshake is given up and tried again", () => {
  const { socket } = open();
  mock.timers.tick(10_000);
  assert.equal(socket.state, "waiting");
  mock.timers.tick(500);
  assert.equal(socket.state, "connecting");
});

test("a refused namespace is not tried again by itself", () => {
  const { socket } = open({ namespace: "/desk" });
  FakeWebSocket.last.readyState = 1;
  FakeWebSocket.last.receive("0{}");
  FakeWebSocket.last.receive('44/desk,{"message":"no"}');
  mock.timers.tick(60_000);
  assert.equal(socket.state, "refused");
  assert.equal(FakeWebSocket.all.length, 1);
  socket.connect();
  assert.equal(FakeWebSocket.all.length, 2);
});

test("a closed socket stays closed, and its last words are not heard", () => {
  const { socket } = open();
  const wire = FakeWebSocket.last;
  const heard = [];
  socket.on("e", (data) => heard.push(data));
  wire.greet();
  socket.close();
  wire.receive('42["e",1]');
  mock.timers.tick(60_000);
  assert.deepEqual([socket.state, FakeWebSocket.all.length, heard], ["closed", 1, []]);
  assert.equal(wire.sent.at(-1), "41");
});

test("a planned attempt is made at once when the network is back", () => {
  const { socket } = open();
  FakeWebSocket.last.lose();
  socket.wake();
  assert.equal(FakeWebSocket.all.length, 2);
});
