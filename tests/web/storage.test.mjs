import assert from "node:assert/strict";
import { test } from "node:test";
import { browserDrawer, createStorage, memoryDrawer } from "../../web/widget/storage.js";
import { draft } from "./helpers.mjs";

/** A drawer that notes every write. */
function watched() {
  const drawer = memoryDrawer();
  const writes = [];
  return { ...drawer, writes, setItem: (key, value) => (writes.push(key), drawer.setItem(key, value)) };
}

test("nothing is written by being there", () => {
  const local = watched();
  const tab = watched();
  const storage = createStorage("https://host", local, tab);
  assert.equal(storage.session(), null);
  assert.deepEqual(storage.outbox(), []);
  assert.equal(storage.wasOpen(), false);
  assert.deepEqual([...local.writes, ...tab.writes], []);
});

test("the conversation is shared by tabs, drafts are not", () => {
  const local = memoryDrawer();
  const first = createStorage("https://host", local, memoryDrawer());
  const second = createStorage("https://host", local, memoryDrawer());
  first.saveSession({ id: "c", token: "t", seen: 3 });
  first.saveOutbox("t", [draft("a")]);
  assert.deepEqual(second.session(), { id: "c", token: "t", seen: 3 });
  assert.deepEqual(second.outbox(), []);
  assert.deepEqual(first.outbox(), [draft("a")]);
});

test("drafts of another conversation do not come back", () => {
  const storage = createStorage("https://host", memoryDrawer(), memoryDrawer());
  storage.saveSession({ id: "c", token: "t", seen: 0 });
  storage.saveOutbox("t", [draft("a")]);
  storage.saveSession({ id: "d", token: "u", seen: 0 });
  assert.deepEqual(storage.outbox(), []);
});

test("two services on one site do not mix", () => {
  const local = memoryDrawer();
  createStorage("https://a", local, memoryDrawer()).saveSession({ id: "c", token: "t", seen: 0 });
  assert.equal(createStorage("https://b", local, memoryDrawer()).session(), null);
});

test("forgetting leaves nothing behind", () => {
  const kept = new Map();
  const drawer = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  const storage = createStorage("https://host", drawer, drawer);
  storage.saveSession({ id: "c", token: "t", seen: 0 });
  storage.saveOutbox("t", [draft("a")]);
  storage.saveOpen(true);
  storage.forget();
  assert.equal(kept.size, 0);
});

test("what somebody else wrote there is ignored", () => {
  for (const text of ["", "{", "null", "[]", '{"id":1,"token":"t"}', '{"id":"c"}']) {
    const local = memoryDrawer();
    local.setItem("ecoute:https://host", text);
    assert.equal(createStorage("https://host", local, memoryDrawer()).session(), null, text);
  }
  const tab = memoryDrawer();
  tab.setItem("ecoute:https://host:outbox", '{"token":null,"drafts":[{"message_id":1},null,3]}');
  assert.deepEqual(createStorage("https://host", memoryDrawer(), tab).outbox(), []);
});

test("where storage is blocked the page's memory serves", () => {
  const blocked = { get: () => { throw new Error("SecurityError"); }, configurable: true };
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", blocked);
  try {
    const drawer = browserDrawer("localStorage");
    drawer.setItem("a", "1");
    assert.equal(drawer.getItem("a"), "1");
    drawer.removeItem("a");
    assert.equal(drawer.getItem("a"), null);
  } finally {
    if (before) Object.defineProperty(globalThis, "localStorage", before);
    else delete globalThis.localStorage;
  }
});
