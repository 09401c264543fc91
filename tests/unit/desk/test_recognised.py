from __future__ import annotations

import pytest

from bot.desk.known_slots import read_known
from bot.desk.recognised import Mention, read_recognised
from bot.desk.slot_rules import default_slot_rules

RULES = default_slot_rules()
REFERENCE = "RB-2020-004217"


def read(mentions, slots=None):
    known = read_known(slots or {}, RULES)
    found = read_recognised(mentions, known, RULES)
    return [(each.label, each.value, each.seq) for each in found]


@pytest.mark.parametrize(
    ("entity", "value", "text", "said"),
    [
        ("dossier_reference", REFERENCE, REFERENCE, REFERENCE),
        ("amount", 5_000_000, "50 000 €", "50\u202f000\u202f€"),
        ("siren", "••••", "552 100 554", "••••\xa0554"),
        ("siren", "••••", "", None),
        ("phone", "••••", "06 12 34 56 78", "••••\xa0678"),
        ("email", "••••", "lea@exemple.fr", "••••@exemple.fr"),
        ("region", "Bretagne", "bretonne", "Bretagne"),
        ("duration", "P3W", "trois semaines", None),
        ("amount", None, "", None),
        ("unheard_of", "x", "x", None),
    ],
)
def test_what_is_said_is_shown_in_words(entity, value, text, said):
    found = read([Mention(3, entity, value, text)])
    assert [(value, seq) for _, value, seq in found] == ([(said, 3)] if said else [])


def test_what_a_slot_says_already_is_not_said_again():
    mentions = [
        Mention(1, "region", "Bretagne", "Bretagne"),
        Mention(1, "dossier_reference", REFERENCE, REFERENCE.lower()),
    ]
    known = {"region": "Bretagne", "status_reference": REFERENCE}
    assert read(mentions, known) == []


def test_the_latest_of_each_come_first_and_none_twice():
    sums = [(1, 100), (3, 200), (5, 100), (7, 300), (9, 400)]
    found = read([Mention(seq, "amount", cents, "") for seq, cents in sums])
    assert [seq for _, _, seq in found] == [9, 7, 5]


def test_no_personal_number_is_kept_whole():
    (known,) = read_recognised([Mention(1, "iban", "••••", "FR7612345")], [], RULES)
    assert "12345" not in f"{known.value}{known.raw}"
