"""The project's own words and facts, reviewed as they are on disk."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.facts import read_facts
from bot.knowledge.programmes import Programmes, read_programmes
from bot.knowledge.responses import places_of_responses, read_responses
from bot.knowledge.review import Finding, review
from bot.knowledge.shareable import find_personal, find_unknown, read_shareable
from bot.knowledge.yaml_files import PROJECT, read_yaml


def review_project(project: Path = PROJECT) -> list[str]:
    """Everything a designer must correct, a line each, with file and line.

    Args:
        project: Folder of domain.yml and data.

    Raises:
        SettingsError: A file does not follow its form.
    """
    knowledge = project / "data" / "knowledge"
    facts = read_facts(
        knowledge / "facts",
        knowledge / "helplines.yml",
        knowledge / "brand.yml",
        knowledge / "influencer_tiers.yml",
        knowledge / "magazine_pages.yml",
    )
    programmes = read_programmes(knowledge / "programmes.yml", facts)
    sources = set(read_yaml(knowledge / "sources.yml")["sources"])
    forbidden = read_forbidden(knowledge / "sayings_forbidden.yml")
    responses = read_responses(project)
    found = review(responses, facts, forbidden, sources)
    shareable = read_shareable(knowledge / "shareable_answers.yml")
    found += find_unknown(shareable, responses)
    found += find_personal(shareable, responses, facts)
    found += find_unknown_sources_of_programmes(programmes, sources)
    places = {**facts.places, **places_of_responses(project)}
    return [finding.at(places) for finding in found]


def read_forbidden(path: Path) -> dict[str, str]:
    """Reasons by regular expression, of what the bot must never say."""
    return {each["pattern"]: each["why"] for each in read_yaml(path)["sayings"]}


def find_unknown_sources_of_programmes(
    programmes: Programmes, sources: set[str]
) -> list[Finding]:
    """Terms of a Region that name a source nobody can look up."""
    return [
        Finding(region, f"source {source} is not in data/knowledge/sources.yml")
        for region, programme in programmes.regions.items()
        for source in sorted(programme.sources() - sources)
    ]
