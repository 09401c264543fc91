import assert from "node:assert/strict";
import { test } from "node:test";

import {
  foreignClock, formatClock, formatDay, formatDecimal, formatDuration, formatMoment, formatPercent, formatTime, goByClockOf, startOfDay, waitTone, waitedS,
} from "../../web/console/format.js";
import { biggestFall, polarityTone, sentimentTurns, sparkline } from "../../web/console/sparkline.js";

const plain = (text) => text.replaceAll(/[\u202f\u00a0]/g, " ");

for (const [seconds, words] of [
  [-3, "0 s"], [0, "0 s"], [59.9, "59 s"], [60, "1 min 00 s"], [185, "3 min 05 s"],
  [3599, "59 min 59 s"], [3600, "1 h 00 min"], [3720, "1 h 02 min"], [90_000, "1 j 1 h"],
]) {
  test(`${seconds} s reads « ${words} »`, () => assert.equal(plain(formatDuration(seconds)), words));
}

test("a number never parts from its unit at the end of a line", () => {
  assert.doesNotMatch(formatDuration(3720) + formatPercent(0.5), / /);
});

test("a wait goes on from what the gateway said, whatever the browser's clock", () => {
  assert.equal(waitedS(30, 1_000_000, 1_005_000), 35);
  assert.equal(waitedS(30, 1_000_000, 999_000), 30);
  assert.deepEqual([0, 119, 120, 299, 300].map(waitTone), ["calm", "calm", "warning", "warning", "alarm"]);
});

test("decimals take a comma, a true minus sign, and no sign for zero", () => {
  assert.equal(formatDecimal(-0.861, { signed: true }), "−0,86");
  assert.equal(formatDecimal(0.05, { signed: true }), "+0,05");
  assert.equal(formatDecimal(-0.001, { signed: true }), "0,00");
  assert.equal(formatDecimal(3, { digits: 0 }), "3");
});

test("a time of another day says the day; an unreadable one says nothing", () => {
  const today = new Date(2026, 10, 23, 12, 0);
  assert.equal(formatTime(new Date(2026, 10, 23, 9, 5).toISOString(), today), "09:05");
  assert.match(formatTime(new Date(2026, 10, 21, 9, 5).toISOString(), today), /21.*09:05/);
  assert.equal(formatTime("hier", today), "");
});

test("every moment is said by the desk's clock once it is known, and whose it is where it is not the reader's", (context) => {
  context.after(() => goByClockOf());
  const [evening, noon] = ["2026-11-23T23:30:00Z", new Date("2026-11-24T12:00:00Z")];
  goByClockOf("Europe/Paris");
  assert.deepEqual([formatClock(evening), formatDay(evening)], ["00:30", "mardi 24 novembre"]);
  assert.equal(formatTime(evening, noon), "00:30"); // in Paris it is the same day
  assert.match(formatMoment(evening), /^24 nov\. 2026.* 00:30$/);
  goByClockOf("Pacific/Noumea");
  assert.equal(formatClock(evening), "10:30");
  goByClockOf("Europe/Nulle_Part");
  assert.equal(formatClock(evening), "10:30"); // the last one that is known
});

test("a day begins by the desk's clock", (context) => {
  context.after(() => goByClockOf());
  goByClockOf("Europe/Paris");
  assert.equal(startOfDay("2026-11-26", 0), "2026-11-25T23:00:00.000Z");
  assert.equal(startOfDay("2026-03-29", 0), "2026-03-28T23:00:00.000Z"); // the clock changes that night
  assert.equal(startOfDay("2026-03-29", 1), "2026-03-29T22:00:00.000Z");
  goByClockOf("America/Martinique");
  assert.equal(startOfDay("2026-11-26", 0), "2026-11-26T04:00:00.000Z");
});

test("whose clock it is is said only where the reader's shows another time", (context) => {
  context.after(() => goByClockOf());
  const now = new Date("2026-11-24T12:00:00Z");
  assert.equal(foreignClock(now), "");
  const own = -now.getTimezoneOffset() / 60;
  goByClockOf(own === 11 ? "Indian/Reunion" : "Pacific/Noumea");
  assert.equal(foreignClock(now), own === 11 ? "Reunion" : "Noumea");
});

test("a moment that nobody knows says nothing", () => {
  assert.equal(formatMoment(null), "");
});

const BOX = { width: 100, height: 50, pad: 5 };

test("the curve spans its box: best on top, worst at the bottom, first left, last right", () => {
  const { points, path, zeroY } = sparkline([1, 0, -1], BOX);
  assert.deepEqual(points, [{ x: 5, y: 5 }, { x: 50, y: 25 }, { x: 95, y: 45 }]);
  assert.equal(path, "M5 5 L50 25 L95 45");
  assert.equal(zeroY, 25);
});

test("the curve survives one turn, none, and values out of range", () => {
  assert.deepEqual(sparkline([0.5], BOX).points, [{ x: 50, y: 15 }]);
  assert.deepEqual(sparkline([], BOX), { points: [], path: "", zeroY: 25 });
  assert.deepEqual(sparkline([-7, 7], BOX).points.map(({ y }) => y), [45, 5]);
});

test("only customer turns that were read make the curve", () => {
  const nlu = { sentiment: { polarity: -0.4, label: "worried", probability: 0.6 } };
  const turns = sentimentTurns([
    { seq: 1, sender: "customer", nlu }, { seq: 2, sender: "bot", nlu }, { seq: 3, sender: "customer", nlu: null },
    { seq: 4, sender: "customer", nlu: { sentiment: null } },
  ]);
  assert.deepEqual(turns, [{ seq: 1, polarity: -0.4, label: "worried" }]);
  assert.deepEqual([-0.9, 0, 0.9].map(polarityTone), ["negative", "neutral", "positive"]);
});

test("the greatest fall of the mood is found, small ones are none, the first of equals counts", () => {
  const turns = (...polarities) => polarities.map((polarity, index) => ({ seq: 2 * index + 1, polarity }));
  assert.deepEqual(biggestFall(turns(0.5, 0, -0.75, 0.5)), { index: 2, seq: 5, from: 0, to: -0.75 });
  assert.equal(biggestFall(turns(0, -0.25, -0.5)), null);
  assert.equal(biggestFall(turns(0.5, 0, 0.5, 0))?.seq, 3);
  assert.equal(biggestFall(turns(-0.9)), null);
  assert.equal(biggestFall([]), null);
});
