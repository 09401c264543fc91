"""The project's own words, reviewed as they are on disk."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.facts import read_facts
from bot.knowledge.responses import places_of_responses, read_responses
from bot.knowledge.review import values_to_say
from bot.knowledge.yaml_files import PROJECT
from bot.voice.lint import review_tone
from bot.voice.tone import load_tone


def review_voice(project: Path = PROJECT) -> list[str]:
    """Everything that sounds wrong, a line each, with file and line.

    Args:
        project: Folder of domain.yml and data.

    Raises:
        SettingsError: A file does not follow its form.
    """
    knowledge = project / "data" / "knowledge"
    facts = read_facts(
        knowledge / "facts", knowledge / "helplines.yml", knowledge / "brand.yml"
    )
    tone = load_tone(knowledge / "voice.yml")
    found = review_tone(read_responses(project), tone, values_to_say(facts))
    places = places_of_responses(project)
    return [finding.at(places) for finding in found]
