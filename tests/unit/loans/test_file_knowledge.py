from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.loans.documents import (
    default_documents,
    enumerate_in_french,
    read_documents,
)
from bot.loans.file_words import Lockout, default_file_words, read_file_words

PAPER = "{id: quote, title: un devis, when: always, standing: asked, grade: PRO, "


def test_a_new_file_expects_what_is_attested_and_always_needed():
    assert default_documents().expected_of_every_file() == [
        "balance_sheet",
        "accountant_attestation",
    ]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        ([], ""),
        (["un bilan"], "un bilan"),
        (["un bilan", "un devis"], "un bilan et un devis"),
        (["a", "b", "c"], "a, b et c"),
        (["a", "b, avec d", "c"], "a\u202f; b, avec d et c"),
    ],
)
def test_titles_are_enumerated_as_in_a_sentence(titles: list[str], text: str):
    assert enumerate_in_french(titles) == text


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        pytest.param(
            f"documents: [{PAPER} sources: [S1]}}, {PAPER} sources: [S1]}}]",
            "written once",
            id="twice",
        ),
        pytest.param(f"documents: [{PAPER} sources: []}}]", "sources", id="no source"),
        pytest.param(
            f"documents: [{PAPER.replace('PRO', 'NV')} sources: [S1]}}]",
            "grade",
            id="not verified",
        ),
        pytest.param("documents: []", "documents", id="empty"),
    ],
)
def test_a_mistake_in_the_papers_is_named(tmp_path: Path, content: str, mistake: str):
    path = tmp_path / "documents.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=mistake):
        read_documents(path)


def test_a_step_without_words_is_named(tmp_path: Path):
    path = tmp_path / "file_status.yml"
    path.write_text(
        "lockout: {wrong_tries: 5, window_minutes: 15}\nsteps: {opened: ouvert}",
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match="submitted"):
        read_file_words(path)


def test_the_last_allowed_try_locks():
    lockout = Lockout(wrong_tries=5, window_minutes=15)
    assert [lockout.is_locked(tries) for tries in (0, 4, 5, 6)] == [
        False,
        False,
        True,
        True,
    ]


def test_the_project_locks_after_five_tries_in_fifteen_minutes():
    assert default_file_words().lockout == Lockout(wrong_tries=5, window_minutes=15)
