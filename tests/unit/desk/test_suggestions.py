from __future__ import annotations

import pytest

from bot.desk.evidence_rules import default_evidence_rules
from bot.desk.left_line import left_line
from bot.desk.suggestions import Source, for_agent, suggest
from tests.unit.desk.talk import agent, bot, turn

RULES = default_evidence_rules()
ANSWERS = {
    "ask_rate": [
        "Le taux était de 0 % en Bretagne.",
        "En Bretagne, c’était un taux nul.",
    ],
    "ask_delay": ["Les délais annoncés allaient jusqu’à 7 jours."],
    "ask_fees": ["Le parcours en ligne était sans frais de dossier."],
    "ask_documents": ["Il faut un bilan et l’attestation de l’expert-comptable."],
    "ask_amount": ["Votre prêt sera accordé, soyez tranquille."],
    "ask_use": ["Je suis un assistant automatique."],
}


def suggestions(turns, said=(), forbidden=("prêt sera accordé",)):
    found = suggest(turns, said, lambda i: ANSWERS.get(i, []), RULES, forbidden)
    return [(each.intent, each.source) for each in found]


def test_an_unanswered_question_comes_before_other_readings():
    turns = [
        turn(1, "le délai ?", "ask_delay", called_human=True),
        turn(3, "ça coûte", "ask_fees", confidence=0.3, others={"ask_rate": 0.2}),
    ]
    assert suggestions(turns, [bot(2, "Je vous passe une personne.", 1)]) == [
        ("ask_delay", Source.UNANSWERED),
        ("ask_fees", Source.READING),
        ("ask_rate", Source.RUNNER_UP),
    ]


def test_what_was_answered_is_not_suggested_again():
    turns = [turn(1, "le taux ?", "ask_rate", others={"ask_fees": 0.2})]
    said = [bot(2, "Le taux est nul dans votre Région.", 1)]
    assert suggestions(turns, said) == [("ask_fees", Source.RUNNER_UP)]


def test_what_an_agent_said_in_any_wording_is_not_suggested_again():
    turns = [turn(1, "le taux ?", "ask_rate")]
    told = "Bonjour. En Bretagne, c'était un taux nul. Bonne journée"
    assert suggestions(turns, [agent(2, told)]) == []


def test_no_loan_is_promised_and_no_agent_says_he_is_a_robot():
    turns = [turn(1, "combien ?", "ask_amount"), turn(3, "pour quoi ?", "ask_use")]
    assert suggestions(turns) == []


def test_moods_and_courtesies_have_no_answer_to_suggest():
    turns = [turn(1, "bonjour", "greet", others={"thank": 0.3, "ask_fees": 0.01})]
    assert suggestions(turns) == []


def test_at_most_three_are_suggested():
    others = {"ask_delay": 0.2, "ask_fees": 0.1, "ask_documents": 0.06}
    turns = [turn(1, "?", "ask_rate", confidence=0.4, others=others)]
    assert len(suggestions(turns)) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le taux est nul. Voulez-vous un conseiller ?", "Le taux est nul."),
        ("Je suis l’assistant automatique.", ""),
        ("Un.\n\n- deux", "Un.\n\n- deux"),
    ],
)
def test_sentences_of_the_bot_about_itself_are_left_out(text, expected):
    assert for_agent(text, RULES) == expected


@pytest.mark.parametrize(
    ("words", "settled", "expected"),
    [
        (None, [], None),
        ("  ", [], None),
        ("Attend jeudi.", [], "Attend jeudi."),
        (None, ["Le taux", "PGE"], "Réglé\u202f: le taux, PGE."),
        ("Attend jeudi.", ["Le taux"], "Réglé\u202f: le taux. Attend jeudi."),
    ],
)
def test_what_is_left_says_what_is_settled_then_the_words(words, settled, expected):
    assert left_line(words, settled) == expected
