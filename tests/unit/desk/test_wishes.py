from __future__ import annotations

from bot.desk.evidence_rules import default_evidence_rules
from bot.desk.wishes import find_runners_up, find_told, find_wishes
from tests.unit.desk.talk import agent, bot, turn

RULES = default_evidence_rules()


def wishes(*turns):
    return [(wish.intent, wish.turn.seq) for wish in find_wishes(turns, RULES)]


def test_the_latest_sure_wishes_come_first_each_once():
    found = wishes(
        turn(1, "le taux", "ask_rate"),
        turn(3, "les pièces", "ask_documents"),
        turn(5, "et le taux ?", "ask_rate"),
    )
    assert found == [("ask_rate", 5), ("ask_documents", 3)]


def test_doubts_courtesies_and_moods_are_no_wish():
    found = wishes(
        turn(1, "le machin", "ask_use", confidence=0.2),
        turn(3, "bonjour", "greet"),
        turn(5, "c'est honteux", "express_frustration"),
        turn(7, "pas encore lu"),
    )
    assert found == []


def test_the_other_readings_of_the_latest_turn_are_kept():
    turn_read, readings = find_runners_up(
        [
            turn(1, "le taux", "ask_rate", others={"ask_fees": 0.2}),
            turn(
                3,
                "ça coûte",
                "ask_fees",
                others={"ask_rate": 0.3, "ask_amount": 0.01},
            ),
        ],
        RULES,
    )
    assert turn_read.seq == 3
    assert [(r.intent, r.confidence) for r in readings] == [("ask_rate", 0.3)]


def test_a_pressed_button_has_no_other_reading():
    pressed = turn(1, "Le taux", "ask_rate", others={"ask_fees": 0.3}, is_pressed=True)
    assert find_runners_up([pressed], RULES) is None


def test_answers_are_told_questions_courtesies_and_announcements_are_not():
    turns = [
        turn(1, "bonjour", "greet"),
        turn(3, "le taux ?", "ask_rate"),
        turn(6, "le machin", "ask_use", was_clarified=True),
        turn(8, "victime d'une fraude", "report_fraud_victim", called_human=True),
    ]
    said = [
        bot(2, "Bonjour ! Que puis-je pour vous ?", 1),
        bot(4, "Le taux est de 0 %.", 3),
        bot(5, "Voulez-vous la durée ?", 3),
        bot(7, "Parlez-vous de l’emploi du prêt ?", 6),
        bot(9, "Appelez votre banque tout de suite.", 8),
        bot(10, "Je vous passe une personne.", 8),
        agent(11, "Bonjour, je regarde."),
    ]
    assert [each.seq for each in find_told(turns, said, RULES)] == [4, 9]


def test_only_the_last_answers_are_told():
    turns = [turn(2 * n + 1, "le taux ?", "ask_rate") for n in range(9)]
    said = [bot(2 * n + 2, f"Réponse {n}.", 2 * n + 1) for n in range(9)]
    told = find_told(turns, said, RULES)
    assert [each.seq for each in told] == [12, 14, 16, 18]
