"""What is said of loan files: words for every status and step, and none too many."""

from __future__ import annotations

import re

import pytest

from bot.contracts.loan_files import FileStatus
from bot.loans.documents import Standing, default_documents
from bot.loans.file_words import default_file_words
from bot.nlu.entities.dossier_reference import DEFAULT_PATTERN, compile_pattern
from bot.sample_files import read_samples
from bot.store.loan_files import draw_reference
from tests.contract import conversation_data as data

CODE_ONLY = ("status_reference", "status_siren", "file_reference")
# Nothing of what an agent may have to look at.
SECRET = re.compile(r"alerte|soupçon|sanction|suspect|conformité|risque|contrôle", re.I)


def test_every_status_has_its_words():
    said = {n for n in data.responses() if n.startswith("utter_file_status_")}
    assert said == {f"utter_file_status_{status.value}" for status in FileStatus}


def test_every_status_says_reference_last_step_and_its_day():
    for status in FileStatus:
        for variation in data.responses()[f"utter_file_status_{status.value}"]:
            for name in ("file_reference", "file_last_step", "file_last_step_on"):
                assert f"{{{name}}}" in variation["text"], (status, name)


def test_no_word_of_a_file_hints_at_what_agents_look_at():
    said = [
        text
        for name, text in data.sentences()
        if name.startswith(("utter_file_", "utter_status_", "utter_pre_file_"))
    ]
    said += default_file_words().steps.values()
    assert [text for text in said if SECRET.search(text)] == []


def test_a_file_in_verification_has_one_wording():
    # Two would be drawn at random, and one of them could seem to say more.
    assert len(data.responses()["utter_file_status_in_verification"]) == 1


@pytest.mark.parametrize("slot", CODE_ONLY)
def test_customers_cannot_fill_the_slots_that_open_a_file(slot: str):
    mappings = data.domain()["slots"][slot]["mappings"]
    assert mappings == [{"type": "custom"}]


def test_papers_are_asked_only_when_a_source_of_the_loan_names_them():
    usual = {d.id for d in default_documents().documents if "S27" in d.sources}
    known = default_documents().documents
    assert usual == {d.id for d in known if d.standing is Standing.USUAL}


def test_papers_have_known_sources():
    sources = data.load(data.DATA / "knowledge" / "sources.yml")["sources"]
    cited = {s for d in default_documents().documents for s in d.sources}
    assert cited - set(sources) == set()


def test_words_from_the_files_are_good_french():
    titles = [document.title for document in default_documents().documents]
    for words in [*titles, *default_file_words().steps.values()]:
        assert not re.search(r"['\"]|\.\.\.|  |[ ][?!;:%€»]", words), words
        assert words[0].islower(), words


def test_references_that_are_drawn_are_the_ones_that_are_understood():
    pattern = compile_pattern(DEFAULT_PATTERN)
    assert all(pattern.fullmatch(draw_reference(2020)) for _ in range(200))


def test_samples_expect_known_papers_and_show_every_status():
    samples = read_samples()
    known = {document.id for document in default_documents().documents}
    assert {kind for sample in samples for kind in sample.documents} <= known
    assert {sample.status for sample in samples} == set(FileStatus)
    assert len({sample.reference for sample in samples}) == len(samples)
    assert len({sample.company.siren for sample in samples}) == len(samples)


def test_samples_cannot_be_taken_for_real_companies():
    assert all(s.company.siren.startswith("000000") for s in read_samples())
