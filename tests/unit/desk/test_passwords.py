from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.passwords import Fault, find_faults
from bot.errors import SettingsError
from bot.knowledge.password_policy import (
    PASSWORDS_PATH,
    default_password_policy,
    read_password_policy,
)


def _faults(password: str) -> list[Fault]:
    policy = default_password_policy()
    return find_faults(
        password,
        names=("lea.martin", "Léa Martin", "al"),
        common=policy.common,
        min_chars=policy.min_chars,
        min_distinct=policy.min_distinct,
    )


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("quatre mots faciles à retenir", []),
        ("N7!kp-zzQ2vb#x", []),
        ("k7mp-x2da-9t", []),
        ("court", [Fault.TOO_SHORT, Fault.TOO_PLAIN]),
        ("ababababababab", [Fault.TOO_PLAIN]),
        ("je suis LÉA MARTIN", [Fault.HOLDS_NAME]),
        ("lea.martin-2026", [Fault.HOLDS_NAME]),
        ("Motdepasse2026!", [Fault.COMMON]),
        ("Mot de passe 123", [Fault.COMMON]),
        ("Azertyuiop12", [Fault.COMMON]),
        ("un bal masqué à Rouen", []),  # two letters of a name are in many words
    ],
)
def test_faults_are_found_and_good_passwords_pass(
    password: str, expected: list[Fault]
) -> None:
    assert _faults(password) == expected


def test_every_fault_has_words() -> None:
    words = default_password_policy().faults
    assert all(getattr(words, fault.value) for fault in Fault)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("min_chars: 12", "min_chars: 3", "min_chars"),
        ("  - azerty\n", "  - Azerty\n", "lower case"),
        ("au moins 12", "au moins dix", "must name the number"),
    ],
)
def test_a_mistake_in_the_file_is_named(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = PASSWORDS_PATH.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "passwords.yml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        read_password_policy(broken)
