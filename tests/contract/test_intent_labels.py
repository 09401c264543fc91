"""Every intent that a clarification may offer has a title for its button."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from actions.clarification import LABELS_FILE, load_labels

ROOT = Path(__file__).resolve().parents[2]
# Nobody chooses these from a list; a request for a person has a button of its own; and
# a button `/faq` or `/rumour` would not say which of its questions is meant; what
# follows from an answer, or asks for its page, means nothing alone.
WITHOUT_BUTTON = {
    "greet",
    "say_goodbye",
    "thank",
    "ask_if_bot",
    "ask_capabilities",
    "affirm",
    "deny",
    "insult_bot",
    "ask_human",
    "reject_answer",
    "joke",
    "out_of_scope",
    "faq",
    "magazine",
    "follow_up_magazine",
    "ask_page",
    "rumour",
}
MAX_TITLE_CHARS = 40


def intents() -> set[str]:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {next(iter(i)) if isinstance(i, dict) else i for i in domain["intents"]}


def test_every_intent_that_can_be_offered_has_a_label():
    assert intents() - WITHOUT_BUTTON - set(load_labels(LABELS_FILE).intents) == set()


def test_no_label_is_for_an_intent_that_does_not_exist():
    assert set(load_labels(LABELS_FILE).intents) - intents() == set()


def test_what_has_no_button_has_no_label():
    assert set(load_labels(LABELS_FILE).intents) & WITHOUT_BUTTON == set()


def test_labels_are_short_and_different():
    titles = list(load_labels(LABELS_FILE).intents.values())
    assert len(set(titles)) == len(titles)
    assert [t for t in titles if not t.strip() or len(t) > MAX_TITLE_CHARS] == []
