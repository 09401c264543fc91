import assert from "node:assert/strict";
import { test } from "node:test";

import { checkWords, declaredWords, outcomeWords, shareWords, statusWords } from "../../web/console/file_words.js";

test("shares are written as in French", () => {
  assert.deepEqual([6000, 3333, 0, 10000].map(shareWords), ["60\u202f%", "33,33\u202f%", "0\u202f%", "100\u202f%"]);
});

test("a code without words is shown as it is, none as nothing", () => {
  assert.equal(statusWords("pre_file"), "Pré-dossier");
  assert.equal(checkWords("something_new"), "something new");
  assert.equal(outcomeWords(null), "");
});

test("what was declared before the handoff is said, shares or not", () => {
  const shares = [{ label: "vous", share_bp: 6000 }, { label: "Anna", share_bp: null }];
  assert.equal(declaredWords({ owners_draft: { shares } }), "vous 60\u202f%, Anna");
  for (const odd of [undefined, null, "text", {}, { shares: 7 }]) assert.equal(declaredWords({ owners_draft: odd }), "");
});
