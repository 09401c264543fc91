"""Names of the conversation agree with each other, with the code and with the docs."""

from __future__ import annotations

import re

import pytest
from rapidfuzz import fuzz, process

from actions.handoff import load_first_words
from bot.knowledge.magazine_pages import default_pages
from bot.knowledge.placeholders import names_in
from tests.contract import conversation_data as data

MIN_EXAMPLES = 20
MIN_EXAMPLES_OUT_OF_SCOPE = 40
MIN_HELD_OUT = 10
SHORT_WORDS = 3
TOO_ALIKE = 90  # of 100, by rapidfuzz's ratio: a copy, or nearly


# ---- names -----------------------------------------------------------------------


def test_every_intent_has_examples_and_every_example_an_intent():
    with_examples = {name.split("/")[0] for name in data.examples(data.DATA / "nlu")}
    assert with_examples - data.retrieval_intents() == set(data.intents_of_domain())


def test_every_intent_is_answered_by_a_rule_or_a_story():
    answered = {step["intent"] for _, step in data.steps() if "intent" in step}
    assert answered == {*data.intents_of_domain(), *data.retrieval_intents()}


def test_every_action_of_rules_and_stories_exists():
    known = {*data.responses(), *data.domain()["actions"], *data.domain()["forms"]}
    known |= {"action_deactivate_loop"}
    known |= {f"utter_{intent}" for intent in data.retrieval_intents()}
    used = {step["action"] for _, step in data.steps() if "action" in step}
    assert used - known == set()


def response_names_in_code() -> str:
    folders = ("actions", "bot")
    paths = [path for each in folders for path in (data.ROOT / each).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_no_response_is_unused():
    used = {step["action"] for _, step in data.steps() if "action" in step}
    used |= data.said_by_gateway()
    used |= set(load_first_words().values())
    used |= {f"utter_ask_{form}_{slot}" for form, slot in form_slots()}
    used |= {f"utter_{name}" for name in data.examples(data.DATA / "nlu")}
    code = response_names_in_code()
    prefixes = ("utter_handoff_", "utter_rate_", "utter_amount_", "utter_duration_")
    prefixes += ("utter_file_status_",)  # one per FileStatus: test_file_words.py
    prefixes += ("utter_tier_advice_",)  # one per Kind: tests/unit/actions
    unused = [
        name
        for name in data.responses()
        if name not in used and name not in code and not name.startswith(prefixes)
    ]
    assert unused == []


def form_slots() -> list[tuple[str, str]]:
    forms = data.domain()["forms"]
    return [(form, slot) for form in forms for slot in forms[form]["required_slots"]]


def test_every_question_of_a_form_has_its_words():
    by_code = set(data.domain()["actions"])
    asked = {
        f"utter_ask_{form}_{slot}"
        for form, slot in form_slots()
        if f"action_ask_{form}_{slot}" not in by_code
    }
    assert asked - set(data.responses()) == set()


def test_what_goes_before_a_handoff_exists():
    first = load_first_words()
    assert set(first) <= set(data.intents_of_domain())
    assert set(first.values()) <= set(data.responses())


def test_every_reason_of_escalation_has_its_words():
    from bot.contracts.escalation import EscalationReason

    said = {f"utter_handoff_{reason.value}" for reason in EscalationReason}
    # Rasa is not there to say it: the gateway says utter_bot_unavailable.
    said.discard("utter_handoff_bot_unavailable")
    assert said - set(data.responses()) == set()


@pytest.mark.parametrize("topic", ["rate", "amount", "duration"])
def test_every_outcome_of_the_terms_has_its_words(topic):
    outcomes = {
        "rate": {"in", "unknown_in"},
        "amount": {"in", "raised_in", "average_in", "unknown_in"},
        "duration": {"in", "at_most_in", "unknown_in"},
    }[topic]
    expected = {f"utter_{topic}_{outcome}_region" for outcome in outcomes}
    expected.add(f"utter_{topic}_general")
    starting = {n for n in data.responses() if n.startswith(f"utter_{topic}_")}
    assert starting == expected


def test_every_answer_of_the_collection_has_examples_and_words():
    asked = {name for name in data.examples(data.DATA / "nlu") if "/" in name}
    said = {name for name in data.responses() if "/" in name}
    assert said == {f"utter_{name}" for name in asked}


def test_every_answer_of_the_magazine_has_its_page():
    asked = {n for n in data.examples(data.DATA / "nlu") if n.startswith("magazine/")}
    founded = {a for each in default_pages().articles for a in each.answers}
    elsewhere = set(default_pages().told_by.values())
    assert founded - elsewhere == {name.partition("/")[2] for name in asked}
    assert set(default_pages().told_by) <= set(data.responses())


def test_answers_of_the_magazine_name_the_page_they_come_from():
    facts = {f"page_{article.id}" for article in default_pages().articles}
    nowhere = [
        (name, variation["text"])
        for name, variations in data.responses().items()
        if name.startswith("utter_magazine/")
        for variation in variations
        if not facts & set(names_in(variation))
    ]
    assert nowhere == []


def test_every_button_leads_to_an_intent():
    by_gateway = {"cancel_handoff", "leave_message"}  # it answers these itself
    known = {*data.intents_of_domain(), *data.retrieval_intents(), *by_gateway}
    lost = [
        (name, button["payload"])
        for name, variations in data.responses().items()
        for variation in variations
        for button in variation.get("buttons", ())
        if re.split(r"[{]", button["payload"].removeprefix("/"))[0] not in known
    ]
    assert lost == []


def test_regions_on_buttons_and_in_the_programmes_are_canonical():
    path = data.DATA / "knowledge" / "regions.yml"
    canonical = data.plain(path.read_text(encoding="utf-8"))
    programmes = data.load(data.DATA / "knowledge" / "programmes.yml")
    missing = [
        name for name in programmes["regions"] if data.plain(name) not in canonical
    ]
    assert missing == []


# ---- documentation ---------------------------------------------------------------


def test_every_intent_is_described():
    described = (data.ROOT / "docs" / "conversation.md").read_text(encoding="utf-8")
    names = [*data.intents_of_domain(), *data.examples(data.DATA / "nlu")]
    assert [name for name in names if f"`{name}`" not in described] == []


def test_no_description_is_left_of_an_intent_that_is_gone():
    described = (data.ROOT / "docs" / "conversation.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z_/]+)` \|", described, flags=re.MULTILINE))
    known = {*data.intents_of_domain(), *data.examples(data.DATA / "nlu")}
    known |= data.retrieval_intents()
    assert rows - known == set()


