"""The bot's voice agrees with its decisions, and nothing it says is out of tone."""

from __future__ import annotations

from bot.voice.project import review_voice
from bot.voice.tone import default_tone
from tests.contract import conversation_data as data


def test_nothing_is_out_of_tone():
    assert review_voice() == []


def test_words_and_decisions_agree_on_what_is_unhappy():
    policies = data.load(data.ROOT / "config.yml")["policies"]
    mood = next(p["mood"] for p in policies if "mood" in p)
    tone = default_tone()
    assert (tone.unhappy, tone.worry) == (mood["unhappy"], mood["worry"])
    assert list(tone.misheard_intents) == mood["misheard_intents"]
    assert tone.misheard_anger == mood["misheard_anger"]


def test_every_first_word_counts_as_empathy():
    silent = [
        variation["text"]
        for name, variations in data.responses().items()
        if name.startswith("utter_acknowledge")
        for variation in variations
        if not default_tone().phrases(variation["text"])
    ]
    assert silent == []


def test_no_two_variations_share_a_phrase_of_empathy():
    seen: dict[str, str] = {}
    twice = []
    for name, variations in data.responses().items():
        for variation in variations:
            for phrase in default_tone().phrases(variation["text"]):
                if phrase in seen:
                    twice.append((phrase, seen[phrase], name))
                seen[phrase] = name
    assert twice == []


def test_names_of_the_tone_exist():
    tone = default_tone()
    clues = [*tone.emotions.values(), *tone.happened.values()]
    intents = {name for each in clues for name in each.intents}
    assert intents <= set(data.intents_of_domain())
    names = {name for each in clues for name in each.responses}
    names |= {*tone.heard_by, *tone.said_alone, *tone.never_prefixed}
    known = tuple(data.responses())
    lost = [n for n in names if not any(k.startswith(n.rstrip("*")) for k in known)]
    assert lost == []


def test_distress_is_answered_without_paperwork():
    for variation in data.responses()["utter_handoff_distress"]:
        words = data.plain(variation["text"])
        assert not any(w in words for w in ("dossier", "pièce", "formulaire", "prêt"))
