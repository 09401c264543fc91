/** What a site receives: how heavy it is, and whether it is what the sources say. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../../web/bundle.mjs";
import { queueText } from "../../web/widget/format.js";
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

test("the wait is rounded up, in whole minutes", () => {
  assert.match(queueText(2, 170), /n°\u202f2 dans la file, environ 3 minutes/);
  assert.match(queueText(1, 59), /prochain dans la file, moins d’une minute/);
  assert.match(queueText(1, 60), /environ 1 minute d/);
  assert.equal(queueText(3, null), "Vous êtes n°\u202f3 dans la file");
  assert.equal(queueText(null, 60), STRINGS.queued);
});
