/**
 * Writes what a site loads, without comments: web/widget.js (from widget/loader.js), web/chat.js (every other module of
 * the widget, in one file) and web/strings_….js, one for each language.
 *
 * A developer's step (`node web/bundle.mjs`), because thirty small files compress worse than one and take a phone
 * several round trips. The loader carries the hashes of the others, so the browser runs none that was changed on its
 * way. A test fails when a file written here is not the one that the modules give.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = dirname(fileURLToPath(import.meta.url));
const ENTRY = resolve(WEB, "widget/element.js");
const LANGUAGES = ["fr", "en"];
const HEAD = "// Made by `node web/bundle.mjs` from web/widget and web/shared: edit those.\n";
const HASHES = "const HASHES = {};";

const IMPORT = /^import \{([^}]*)\} from "([^"]+)";$/gm;
const ALIAS = /(\w+) as (\w+)/g;
const EXPORT = /^export (?=(?:async )?(?:function|class|const)\s)|^export \{\};$/gm;
const DECLARATION = /^(?:export )?(?:async )?(?:function|class|const|let)\s+(\w+)/gm;

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

/** @param {string} source @returns {string} The same without comments, empty lines and indents. */
function strip(source) {
  const bare = COMMENTS.reduce((text, comment) => text.replace(comment, ""), source);
  return bare.replace(/^[ \t]+/gm, "").replace(/\n{2,}/g, "\n").trim();
}

/**
 * @returns {string} The text of web/chat.js: the modules one after the other, in one scope.
 * @throws {Error} Two modules have something of the same name.
 */
function chat() {
  /** @type {Map<string, string>} */
  const modules = new Map();
  collect(ENTRY, modules);
  /** @type {Map<string, string>} Where each name of the scope comes from. */
  const owners = new Map();
  const parts = [...modules].map(([file, source]) => {
    for (const [, name] of source.matchAll(DECLARATION)) {
      if (owners.has(name)) throw new Error(`Expected ${name} once, but found it in ${owners.get(name)} and ${file}. Please rename one.`);
      owners.set(name, file);
    }
    const aliases = [...source.matchAll(IMPORT)].flatMap(([, list]) => [...list.matchAll(ALIAS)]);
    const news = aliases.filter(([, , alias]) => !owners.has(alias));
    for (const [, , alias] of news) owners.set(alias, file);
    const body = source.replace(IMPORT, "").replace(EXPORT, "");
    return news.map(([, name, alias]) => `const ${alias} = ${name};\n`).join("") + strip(body);
  });
  return `${HEAD}${parts.join("\n")}\nexport { start };\n`;
}

/** @param {string} name @returns {string} A module of the widget that imports nothing. */
const alone = (name) => `${HEAD}${strip(readFileSync(resolve(WEB, `widget/${name}.js`), "utf8"))}\n`;

/** @param {string} text @returns {string} As the `integrity` attribute wants it. */
const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** @returns {Record<string, string>} Every file that a site loads, by its name under web/. */
export function bundle() {
  const files = { "chat.js": chat(), ...Object.fromEntries(LANGUAGES.map((code) => [`strings_${code}.js`, alone(`strings_${code}`)])) };
  const hashes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash(text)]));
  const loader = alone("loader");
  if (!loader.includes(HASHES)) throw new Error(`Expected web/widget/loader.js to hold \`${HASHES}\`, but found no such line. Please put it back.`);
  return { "widget.js": loader.replace(HASHES, `const HASHES = ${JSON.stringify(hashes)};`), ...files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(bundle())) writeFileSync(resolve(WEB, name), text);
}
