from __future__ import annotations

import pytest

from bot.listening.consent import read_consent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "affirm"),
        ("oui", "affirm"),
        ("Oui, gardez-les", None),
        ("D’accord pour moi", None),
        ("pas de souci", "deny"),
        ("ok sans problème", "affirm"),
        ("je vous autorise", None),
    ],
)
def test_a_clear_yes(text: str, intent: str | None):
    assert read_consent(text, intent) is True


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "deny"),
        ("non merci", "deny"),
        ("NON", "affirm"),
        ("oui mais pas mon nom", "affirm"),
        ("ok sauf la fin", "affirm"),
        ("je ne préfère pas", "affirm"),
        ("surtout pas", None),
        ("bof", None),
        ("et puis l’attente était longue", None),
        ("", None),
    ],
)
def test_anything_less_is_a_no(text: str, intent: str | None):
    assert read_consent(text, intent) is False


@pytest.mark.parametrize("intent", ["ask_data_kept", "ask_rate", "ask_human"])
def test_another_question_is_answered_first(intent: str):
    assert read_consent("qui lira cela ?", intent) is None
