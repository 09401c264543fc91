/** What a site receives: how heavy it is, and whether it is what the sources say. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../../web/bundle.mjs";
import { moment, standing, waitHint } from "../../web/widget/format.js";
import { speak, STRINGS } from "../../web/widget/strings.js";
import { STRINGS as ENGLISH } from "../../web/widget/strings_en.js";
import { STRINGS as FRENCH } from "../../web/widget/strings_fr.js";

const WEB = fileURLToPath(new URL("../../web/", import.meta.url));
const LOADER_MAX_BYTES = 3_300;
/** All that a site makes a visitor load, whatever his language: loader, chat, words. Also the gate of the CI. */
const ALL_MAX_BYTES = 30 * 1024;

speak(FRENCH);

const read = (name) => readFileSync(`${WEB}${name}`, "utf8");
const weight = (text) => gzipSync(text, { level: 9 }).length;

/** Every module of a folder, by its path under web/. */
const modulesOf = (folder) =>
  readdirSync(`${WEB}${folder}`, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`);

const MODULES = [...modulesOf("widget"), ...modulesOf("shared")];

test("what is shipped is what the modules give (else run `node web/bundle.mjs`)", () => {
  for (const [name, text] of Object.entries(bundle())) assert.ok(read(name) === text, name);
});

for (const language of ["fr", "en"]) {
  test(`the loader and everything together stay light (${language})`, (context) => {
    const loader = weight(read("widget.js"));
    const all = loader + weight(read("chat.js")) + weight(read(`strings_${language}.js`));
    context.diagnostic(`loader ${loader} bytes, together ${all} of ${ALL_MAX_BYTES} bytes, gzip`);
    assert.ok(loader <= LOADER_MAX_BYTES, `${loader}`);
    assert.ok(all <= ALL_MAX_BYTES, `${all}`);
  });
}

test("the loader knows the hash of each file that it fetches", () => {
  for (const name of ["chat.js", "strings_fr.js", "strings_en.js"]) {
    const hash = createHash("sha256").update(read(name)).digest("base64");
    assert.ok(read("widget.js").includes(`"${name}":"sha256-${hash}"`), name);
  }
});

test("every module stays small enough to be read at once", () => {
  const long = MODULES.filter((name) => read(name).split("\n").length > 201);
  assert.deepEqual(long, []);
});

test("nothing in the browser's code runs text, sets HTML or needs an exception in a content security policy", () => {
  const forbidden = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.cssText)\b|setAttribute\("style"/;
  assert.deepEqual(MODULES.filter((name) => forbidden.test(read(name))), []);
  assert.doesNotMatch(read("demo/index.html"), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

/** The keys of the words, those of their lists and groups too, and what kind each is. */
const shapeOf = (words) =>
  Object.entries(words).map(([key, value]) => (typeof value === "object" ? [key, shapeOf(value)] : [key, typeof value, value.length > 0]));
const said = (words) => JSON.stringify(words, (_, value) => (typeof value === "function" ? value(3, "x") : value));

test("every language has the same words", () => {
  assert.deepEqual(shapeOf(ENGLISH), shapeOf(FRENCH));
});

test("what customers read has French typography", () => {
  assert.doesNotMatch(said(FRENCH), /'| [?!;:»]|« /);
});

test("the English panel says that the assistant answers in French", () => {
  assert.match(ENGLISH.welcome, /in French only/);
  assert.doesNotMatch(said({ ...ENGLISH, suggestions: [] }), /[«»]|\b(vous|votre|conseiller)\b/i);
});

test("the wait is rounded up, in whole minutes, and said only when it is known", () => {
  const at = { estimatedWaitS: null, hours: null, anybody: true };
  const hint = (more) => waitHint({ ...at, ...more }, new Date());
  assert.match(hint({ estimatedWaitS: 170 }), /Environ 3\u00a0minutes/);
  assert.match(hint({ estimatedWaitS: 59 }), /Moins d’une minute/);
  assert.match(hint({ estimatedWaitS: 60 }), /Environ 1\u00a0minute d/);
  assert.match(hint({}), /ne savons pas encore/);
  assert.match(hint({ estimatedWaitS: 60, anybody: false }), /ne savons pas encore/);
  assert.equal(hint({ hours: { open: false, next_opening: null } }), STRINGS.reopenUnknown);
});

test("a place in the queue says who comes, or that nobody does yet", () => {
  const queued = { mode: "queued", position: 2, hours: null, anybody: true };
  assert.equal(standing(queued), "Un conseiller arrive. Vous êtes 2e dans la file.");
  assert.equal(standing({ ...queued, position: 1 }), "Un conseiller arrive. Vous êtes le prochain dans la file.");
  assert.equal(standing({ ...queued, position: null }), STRINGS.queued);
  assert.match(standing({ ...queued, anybody: false }), /Aucun conseiller n’est connecté/);
  assert.match(standing({ ...queued, hours: { open: false, next_opening: null } }), /absents/);
});

test("a message that was left is said to be kept, and when it is read", () => {
  const left = { mode: "queued", leftMessage: true, position: 2, hours: null, anybody: true, estimatedWaitS: null };
  const closed = (next_opening) => ({ ...left, hours: { open: false, next_opening, time_zone: "Europe/Paris" } });
  const now = new Date("2026-11-26T19:00:00Z");
  assert.match(standing(left), /Votre message est gardé/);
  assert.match(standing(closed(null)), /Votre message est gardé/);
  assert.match(waitHint(closed("2026-11-27T08:00:00Z"), now), /^Les conseillers le liront à leur retour, .+ à\u00a09\u00a0h/);
  assert.equal(waitHint(closed(null), now), "Les conseillers le liront à leur retour.");
  assert.equal(waitHint(left, now), "Un conseiller le lira et vous répondra ici.");
  assert.match(waitHint({ ...left, estimatedWaitS: 170 }, now), /Environ 3\u00a0minutes/);
});

test("a moment is said by the clock of who opens then, and whose it is where it is another than the reader’s", (context) => {
  const [reader, nine] = [process.env.TZ, new Date("2026-11-27T08:00:00Z")];
  context.after(() => { if (reader === undefined) delete process.env.TZ; else process.env.TZ = reader; });
  const said = (zone, now) => {
    process.env.TZ = zone;
    return moment(nine, new Date(now), "Europe/Paris");
  };
  const abroad = "\u00a09\u00a0h (heure de Paris)";
  assert.equal(said("Europe/Paris", "2026-11-26T23:30:00Z"), "aujourd’hui à\u00a09\u00a0h");
  assert.equal(said("Europe/Brussels", "2026-11-26T22:30:00Z"), "demain à\u00a09\u00a0h");
  assert.equal(said("America/Martinique", "2026-11-26T23:30:00Z"), `vendredi 27 novembre à${abroad}`); // there it is still the day before
  assert.equal(said("Indian/Reunion", "2026-11-26T22:30:00Z"), `vendredi 27 novembre à${abroad}`); // there it is the day already
  assert.equal(said("Pacific/Noumea", "2026-11-24T12:00:00Z"), `vendredi 27 novembre à${abroad}`);
});

test("the day before is the day before when the clock changes, too", (context) => {
  const reader = process.env.TZ;
  context.after(() => { if (reader === undefined) delete process.env.TZ; else process.env.TZ = reader; });
  process.env.TZ = "Europe/Paris";
  const monday = new Date("2026-03-30T07:00:00Z"); // 9:00 in Paris, in summer time since the night before
  const said = (now) => moment(monday, new Date(now), "Europe/Paris");
  assert.match(said("2026-03-29T21:30:00Z"), /^demain/);
  assert.match(said("2026-03-28T22:30:00Z"), /^lundi 30 mars/); // 23:30 on Saturday: in 24 hours it is Monday
});

test("a moment is said as people say it", () => {
  const now = new Date(2026, 10, 26, 17, 40);
  assert.equal(moment(new Date(2026, 10, 26, 18, 30), now), "aujourd’hui à\u00a018\u00a0h\u00a030");
  assert.equal(moment(new Date(2026, 10, 27, 9, 0), now), "demain à\u00a09\u00a0h");
  assert.equal(moment(new Date(2026, 10, 30, 9, 5), now), "lundi 30 novembre à\u00a09\u00a0h\u00a005");
});
