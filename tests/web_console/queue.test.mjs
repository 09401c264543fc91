import assert from "node:assert/strict";
import { test } from "node:test";
import { createMemory } from "../../web/console/memory.js";
import {
  NO_FILTERS, countFilters, filterChoices, hasSkills, othersLooking, visibleWaiting,
} from "../../web/console/queue_state.js";
import { handsWords } from "../../web/console/queue_strings.js";
import { reduce, walkOrder } from "../../web/console/state.js";
import { ME, RIVAL, activeItem, after, waitingItem } from "./factories.mjs";

const NOW = 1_000_000;
const atWork = (more = {}) => ({
  ...ME, role: "agent", availability: "available", connected: true, load: 0, capacity: 4,
  skills: { topics: [], regions: [], languages: [] }, ...more,
});
const agents = (me = {}) => ({ type: "agents_received", agents: [atWork(me)], routing: { assignment: "by_hand", overflow_s: 180 } });
const queue = (waiting, active = [], now = NOW) => ({ type: "queue_received", waiting, active, now });
const known = (id, more) => ({ ...waitingItem(id), topic: null, region: null, language: null, ...more });
const ids = (items) => items.map(({ id }) => id);
const knows = (skills) => atWork({ skills: { topics: [], regions: [], languages: [], ...skills } });

for (const [title, skills, item, expected] of [
  ["no skills mean everything", {}, { topic: "terms" }, true],
  ["what is not known asks for nothing", { topics: ["terms"] }, { topic: null }, true],
  ["capitals do not count", { regions: ["bretagne"] }, { region: "Bretagne" }, true],
  ["a language of any country", { languages: ["fr"] }, { language: "fr-CA" }, true],
  ["another topic", { topics: ["terms"] }, { topic: "refusal" }, false],
  ["every list must suit", { topics: ["terms"], languages: ["en"] }, { topic: "terms", language: "fr" }, false],
]) {
  test(`skills: ${title}`, () => assert.equal(hasSkills(knows(skills), item), expected));
}

test("a filter shows only what it names, and the keyboard walks only there", () => {
  const state = after(queue([known("a", { region: "Bretagne" }), known("b", { region: "Corse" })]),
    { type: "filters_changed", change: { region: "Corse" } });
  assert.deepEqual(ids(visibleWaiting(state, NOW)), ["b"]);
  assert.deepEqual(walkOrder(state), ["b"]);
  assert.equal(countFilters(state.filters), 1);
});

test("what is within my reach: my skills, or what has waited past the overflow", () => {
  const state = after(agents({ skills: { topics: ["terms"], regions: [], languages: [] } }),
    queue([known("mine", { topic: "terms" }), known("new", { topic: "refusal" }), { ...known("old", { topic: "refusal" }), waiting_s: 170 }]),
    { type: "filters_changed", change: { suits: true } });
  assert.deepEqual(ids(visibleWaiting(state, NOW)), ["mine"]);
  assert.deepEqual(ids(visibleWaiting(state, NOW + 10_000)), ["mine", "old"]);
});

test("a choice stays offered while it is chosen, although nobody has it any more", () => {
  const state = after(queue([known("a", { region: "Corse" })]), { type: "filters_changed", change: { region: "Bretagne" } });
  assert.deepEqual(filterChoices(state, "region"), ["Bretagne", "Corse"]);
});

test("an agent is told what was given to him, and what was taken from him", () => {
  const given = { ...activeItem("a"), assigned_by: "automatic" };
  const state = after(queue([known("a")]), queue([], [given]));
  assert.match(state.toast.text, /^Une conversation vous est confiée/);
  const lost = reduce(state, queue([], [{ ...activeItem("a", RIVAL), assigned_by: "supervisor" }]));
  assert.equal(lost.toast.text, "Noor Modèle a repris une de vos conversations.");
  assert.equal(lost.announcement, state.announcement);
});

test("what I take or give away myself is no news", () => {
  const taken = after(queue([known("a")]), queue([], [{ ...activeItem("a"), assigned_by: "agent" }]));
  assert.equal(taken.toast, null);
  const moving = reduce(taken, { type: "command_started", command: "transfer" });
  assert.equal(reduce(moving, queue([], [{ ...activeItem("a", RIVAL), assigned_by: "transfer" }])).toast, null);
});

test("the first queue after a login is no news", () => {
  assert.equal(after(queue([], [{ ...activeItem("a"), assigned_by: "automatic" }])).toast, null);
});

test("I am not listed among those who also look on", () => {
  const looking = [ME, RIVAL].map((agent) => ({ ...agent, joined: false }));
  const state = after({ type: "viewers_received", id: "a", viewers: looking });
  assert.deepEqual(othersLooking(state, "a").map(({ name }) => name), ["Noor Modèle"]);
});

test("filters live as long as the tab, and a spoilt note of them is forgotten", () => {
  const kept = new Map();
  const tab = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  const memory = createMemory(tab, tab);
  assert.deepEqual(memory.filters(), NO_FILTERS);
  memory.setFilters({ ...NO_FILTERS, region: "Corse" });
  assert.equal(memory.filters().region, "Corse");
  for (const key of kept.keys()) kept.set(key, "{");
  assert.deepEqual(memory.filters(), NO_FILTERS);
});

test("the history says how a conversation changed hands, and nothing twice", () => {
  assert.equal(handsWords("assigned:ines"), "confiée à ines");
  assert.equal(handsWords("agent_gone"), "sans signe de son agent");
  assert.equal(handsWords("claimed"), "");
  assert.equal(handsWords(null), "");
});
