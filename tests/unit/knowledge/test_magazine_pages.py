from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.magazine_pages import PAGES_PATH, default_pages, read_pages


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        pytest.param("kol", "page\u00a04", id="one page"),
        pytest.param("tiktok_risks", "pages\u00a012 et\u00a013", id="two pages"),
        pytest.param("experts", "pages\u00a06 à\u00a011", id="several pages"),
        pytest.param("lessons_of_the_crisis", "éditorial", id="before the first page"),
    ],
)
def test_the_place_of_an_answer_is_written_in_french(answer: str, place: str):
    pages = default_pages()
    article = pages.find(answer)
    assert article is not None
    assert pages.place_of(article) == f"OneShot n°\u00a05, juillet 2020, {place}"


@pytest.mark.parametrize("answer", [None, "", "ask_rate"])
def test_what_the_magazine_does_not_say_has_no_page(answer: str | None):
    assert default_pages().find(answer) is None


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        pytest.param("first: 4, last: 4", "first: 4, last: 3", "before", id="back"),
        pytest.param("first: 4, last: 4", "first: 4", "neither", id="half a range"),
        pytest.param("[kol]", "[nano]", "twice", id="an answer in two articles"),
        pytest.param(": double_listening\n", ": nothing\n", "no article",
                     id="told by a response, and nowhere"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_pages_is_named(
    tmp_path: Path, written: str, instead: str, mistake: str
):
    text = PAGES_PATH.read_text(encoding="utf-8")
    assert written in text
    path = tmp_path / "magazine_pages.yml"
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=mistake):
        read_pages(path)
