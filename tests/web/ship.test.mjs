/** What a site receives: how heavy it is, and whether it is what the sources say. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../../web/bundle.mjs";
import { queueText } from "../../web/widget/format.js";
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

test("the wait is rounded up, in whole minutes", () => {
  assert.match(queueText(2, 170), /n°\u202f2 dans la file, environ 3 minutes/);
  assert.match(queueText(1, 59), /prochain dans la file, moins d’une minute/);
  assert.match(queueText(1, 60), /environ 1 minute d/);
  assert.equal(queueText(3, null), "Vous êtes n°\u202f3 dans la file");
  assert.equal(queueText(null, 60), STRINGS.queued);
});
