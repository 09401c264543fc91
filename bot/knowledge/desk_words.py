"""What agents have at hand, reviewed as it is on disk: data/desk."""

from __future__ import annotations

from bot.knowledge.canned_answers import (
    CANNED_PATH,
    places_of_canned_answers,
    read_canned_answers,
    review_canned_answers,
)
from bot.knowledge.closing_tags import read_closing_tags
from bot.knowledge.facts import read_facts
from bot.knowledge.project import read_forbidden
from bot.knowledge.yaml_files import PROJECT


def review_desk_words() -> list[str]:
    """Everything that must be corrected, a line each, with file and line.

    Raises:
        SettingsError: A file does not follow its form.
    """
    read_closing_tags()
    answers = read_canned_answers()
    forbidden = PROJECT / "data" / "knowledge" / "sayings_forbidden.yml"
    found = review_canned_answers(answers, read_facts(), read_forbidden(forbidden))
    places = places_of_canned_answers(answers, CANNED_PATH)
    return [finding.at(places) for finding in found]
