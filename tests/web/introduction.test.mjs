/** Who the customer is: shown once for each conversation, and before anything is said in it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { WireError } from "../../web/shared/errors.js";
import { createStore } from "../../web/shared/store.js";
import { createIntroduction } from "../../web/widget/introduction.js";
import { INITIAL, reduce } from "../../web/widget/state.js";
import { session } from "./helpers.mjs";

/** An introduction in a conversation, and what happened to it. */
function introduce({ proof = "nadia", failure = null, open = true } = {}) {
  const store = createStore(reduce, INITIAL);
  if (open) store.dispatch(session());
  const seen = { asked: [], left: 0, refused: [], proof, failure };
  const rest = {
    identify: async (id, token, given) => {
      seen.asked.push([id, token, given]);
      if (seen.failure) throw seen.failure;
    },
  };
  const introduction = createIntroduction({
    store, rest, proof: () => seen.proof, leave: () => (seen.left += 1), refused: (code) => seen.refused.push(code),
  });
  return { introduction, seen, store };
}

test("without a token nothing is asked and messages may go", async () => {
  const { introduction, seen } = introduce({ proof: null });
  await introduction.make();
  assert.deepEqual([seen.asked, introduction.done], [[], true]);
});

test("messages wait until the token was shown, which happens once", async () => {
  const { introduction, seen } = introduce();
  assert.equal(introduction.done, false);
  await introduction.make();
  await introduction.make();
  assert.deepEqual([seen.asked, introduction.done], [[["c1", "t1", "nadia"]], true]);
});

test("a new token, and a new conversation, are shown again", async () => {
  const { introduction, seen, store } = introduce();
  await introduction.make();
  seen.proof = "nadia, later";
  assert.equal(introduction.done, false);
  await introduction.make();
  store.dispatch(session({ id: "c2", token: "t2" }));
  await introduction.make();
  assert.deepEqual(seen.asked.map(([id, , given]) => [id, given]), [["c1", "nadia"], ["c1", "nadia, later"], ["c2", "nadia, later"]]);
});

test("nothing is shown before there is a conversation", async () => {
  const { introduction, seen } = introduce({ open: false });
  await introduction.make();
  assert.deepEqual(seen.asked, []);
});

test("somebody else's conversation is left", async () => {
  const { introduction, seen } = introduce({ failure: new WireError("identity_mismatch", "", 409) });
  await introduction.make();
  assert.deepEqual([seen.left, seen.refused], [1, []]);
});

test("a token that is not believed is told, and the customer stays unknown", async () => {
  const { introduction, seen } = introduce({ failure: new WireError("identity_expired", "", 403) });
  await introduction.make();
  assert.deepEqual([seen.refused, introduction.done], [["identity_expired"], true]);
});

for (const failure of [new WireError("network"), new WireError("too_many_requests", "", 429), new WireError("http_503", "", 503)]) {
  test(`after a passing trouble (${failure.code}) nothing goes until it is over`, async () => {
    const { introduction, seen } = introduce({ failure });
    await assert.rejects(introduction.make(), failure);
    assert.equal(introduction.done, false);
    seen.failure = null;
    await introduction.make();
    assert.equal(introduction.done, true);
  });
}
