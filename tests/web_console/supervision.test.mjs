/** The supervisors' pages without a browser: days, charts, words, state, and what the pages ask for. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { createStore } from "../../web/shared/store.js";
import { barWidth, columns } from "../../web/console/chart_shapes.js";
import { isPeriod, lastDays, queryString } from "../../web/console/periods.js";
import { readAccount } from "../../web/console/people_state.js";
import { PAGE_HASHES, readPage } from "../../web/console/route.js";
import { createSupervision } from "../../web/console/supervision.js";
import { tableAddress } from "../../web/console/supervision_api.js";
import { bindSupervisionKeys } from "../../web/console/supervision_keys.js";
import { INITIAL_SUPERVISION, reduceSupervision, shownSupervision } from "../../web/console/supervision_state.js";
import { behindRow, durationWords, keyWords, knownWords, shareWords } from "../../web/console/supervision_words.js";
import { ApiError } from "../../web/console/api.js";

const tick = () => new Promise((resolve) => setImmediate(resolve));

test("seven days end today and cross months", () => {
  assert.deepEqual(lastDays(7, new Date(2026, 2, 3)), { from: "2026-02-25", to: "2026-03-03" });
  assert.deepEqual(lastDays(1, new Date(2026, 0, 1)), { from: "2026-01-01", to: "2026-01-01" });
});

test("a period runs forward between two days", () => {
  assert.ok(isPeriod({ from: "2026-01-01", to: "2026-01-01" }));
  for (const [from, to] of [["2026-01-02", "2026-01-01"], ["", "2026-01-01"], ["2026-13-01", "2026-13-02"]]) {
    assert.ok(!isPeriod({ from, to }), `${from} ${to}`);
  }
});

test("an address holds what was filtered, escaped, and nothing empty", () => {
  assert.equal(queryString({ from: "2026-01-01", reason: "", region: "Île-de-France" }), "from=2026-01-01&region=%C3%8Ele-de-France");
  const query = { from: "2026-01-01", to: "2026-01-02", reason: "distress", agent: "", topic: "", region: "" };
  assert.equal(tableAddress("history.csv", query), "/api/v1/desk/history.csv?from=2026-01-01&to=2026-01-02&reason=distress");
});

test("the highest column fills the box, and one of many still shows", () => {
  const [none, one, most] = columns([0, 1, 1000], { width: 300, height: 90, gap: 10 });
  assert.deepEqual([none.height, one.height, most.height], [0, 2, 90]);
  assert.deepEqual([none.x, one.x, most.x, most.width], [5, 105, 205, 90]);
  assert.equal(barWidth(0, 5), 0);
  assert.equal(barWidth(1, 1000), 1);
  assert.equal(barWidth(5, 5), 100);
});

test("what is not known is never a zero", () => {
  assert.equal(durationWords(null), "Non mesuré");
  assert.equal(durationWords(0), "0\u202fs");
  assert.equal(knownWords({ known: 0, of: 0 }), "");
  assert.equal(knownWords({ known: 3, of: 5 }), "mesuré sur 3 de 5");
  assert.equal(shareWords(0, 0), "");
});

test("keys are said as agents say them", () => {
  const titles = { agents: { noor: "Noor Modèle" }, topics: { rate: "Taux" } };
  assert.equal(keyWords("reason", "distress"), "Client en détresse");
  assert.equal(keyWords("agent", "noor", titles), "Noor Modèle");
  assert.equal(keyWords("topic", "rate", titles), "Taux");
  assert.equal(keyWords("topic", "own_funds"), "own funds");
  assert.equal(keyWords("outcome", null), "en cours");
  assert.equal(keyWords("topic", null), "Non renseigné");
  assert.equal(keyWords("tag", "file_status", { agents: {}, topics: {}, tags: { file_status: "Suivi de dossier" } }), "Suivi de dossier");
  assert.equal(keyWords("weekday", 0), "Lundi");
  assert.equal(keyWords("hour", 9), "9\u202fh");
});

test("a row says nothing of what it does not know", () => {
  const row = behindRow({ id: "a", at: "", reason: null, agent: null, outcome: null, wait_s: null, score: null, preview: "Bonjour" });
  assert.deepEqual([row.title, row.detail], ["Conversation", ""]);
});

test("the pages open for whoever is permitted, whatever the role is called", () => {
  const permitted = readAccount({ role: "custom", permissions: ["see_board"] });
  assert.equal(shownSupervision({ account: permitted, page: "board" }), "board");
  assert.equal(shownSupervision({ account: permitted, page: "people" }), null);
  assert.equal(shownSupervision({ account: readAccount({ role: "supervisor", permissions: [] }), page: "board" }), null);
  assert.equal(shownSupervision({ account: null, page: "board" }), null);
});

test("each page has an address of its own", () => {
  assert.equal(readPage("#tableau"), "board");
  assert.equal(readPage(PAGE_HASHES.history), "history");
  assert.equal(readPage("#/c/a"), null);
});

function setUp(calls) {
  const asked = [];
  const script = { board: () => ({ board: true }), history: () => ({ history: true }), ...calls };
  const proxy = new Proxy({}, { get: (_, name) => async (...args) => { asked.push([name, ...args]); return script[name](...args); } });
  const store = createStore(reduceSupervision, INITIAL_SUPERVISION);
  let over = 0;
  const supervision = createSupervision({
    calls: proxy, store, onSessionOver: () => { over += 1; }, today: () => new Date(2026, 10, 26), isHidden: () => false,
  });
  return { supervision, store, asked, isOver: () => over > 0, names: () => asked.map(([name]) => name) };
}

test("a burst of news fetches the board once, and never more often than every two seconds", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const { supervision, names } = setUp({});
  supervision.enter("board");
  await tick();
  for (let n = 0; n < 20; n += 1) supervision.queueChanged();
  mock.timers.tick(1_900);
  assert.deepEqual(names(), ["board"]);
  mock.timers.tick(200);
  await tick();
  assert.deepEqual(names(), ["board", "board"]);
  mock.timers.tick(14_000);
  await tick();
  assert.equal(names().length, 2, "without news it rests for fifteen seconds");
  supervision.enter(null);
  mock.timers.tick(60_000);
  await tick();
  assert.equal(names().length, 2, "nobody looks any more");
  mock.timers.reset();
});

test("the history first shows seven days, and keeps what was asked", async () => {
  const { supervision, store, asked } = setUp({});
  supervision.enter("history");
  await tick();
  assert.equal(asked[0][1].from, "2026-11-20");
  supervision.ask({ reason: "distress" });
  supervision.enter(null);
  supervision.enter("history");
  await tick();
  assert.equal(asked.at(-1)[1].reason, "distress");
  assert.equal(store.get().query.from, "2026-11-20");
});

test("a slow answer does not replace a newer one", async () => {
  const slow = Promise.withResolvers ? Promise.withResolvers() : (() => { let resolve; const promise = new Promise((done) => { resolve = done; }); return { promise, resolve }; })();
  const { supervision, store } = setUp({ history: ({ reason }) => (reason ? { of: reason } : slow.promise) });
  supervision.enter("history");
  supervision.ask({ reason: "distress" });
  await tick();
  slow.resolve({ of: "everything" });
  await tick();
  assert.deepEqual(store.get().history, { of: "distress" });
});

test("a number opens its conversations page by page", async () => {
  const row = { id: "a", at: "", reason: "distress", agent: null, outcome: null, wait_s: 5, score: null, preview: "" };
  const { supervision, store, asked } = setUp({ conversations: (_, __, offset) => ({ total: 3, conversations: [row, row], next: offset === 0 ? 2 : null }) });
  supervision.enter("history");
  await tick();
  supervision.open("Par motif", "reason", "distress");
  await tick();
  supervision.more();
  supervision.more();
  await tick();
  supervision.more();
  const offsets = asked.filter(([name]) => name === "conversations").map(([, , , offset]) => offset);
  assert.deepEqual(offsets, [0, 2]);
  assert.deepEqual([store.get().behind.rows.length, store.get().behind.next], [4, null]);
});

test("another period closes what the numbers of the first one opened", async () => {
  const { supervision, store } = setUp({ conversations: () => ({ total: 0, conversations: [], next: null }) });
  supervision.enter("history");
  supervision.open("Tout", "all");
  supervision.ask({ from: "2026-01-01" });
  await tick();
  assert.equal(store.get().behind, null);
});

test("a refusal is said, and the end of the session is told", async () => {
  const refuse = (status) => () => { throw new ApiError(status, "x", "Votre rôle ne permet pas cela."); };
  const first = setUp({ board: refuse(403) });
  first.supervision.enter("board");
  await tick();
  assert.equal(first.store.get().error, "Votre rôle ne permet pas cela.");
  const second = setUp({ board: refuse(401) });
  second.supervision.enter("board");
  await tick();
  assert.ok(second.isOver());
  first.supervision.leave();
  second.supervision.leave();
});

test("g then b opens the board, and b alone stays what it was", () => {
  globalThis.KeyboardEvent ??= class extends Event {};
  globalThis.Element ??= class {};
  globalThis.document ??= { querySelector: () => null };
  const target = new EventTarget();
  const went = [];
  const store = createStore((state) => state, { phase: "desk", singleKeys: true, account: readAccount({ permissions: ["see_board"] }), openId: "a" });
  let now = 0;
  bindSupervisionKeys(store, { target, go: (hash) => went.push(hash), now: () => now });
  const press = (key) => {
    const event = Object.assign(new KeyboardEvent("keydown", { cancelable: true }), { key, ctrlKey: false, metaKey: false, altKey: false });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(press("b"), false);
  press("g");
  assert.equal(press("b"), true);
  press("g");
  press("c");
  press("g");
  now = 5_000;
  assert.equal(press("h"), false, "too late to belong together");
  assert.deepEqual(went, ["#tableau", "#/c/a"]);
});
