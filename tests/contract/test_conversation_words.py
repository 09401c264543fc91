"""What the bot says: founded, allowed, short, and in good French."""

from __future__ import annotations

import re

import pytest

from tests.contract import conversation_data as data

MAX_SENTENCES = 4  # three, and a next step
NARROW = "\u202f"


def forbidden() -> list[tuple[str, str]]:
    path = data.DATA / "knowledge" / "sayings_forbidden.yml"
    return [(each["pattern"], each["why"]) for each in data.load(path)["sayings"]]


@pytest.mark.parametrize(
    ("pattern", "why"), forbidden(), ids=[p[:40] for p, _ in forbidden()]
)
def test_forbidden_saying_is_never_said(pattern, why):
    said = [
        (name, text)
        for name, text in data.sentences()
        if re.search(pattern, data.plain(text))
    ]
    assert said == [], why


@pytest.mark.parametrize(
    "text",
    [
        "Bonne nouvelle, vous êtes éligible au prêt.",
        "Votre prêt est accordé.",
        "Le prêt vous est garanti.",
        "Vous recevrez les fonds le 12 mai.",
        "Votre dossier fait l’objet d’un soupçon.",
        "Envoyez votre RIB ici.",
    ],
)
def test_forbidden_sayings_would_be_noticed(text):
    assert any(re.search(pattern, data.plain(text)) for pattern, _ in forbidden())


def test_every_number_said_is_a_known_fact():
    facts = data.load(data.DATA / "knowledge" / "facts.yml")["facts"]
    known: dict[str, set[str]] = {}
    for fact in facts:
        for name in fact["said_by"]:
            known.setdefault(name, set()).update(data.numbers(fact["fact"]))
    unfounded = [
        (name, number, text)
        for name, text in data.sentences()
        for number in sorted(data.numbers(text) - known.get(name, set()))
        if number != "2020"  # the period, said everywhere
    ]
    assert unfounded == []


def test_every_fact_is_said_by_a_response_and_has_known_sources():
    facts = data.load(data.DATA / "knowledge" / "facts.yml")["facts"]
    sources = data.load(data.DATA / "knowledge" / "sources.yml")["sources"]
    programmes = data.load(data.DATA / "knowledge" / "programmes.yml")["regions"]
    cited = {source for fact in facts for source in fact["sources"]}
    for terms in programmes.values():
        cited |= {source for known in terms.values() for source in known["sources"]}
    assert cited == set(sources)
    assert [n for f in facts for n in f["said_by"] if n not in data.responses()] == []


def test_terms_are_always_said_with_their_period():
    dated = ("utter_rate_", "utter_amount_", "utter_duration_")
    timeless = [
        text
        for name, variations in data.responses().items()
        for text in [variation["text"] for variation in variations]
        if name.startswith(dated) and "2020" not in text
    ]
    assert timeless == []


def test_greeting_says_that_a_machine_speaks_and_offers_a_person():
    for variation in data.responses()["utter_greet"]:
        assert re.search(r"automat", variation["text"])
        assert "/ask_human" in {button["payload"] for button in variation["buttons"]}


def test_answers_are_short():
    long = [
        name
        for name, text in data.sentences()
        if len(re.findall(r"[.!?…](?=\s|$)", text)) > MAX_SENTENCES
    ]
    assert long == []


@pytest.mark.parametrize(
    ("mistake", "pattern"),
    [
        ("straight apostrophe", r"'"),
        ("straight quotation mark", r'"'),
        ("ordinary space before a double sign", r"[ \u00a0][?!;:%€»]"),
        ("no space before a double sign", rf"[^\s{NARROW}\d?!.…/][?!;»%€]"),
        ("no narrow space after «", rf"«(?!{NARROW})"),
        ("three dots instead of …", r"\.\.\."),
        ("ordinary space inside a number", r"\d \d{3}\b"),
        ("two spaces", r"  "),
    ],
)
def test_typography_is_french(mistake, pattern):
    wrong = [
        (name, text) for name, text in data.sentences() if re.search(pattern, text)
    ]
    assert wrong == [], mistake
