/**
 * Writes web/chat.js: the modules that the widget needs, in one file, without their comments.
 *
 * A developer's step (`node web/bundle.mjs`), because thirty small files compress worse than one and take a phone
 * several round trips. A test fails when the file written here is not the one that the modules give.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = dirname(fileURLToPath(import.meta.url));
const ENTRY = resolve(WEB, "widget/element.js");
const TARGET = resolve(WEB, "chat.js");
const HEAD = "// Made by `node web/bundle.mjs` from web/widget and web/shared: edit those.\n";

const IMPORT = /^import \{([^}]*)\} from "([^"]+)";$/gm;
const EXPORT = /^export (?=(?:async )?(?:function|class|const)\s+(\w+))/gm;

/** Comments that fill whole lines, and the types between the words of a line. */
const COMMENTS = [/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*$/gm, /^[ \t]*\/\/.*$/gm, /[ \t]+\/\/ [A-Z].*$/gm, /\/\*\*[^\n]*?\*\/ ?/g];

/**
 * @param {string} file
 * @param {Map<string, string>} done Bodies by file, in the order in which they must run.
 */
function collect(file, done) {
  if (done.has(file)) return;
  const source = readFileSync(file, "utf8");
  for (const found of source.matchAll(IMPORT)) collect(resolve(dirname(file), found[2]), done);
  done.set(file, source);
}

/** @param {string} file A name for what the module exports. */
const nameOf = (file) => `$${relative(WEB, file).replace(/\.js$/, "").replace(/\W/g, "_")}`;

/** @param {string} file @param {string} source @returns {string} The module as a function that gives its exports. */
function wrap(file, source) {
  const names = [...source.matchAll(EXPORT)].map((found) => found[1]);
  let body = source.replace(EXPORT, "");
  body = body.replace(IMPORT, (_, list, from) => {
    return `const {${list.replaceAll(" as ", ": ").trim()}} = ${nameOf(resolve(dirname(file), from))};`;
  });
  for (const comment of COMMENTS) body = body.replace(comment, "");
  body = body.replace(/^[ \t]+/gm, "").replace(/\n{2,}/g, "\n").trim();
  return `const ${nameOf(file)} = (() => {\n${body}\nreturn {${names.join(",")}};\n})();\n`;
}

/** @returns {string} The text of web/chat.js. */
export function bundle() {
  /** @type {Map<string, string>} */
  const modules = new Map();
  collect(ENTRY, modules);
  const parts = [...modules].map(([file, source]) => wrap(file, source));
  return `${HEAD}${parts.join("")}export const { start } = ${nameOf(ENTRY)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, bundle());
