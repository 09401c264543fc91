from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.summary import summarise
from bot.desk.summary_rules import default_summary_rules
from bot.desk.turns import CustomerTurn
from bot.privacy.masking import mask_personal_data
from tests.unit.desk.talk import turn

RULES = default_summary_rules()
WAIT = "Ça fait trois semaines que j'attends, c'est honteux"


def said(*texts: str | tuple[str, float]) -> list[tuple[int, str]]:
    turns = []
    for index, each in enumerate(texts):
        text, polarity = each if isinstance(each, tuple) else (each, 0.0)
        turns.append(turn(2 * index + 1, text, polarity=polarity))
    return [(each.seq, each.text) for each in summarise(turns, RULES)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param((), [], id="nothing was said"),
        pytest.param(("Bonjour", "merci beaucoup"), [], id="only courtesy"),
        pytest.param(
            ("Bonjour", "c'est quoi le taux", (WAIT, -0.9)),
            [(3, "c'est quoi le taux"), (5, WAIT)],
            id="the first question and the last words",
        ),
        pytest.param(
            ("J'ai un dossier de 30 000 € depuis mars. Merci.", "Où en est-il ?"),
            [(1, "J'ai un dossier de 30 000 € depuis mars."), (3, "Où en est-il ?")],
            id="a question of small words only",
        ),
        pytest.param(
            (WAIT, WAIT, f"{WAIT} !", "je voudrais une date"),
            [(1, WAIT), (7, "je voudrais une date")],
            id="a complaint told three times takes one place",
        ),
        pytest.param(
            (
                "Le taux ?",
                "Mon loyer est de 2 500 €.",
                "Il fait beau dehors chez moi.",
                "Je dois décider demain.",
            ),
            [
                (1, "Le taux ?"),
                (3, "Mon loyer est de 2 500 €."),
                (7, "Je dois décider demain."),
            ],
            id="a sum is worth more than small talk",
        ),
        pytest.param(
            ("où en est mon dossier", "c'est quoi un siren déjà ?"),
            [(1, "où en est mon dossier"), (3, "c'est quoi un siren déjà ?")],
            id="« où » asks without a mark",
        ),
        pytest.param(
            ("Quels recours ?", "J'ai tout envoyé le 4 mai.", "c'est clair, merci"),
            [
                (1, "Quels recours ?"),
                (3, "J'ai tout envoyé le 4 mai."),
                (5, "c'est clair, merci"),
            ],
            id="a thank you is the last choice",
        ),
        pytest.param(
            (
                "Quels recours ?",
                "Ma banque refuse aussi.",
                "J'ai tout envoyé le 4 mai.",
                "c'est clair, merci",
            ),
            [
                (1, "Quels recours ?"),
                (3, "Ma banque refuse aussi."),
                (5, "J'ai tout envoyé le 4 mai."),
            ],
            id="the last words are those that say something",
        ),
        pytest.param(
            (
                "Le taux ?",
                ("Je vais tout perdre ici.", -0.9),
                "Mon magasin vend des fleurs.",
                "Je rappelle mardi matin.",
            ),
            [
                (1, "Le taux ?"),
                (3, "Je vais tout perdre ici."),
                (7, "Je rappelle mardi matin."),
            ],
            id="what hurts is kept",
        ),
    ],
)
def test_the_sentences_that_say_most_are_chosen(texts, expected):
    assert said(*texts) == expected


def test_personal_data_is_hidden():
    ((_, text),) = said("Mon SIREN est 732 829 320, que vous faut-il encore ?")
    assert "732" not in text
    assert "••••" in text


def test_a_pressed_button_is_nobodys_words():
    pressed = turn(1, "Le taux en Bretagne", "ask_rate", is_pressed=True)
    assert summarise([pressed], RULES) == []


def test_the_bare_wish_for_a_person_is_said_elsewhere():
    unsure = turn(3, "je veux tout perdre ici", "ask_human", confidence=0.3)
    short = turn(3, "je veux parler à quelqu'un svp", "ask_human")
    long = turn(
        3,
        "Passez-moi quelqu'un, mon dossier est bloqué depuis mars et tout va mal",
        "ask_human",
    )
    question = turn(1, "Quel est le délai ?")
    assert [s.seq for s in summarise([question, short], RULES)] == [1]
    for telling in (long, unsure):
        assert [s.seq for s in summarise([question, telling], RULES)] == [1, 3]


def test_a_long_sentence_is_cut_at_a_word():
    ((_, text),) = said("boulangerie " * 60)
    assert len(text) <= RULES.numbers.sentence_chars
    assert text.endswith("boulangerie…")


# Words, sums and signs as customers write them, and whatever else arrives.
WORDS = st.sampled_from(
    "bonjour taux dossier honteux 30 000 € trois semaines pourquoi ? ! . … oui".split()
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=200))
TURNS = st.lists(st.tuples(TEXTS, st.floats(-1, 1)), max_size=8).map(
    lambda said: [
        CustomerTurn(2 * i + 1, text, polarity=polarity)
        for i, (text, polarity) in enumerate(said)
    ]
)


@given(TURNS)
def test_every_summary_is_short_extractive_masked_and_in_order(turns):
    chosen = summarise(turns, RULES)
    assert len(chosen) <= 3
    assert [each.seq for each in chosen] == sorted(each.seq for each in chosen)
    texts = {each.seq: each.text for each in turns}
    for each in chosen:
        whole = " ".join(mask_personal_data(texts[each.seq]).split())
        assert each.text.removesuffix("…").strip() in whole
        assert mask_personal_data(each.text) == each.text


@given(TURNS)
def test_the_same_talk_has_the_same_summary_and_a_thank_you_changes_nothing(turns):
    chosen = summarise(turns, RULES)
    assert summarise(turns, RULES) == chosen
    thanked = [*turns, CustomerTurn(99, "Merci beaucoup")]
    assert summarise(thanked, RULES) == chosen