# ---- examples --------------------------------------------------------------------


@pytest.mark.parametrize("intent", [*data.examples(data.DATA / "nlu")])
def test_intent_has_enough_examples(intent):
    minimum = {"out_of_scope": MIN_EXAMPLES_OUT_OF_SCOPE}.get(intent, MIN_EXAMPLES)
    assert len(data.examples(data.DATA / "nlu")[intent]) >= minimum


def test_no_example_is_written_twice():
    found: dict[str, str] = {}
    twice = []
    for intent, lines in data.examples(data.DATA / "nlu").items():
        for line in lines:
            if data.plain(line) in found:
                twice.append((line, intent, found[data.plain(line)]))
            found[data.plain(line)] = intent
    assert twice == []


def held_out() -> list[str]:
    groups = data.examples(data.HELD_OUT / "intents").values()
    lines = [line for group in groups for line in group]
    for path in sorted(data.HELD_OUT.glob("helpline/*.yml")):
        content = data.load(path)
        blocks = content.get("questions", [])
        lines += [text for block in blocks for text in block["asked"]]
        lines += content.get("out_of_scope", [])
    replayed = data.load(data.HELD_OUT / "voice" / "lines.yml")["lines"].values()
    lines += [
        text
        for block in replayed
        for text in block["texts"]
        # « oui », « bonjour à vous »: too short to be one's own.
        if len(text.split()) > SHORT_WORDS and not text.startswith("/")
    ]
    for path in sorted(data.HELD_OUT.rglob("*out_of_scope.txt")):
        if path.parent.name != "bench":  # of another assistant
            lines += path.read_text(encoding="utf-8").splitlines()
    return lines


def test_every_intent_is_held_out_too():
    found = data.examples(data.HELD_OUT / "intents")
    few = [
        name
        for name in set(data.intents_of_domain()) - {"out_of_scope"}
        if len(found.get(name, [])) < MIN_HELD_OUT
    ]
    assert few == []


def test_nothing_held_out_is_copied_into_the_training_data():
    groups = data.examples(data.DATA / "nlu").values()
    trained = [data.plain(line) for group in groups for line in group]
    alike = []
    for line in held_out():
        best = process.extractOne(data.plain(line), trained, scorer=fuzz.ratio)
        if best[1] >= TOO_ALIKE:
            alike.append((line, best[0]))
    assert alike == []
