import assert from "node:assert/strict";
import { test } from "node:test";

import { leftS, promiseSpoken, promiseTone, promiseWords } from "../../web/console/promise_clock.js";

const promise = { clock: "first_answer", due_at: "2026-11-26T10:00:00+00:00", left_s: 90, missed: false };

test("time left is counted on one clock only", () => {
  assert.equal(leftS(promise, 1000, 31_000), 60);
  assert.equal(leftS(promise, 1000, 500), 90); // a clock that was set back takes nothing away
});

test("the last minute is a warning, and a missed promise an alarm", () => {
  assert.deepEqual([61, 60, 1, 0, -5].map(promiseTone), ["calm", "warning", "warning", "alarm", "alarm"]);
});

test("a promise is said with what is left, or by how much it is late", () => {
  const narrow = "\u202f";
  assert.equal(promiseWords("first_answer", 125), `1re réponse${narrow}: 2${narrow}min${narrow}05${narrow}s`);
  assert.equal(promiseWords("next_answer", -61), `Réponse${narrow}: +1${narrow}min${narrow}01${narrow}s`);
  assert.equal(promiseWords("resolution", 2690), `Résolution${narrow}: 45${narrow}min`);
  assert.equal(promiseWords("resolution", 7201), `Résolution${narrow}: 2${narrow}h${narrow}01${narrow}min`);
  assert.equal(promiseWords("resolution", 7200), `Résolution${narrow}: 2${narrow}h`);
});

test("a promise that is met within the minute is no zero", () => {
  assert.match(promiseWords("first_answer", 0.4), /0\u202fs$/);
  assert.match(promiseSpoken("first_answer", -60), /^Première réponse en retard de 1\u202fmin/);
});

test("a clock we have no words for is named as it is", () => {
  assert.match(promiseWords("callback", 30), /^callback/);
});
