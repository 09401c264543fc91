"""Conversations as files: masked, in order, harmless."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.desk.excerpts import excerpt
from bot.desk.transcript import Format, Line, Transcript, in_order, masked, write
from bot.store.folding import fold_with_places

START = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
PARIS = ZoneInfo("Europe/Paris")


def line(sender, text, minute, seq=None, name=None):
    return Line(sender, name, text, START + timedelta(minutes=minute), seq)


def transcript(*lines, name="Mme Essai"):
    return Transcript("c-1", START, name, tuple(lines))


def test_notes_stand_where_they_were_written_and_messages_keep_their_order():
    said = [line("customer", "a", 0, 1), line("agent", "b", 2, 2)]
    lines = in_order(said, [line("note", "n", 1), line("note", "m", 9)])
    assert [each.text for each in lines] == ["a", "n", "b", "m"]


def test_people_read_local_times_and_names():
    text = write(transcript(line("agent", "Bonjour.", 0, 1, "Noor")), Format.TXT, PARIS)
    assert "[23/11/2026 à 10:00:00] Conseiller – Noor\nBonjour." in text
    assert "Client\u202f: Mme Essai" in text


@pytest.mark.parametrize("written_as", list(Format))
def test_a_masked_transcript_holds_no_name_and_no_number(written_as):
    whole = transcript(line("customer", "Appelez le 06 12 34 56 78", 0, 1))
    text = write(masked(whole), written_as, PARIS)
    assert "06 12" not in text
    assert "Mme Essai" not in text
    assert "06 12 34 56 78" in write(whole, written_as, PARIS)


def test_a_page_shows_markup_as_text():
    said = transcript(line("customer", "<script>x</script>", 0, 1), name="<b>")
    page = write(said, Format.HTML, PARIS)
    assert "<script>" not in page
    assert "<b>" not in page


def test_programs_get_what_was_said_as_it_is():
    data = json.loads(write(transcript(line("bot", "é", 0, 1)), Format.JSON, PARIS))
    assert data["lines"] == [
        {"sender": "bot", "name": None, "text": "é", "at": START.isoformat(), "seq": 1}
    ]


def test_an_excerpt_stands_around_the_first_word_that_was_looked_for():
    text = "un mot " * 30 + "le Médiateur décide " + "et la suite " * 30
    cut = excerpt(text, *fold_with_places(text), ["mediateur"])
    assert "Médiateur décide" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) <= 162
    assert excerpt("court", *fold_with_places("court"), []) == "court"


def test_letters_that_become_two_do_not_move_the_excerpt():
    text = "œ" * 60 + " " + "sœur et frère " * 20 + "Médiateur"
    assert "Médiateur" in excerpt(text, *fold_with_places(text), ["mediateur"])
