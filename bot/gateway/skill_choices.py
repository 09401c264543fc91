"""What skills can be chosen from: topics with their titles, Régions, languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy.orm import Session

from bot.knowledge.yaml_files import PROJECT, read_yaml
from bot.listening.themes import load_themes
from bot.store.desk_agents import list_used_skills

REGIONS_PATH = PROJECT / "data" / "knowledge" / "regions.yml"
# Offered although nobody has asked for them yet; ISO 639.
USUAL_LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "ar")


def topic_titles() -> Mapping[str, str]:
    """French titles of the topics, by id, in the order of data/knowledge/themes.yml."""
    return load_themes().titles


@lru_cache(maxsize=1)
def region_names() -> tuple[str, ...]:
    """Canonical names of the Régions."""
    return tuple(each["name"] for each in read_yaml(REGIONS_PATH)["regions"])


def read_skill_choices(session: Session) -> dict[str, list[str]]:
    """The lists, with whatever else agents or recent handoffs have."""
    used = list_used_skills(session)
    known = {
        "topics": tuple(topic_titles()),
        "regions": region_names(),
        "languages": USUAL_LANGUAGES,
    }
    return {
        listed: [*names, *(each for each in used[listed] if each not in names)]
        for listed, names in known.items()
    }
