/** Every closed set of the Python side has French words here. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { INTENTS, intentWords, readingWords } from "../../web/console/intents.js";
import { RULES, describeSignal, ruleWords } from "../../web/console/signals.js";
import { MODES, REASONS, REASON_TONES, SENDERS, SENTIMENTS, actorWords, reasonWords } from "../../web/console/words.js";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

/** Values of the members of a Python enum of strings. */
function enumValues(path, name) {
  const body = read(path).split(`class ${name}(str, Enum):`)[1].split(/\nclass |\n[A-Za-z_]+ ?=|\ndef /)[0];
  return [...body.matchAll(/^ {4}[A-Z_]+ = "([a-z_]+)"$/gm)].map((found) => found[1]);
}

const SETS = [
  ["bot/contracts/escalation.py", "EscalationReason", REASONS, 9],
  ["bot/contracts/escalation.py", "EscalationReason", REASON_TONES, 9],
  ["bot/contracts/sentiment.py", "SentimentLabel", SENTIMENTS, 5],
  ["bot/contracts/modes.py", "Mode", MODES, 5],
  ["bot/contracts/modes.py", "Sender", SENDERS, 4],
];

for (const [path, name, words, atLeast] of SETS) {
  test(`${name} and its words hold the same names`, () => {
    const values = enumValues(path, name);
    assert.ok(values.length >= atLeast, `read only ${values}`);
    assert.deepEqual(Object.keys(words).sort(), [...values].sort());
  });
}

test("every rule of the escalation and the gateway has words, and no words are left over", () => {
  const speakers = ["bot/escalation/decision.py", "bot/gateway/outcomes.py", "bot/gateway/queue_steps.py", "actions/misread.py", "actions/insult.py", "actions/listening.py"];
  const code = speakers.map(read).join("\n");
  const named = [
    ...code.matchAll(/rule="([a-z_]+)"/g),
    ...code.matchAll(/^RULE = "([a-z_]+)"$/gm),
    ...code.matchAll(/(?:EscalationReason\.[A-Z_]+|\breason),\s*"([a-z_]+)"/g),
    ...code.matchAll(/\("([a-z_]+)", understanding\./g),
  ].map((found) => found[1]);
  assert.ok(named.length >= 15, `read only ${named}`);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(RULES).sort());
});

test("every intent of the training data has words", () => {
  const domain = read("domain.yml").split(/^intents:$/m)[1].split(/^[a-z]+:/m)[0];
  const intents = [...domain.matchAll(/^ *- ([a-z_]+)/gm)].map((found) => found[1]);
  assert.ok(intents.length >= 12, `read only ${intents}`);
  const examples = readdirSync(new URL("data/nlu", root)).map((name) => read(`data/nlu/${name}`)).join("\n");
  const retrieval = [...examples.matchAll(/^ *- intent: ([a-z_]+)\//gm)].map((found) => found[1]);
  assert.ok(retrieval.includes("magazine"), `read only ${retrieval}`);
  assert.deepEqual([...intents, ...retrieval].filter((name) => !(name in INTENTS)), []);
});

test("a reading says which answer of many is meant", () => {
  assert.equal(readingWords({ intent: "magazine", answer_title: "Le dark social" }), "Question sur la revue\u202f: Le dark social");
  assert.equal(readingWords({ intent: "magazine" }), "Question sur la revue");
  assert.equal(readingWords({ intent: null }), "Aucune");
});

test("a name nobody wrote words for is shown plainly, not hidden", () => {
  assert.equal(reasonWords("new_reason"), "new reason");
  assert.equal(intentWords("ask_new_thing"), "ask new thing");
  assert.equal(ruleWords("topic_harcèlement").label, "Sujet sensible\u202f: harcèlement");
  assert.deepEqual(describeSignal({ rule: "mood_score", value: -0.4 }), {
    rule: "mood_score", label: "Mood score", value: "−0,40", threshold: "",
  });
});

test("a signal is written in the unit of its rule", () => {
  const written = (rule, value, threshold) => {
    const signal = describeSignal({ rule, value, threshold });
    return [signal.value, signal.threshold];
  };
  assert.deepEqual(written("confidence_below_handoff", 0.314, 0.45), ["31\u202f%", "45\u202f%"]);
  assert.deepEqual(written("strong_negative", -0.86, -0.5), ["−0,86", "−0,50"]);
  assert.deepEqual(written("unhappiness_deepens", 1, 0.3), ["1,00", "0,30"]);
  assert.deepEqual(written("same_question", 3, 3), ["3", "3"]);
  assert.deepEqual(written("words_of_distress", "je n’en peux plus", null), ["«\u00a0je n’en peux plus\u00a0»", ""]);
  assert.deepEqual(written("no_rule_for_turn", "ask_rate"), ["Taux du prêt", ""]);
  assert.deepEqual(written("bot_unavailable", "status_503"), ["erreur 503", ""]);
  assert.deepEqual(written("bot_unavailable", "ClientConnectorError"), ["connexion impossible", ""]);
  assert.deepEqual(written("action_failed", "action_check_company"), ["check company", ""]);
});

test("who changed a mode is said by role, agents by their username", () => {
  assert.deepEqual(["bot", "customer", "system", "agent:demo", null].map(actorWords), ["assistant", "client", "système", "demo", ""]);
});
