import assert from "node:assert/strict";
import { test } from "node:test";

import { checkWords, outcomeWords, shareWords, statusWords } from "../../web/console/file_words.js";

test("shares are written as in French", () => {
  assert.deepEqual([6000, 3333, 0, 10000].map(shareWords), ["60\u202f%", "33,33\u202f%", "0\u202f%", "100\u202f%"]);
});

test("a code without words is shown as it is, none as nothing", () => {
  assert.equal(statusWords("pre_file"), "Pré-dossier");
  assert.equal(checkWords("something_new"), "something new");
  assert.equal(outcomeWords(null), "");
});
