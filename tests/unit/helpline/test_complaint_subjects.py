from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.helpline.complaint_subjects import (
    default_subjects,
    find_subject,
    load_subjects,
    title_of,
)


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        pytest.param("c'est le délai", "delay", id="a word"),
        pytest.param("LE DELAI", "delay", id="capitals, no accent"),
        pytest.param("le refus de mon dossier", "refusal", id="the first subject wins"),
        pytest.param("votre robot", "bot", id="the assistant"),
        pytest.param("vous savez bien", "other", id="none"),
        pytest.param("", "other", id="nothing"),
        pytest.param("tonalité", "other", id="part of a word is no word"),
    ],
)
def test_a_subject_is_found_by_its_words(said: str, subject: str):
    assert find_subject(said, default_subjects()) == subject


def test_agents_read_a_title():
    assert title_of("delay", default_subjects()) == "Un délai"
    assert title_of("gone", default_subjects()) == "gone"
    assert title_of(None, default_subjects()) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("subjects: []", "subjects", id="empty"),
        pytest.param("subjects: [{id: A, title: t, words: []}]", "id", id="capital"),
        pytest.param(
            "subjects: [{id: a, title: t, words: []}]", "other", id="no other"
        ),
        pytest.param("things: []", "things", id="unknown"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, named: str):
    path = tmp_path / "subjects.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=named) as raised:
        load_subjects(path)
    assert "subjects.yml" in str(raised.value)
