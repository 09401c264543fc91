from __future__ import annotations

import pytest

from bot.desk.known_slots import read_known
from bot.desk.slot_rules import default_slot_rules

RULES = default_slot_rules()


@pytest.mark.parametrize(
    ("slot", "raw", "label", "value"),
    [
        ("region", "Bretagne", "Région", "Bretagne"),
        ("magazine_topic", "dark_social", "Sujet de la revue", "Le dark social"),
        ("magazine_topic", "nano", "Sujet de la revue", "Les nano-influenceurs"),
        ("eligibility_legal_form", "sarl", "Forme juridique", "SARL ou EURL"),
        ("eligibility_sector", "trade", "Activité", "Commerce"),
        ("eligibility_age_months", 27, "Ancienneté", "2\xa0ans et 3\xa0mois"),
        ("eligibility_age_months", 0, "Ancienneté", "0\xa0mois"),
        ("eligibility_staff", 12, "Effectif", "12\xa0salariés"),
        ("eligibility_staff", 0, "Effectif", "Aucun salarié"),
        ("eligibility_staff", "unknown", "Effectif", "Ne sait pas"),
        (
            "eligibility_turnover_cents",
            25_000_000,
            "Chiffre d’affaires annuel",
            "250\u202f000\u202f€",
        ),
        ("eligibility_equity", -50_000, "Capitaux propres", "\u2212500\u202f€"),
        ("eligibility_equity", "negative", "Capitaux propres", "Négatifs"),
        ("feedback_consent", False, "Accepte que l’avis soit gardé", "Non"),
        (
            "callback_slot",
            "2026-11-27T09:00:00+00:00",
            "Rappel souhaité",
            "27\xa0novembre\xa02026 à 10\xa0h\xa000",
        ),
        ("requested_slot", "eligibility_staff", "Question ouverte", "Effectif"),
        (
            "requested_slot",
            "owners_shares",
            "Question ouverte",
            "Qui détient le capital",
        ),
        (
            "owners_draft",
            {
                "shares": [
                    {"label": "vous", "share_bp": 6000},
                    {"label": "Anna", "share_bp": None},
                ]
            },
            "Associés déclarés",
            "vous 60\u202f%, Anna",
        ),
        (
            "company_check_result",
            {"outcome": "found", "name": "Boulange", "reasons": ["ceased"]},
            "Entreprise vérifiée",
            "Boulange, trouvée au registre, cessée",
        ),
        (
            "eligibility_outcome",
            {"path": "flash", "reasons": []},
            "Orientation du pré-contrôle",
            "Parcours Flash",
        ),
        ("something_new", 3, "Something new", "3"),
    ],
    ids=lambda value: str(value)[:24],
)  # fmt: skip
def test_a_slot_is_said_in_words_with_its_unit(slot, raw, label, value):
    (known,) = read_known({slot: raw}, RULES)
    assert (known.slot, known.label, known.value, known.raw) == (
        slot,
        label,
        value,
        raw,
    )


@pytest.mark.parametrize(
    "slots",
    [
        {},
        {"region": None, "complaint_text": ""},
        {"escalation": {"kind": "handoff"}, "situation_theme": "money"},
        {"owners_draft": {}, "owners_outcome": {"odd": 1}, "eligibility_outcome": [7]},
        {"owners_draft": {"shares": 7}},
    ],
    ids=["nothing", "empty", "machinery", "odd shapes", "odd shares"],
)
def test_what_says_nothing_is_not_shown(slots):
    assert read_known(slots, RULES) == []


def test_the_open_question_comes_first():
    slots = {"region": "Bretagne", "requested_slot": "region"}
    assert [known.slot for known in read_known(slots, RULES)] == [
        "requested_slot",
        "region",
    ]
