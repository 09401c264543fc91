import csv
import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.supervision import ContactCounts
from bot.desk.history import history
from bot.desk.history_tables import conversations_table, figures_table, moment
from bot.desk.history_words import WORDS_PATH, HistoryWords, default_history_words
from bot.desk.spreadsheet import safe_cell
from bot.errors import SettingsError
from bot.knowledge.yaml_files import PROJECT, read_checked
from tests.unit.desk.handoff_facts import abandoned, handoff

PARIS = ZoneInfo("Europe/Paris")
WORDS = default_history_words()


def lines(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def figures(*rows, contacts=None) -> dict[tuple[str, str], list[str]]:
    text = figures_table(history(rows, (), (), contacts, PARIS), WORDS)
    return {(line[0], line[1]): line[2:] for line in lines(text)}


def test_durations_are_written_with_a_comma():
    found = figures(handoff(claimed=handoff().created + 60.25))
    assert found[("Délai jusqu’à un agent", "")][2] == "60,2"


def test_keys_are_written_in_french():
    found = figures(handoff(), abandoned())
    assert found[("Motif", "Demande à parler à quelqu’un")][0] == "2"
    assert found[("Issue", "Annulée par le client")][0] == "1"
    assert found[("Jour", "jeudi")][0] == "2"
    assert found[("Sujet", "Non mesuré")][0] == "2"


def test_an_average_of_nothing_is_an_empty_cell():
    assert figures(handoff())[("Satisfaction, de 1 à 5", "")][-1] == ""


def test_conversations_without_a_human_are_told_when_they_are_known():
    found = figures(contacts=ContactCounts(10, 4, 1, 5))
    assert found[("Conversations sans humain ni retour", "")][:2] == ["5", "10"]


@pytest.mark.parametrize("evil", ["=1+1", "+33", "@cmd", "\t=1", "-2", "|calc"])
def test_no_cell_of_ours_runs_in_a_spreadsheet(evil):
    row = handoff(topic=evil, region=evil, agent=evil, tags=(evil,))
    [header, cells] = lines(conversations_table([row], WORDS, PARIS))
    for column in ("Sujet", "Région", "Agent", "Étiquettes"):
        assert cells[header.index(column)].startswith("'")


def test_a_negative_mood_stays_a_number():
    [header, cells] = lines(
        conversations_table([handoff(polarity_start=-0.5)], WORDS, PARIS)
    )
    assert cells[header.index("Sentiment au début")] == "-0,50"


def test_times_are_those_of_the_desk():
    [header, cells] = lines(conversations_table([handoff()], WORDS, PARIS))
    assert cells[header.index("Appel d’un agent")] == "2026-11-26 09:30:00"
    assert len(cells) == len(header)


def test_a_reason_without_words_stops_the_start(tmp_path):
    text = WORDS_PATH.read_text(encoding="utf-8")
    path = tmp_path / "history_words.yml"
    path.write_text(re.sub(r"  distress: .*\n", "", text), encoding="utf-8")
    with pytest.raises(SettingsError, match="no words for distress"):
        read_checked(path, HistoryWords)


def test_reasons_are_named_as_on_the_screen():
    source = (PROJECT / "web/console/words.js").read_text(encoding="utf-8")
    reasons = source[source.index("REASONS = {") : source.index("REASON_TONES")]
    on_screen = dict(re.findall(r'^  (\w+): "([^"]+)",$', reasons, re.MULTILINE))
    for reason, words in WORDS.reasons.items():
        assert on_screen[reason.value] == words


@given(
    st.floats(min_value=946_684_800, max_value=4_102_444_800),
    st.sampled_from(["Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "UTC"]),
)
def test_a_moment_is_written_as_the_clock_shows_it(at: float, zone: str):
    there = datetime.fromtimestamp(int(at), ZoneInfo(zone))
    assert moment(at, ZoneInfo(zone)) == there.strftime("%Y-%m-%d %H:%M:%S")


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_any_words_are_one_cell_again(words: str):
    row = handoff(topic=words)
    found = lines(conversations_table([row, row], WORDS, PARIS))
    assert [len(line) for line in found] == [len(WORDS.conversation_columns)] * 3
    topic = list(WORDS.conversation_columns).index("topic")
    assert found[1] == found[2]
    assert found[1][topic] == safe_cell(words)
