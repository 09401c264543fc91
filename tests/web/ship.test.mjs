/** What a site receives: how heavy it is, and whether it is what the sources say. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../../web/bundle.mjs";
import { moment, standing, waitHint } from "../../web/widget/format.js";
import { STRINGS } from "../../web/widget/strings.js";

const WEB = fileURLToPath(new URL("../../web/", import.meta.url));
const LOADER_MAX_BYTES = 3_000;
const ALL_MAX_BYTES = 30_000;

const read = (name) => readFileSync(`${WEB}${name}`, "utf8");
const weight = (text) => gzipSync(text, { level: 9 }).length;

/** Every module of a folder, by its path under web/. */
const modulesOf = (folder) =>
  readdirSync(`${WEB}${folder}`, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`);

const MODULES = ["widget.js", ...modulesOf("widget"), ...modulesOf("shared")];

test("the shipped chat is the one that the modules give (else run `node web/bundle.mjs`)", () => {
  assert.equal(read("chat.js"), bundle());
});

test("the loader and everything together stay light", (context) => {
  const loader = weight(read("widget.js"));
  const all = loader + weight(read("chat.js"));
  context.diagnostic(`loader ${loader} bytes, together ${all} bytes, gzip`);
  assert.ok(loader <= LOADER_MAX_BYTES, `${loader}`);
  assert.ok(all <= ALL_MAX_BYTES, `${all}`);
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

test("what customers read has French typography", () => {
  const words = JSON.stringify(STRINGS, (_, value) => (typeof value === "function" ? value(3, "x") : value));
  assert.doesNotMatch(words, /'| [?!;:»]|« /);
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

test("a moment is said as people say it", () => {
  const now = new Date(2026, 10, 26, 17, 40);
  assert.equal(moment(new Date(2026, 10, 26, 18, 30), now), "aujourd’hui à\u00a018\u00a0h\u00a030");
  assert.equal(moment(new Date(2026, 10, 27, 9, 0), now), "demain à\u00a09\u00a0h");
  assert.equal(moment(new Date(2026, 10, 30, 9, 5), now), "lundi 30 novembre à\u00a09\u00a0h\u00a005");
});
