"""What the bot may state, and on what grounds: facts, tables, helplines and brand.

A fact with a value can be said in a response by its id in braces. A fact that is too
weak, or without a source, may stand in the files, but cannot be said.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.errors import SettingsError
from bot.knowledge.brand import BRAND_PATH, brand_placeholders, load_brand
from bot.knowledge.fact_models import BARE, Argument, Fact, TopicFile
from bot.knowledge.french import Unit
from bot.knowledge.helplines import HELPLINES_PATH, read_helplines
from bot.knowledge.influencer_tiers import TIERS_PATH, read_tiers
from bot.knowledge.magazine_pages import PAGES_PATH, read_pages
from bot.knowledge.yaml_files import PROJECT, describe, line_of, read_checked

FACTS_DIR = PROJECT / "data" / "knowledge" / "facts"


class Facts:
    """All facts, and the arguments that actions give to responses.

    Attributes:
        by_id: Facts by id, over all files, sayable or not.
        arguments: Names that actions fill in responses, by name.
        places: File and line of each fact and argument, as a designer reads them.
    """

    def __init__(
        self,
        by_id: Mapping[str, Fact],
        arguments: Mapping[str, Argument],
        places: Mapping[str, str],
    ) -> None:
        self.by_id = dict(by_id)
        self.arguments = dict(arguments)
        self.places = dict(places)

    def find(self, placeholder: str) -> Fact | None:
        """Finds the fact behind a placeholder, with or without `_bare`."""
        return self.by_id.get(placeholder.removesuffix(BARE))

    def renderings(self) -> dict[str, str]:
        """What each placeholder becomes; weak facts have none."""
        said: dict[str, str] = {}
        for fact in self.by_id.values():
            if fact.is_sayable and fact.has_value:
                said[fact.id] = fact.with_unit()
                said[fact.id + BARE] = fact.without_unit()
        return said

    def render(self, placeholder: str) -> str:
        """What one placeholder becomes; for actions that build a sentence.

        Raises:
            SettingsError: No fact of that id can be said.
        """
        reason = self.why_unsayable(placeholder)
        if reason:
            raise SettingsError(f"Expected a fact to say, but {reason}.")
        fact = self.by_id[placeholder.removesuffix(BARE)]
        return fact.without_unit() if placeholder.endswith(BARE) else fact.with_unit()

    def why_unsayable(self, placeholder: str) -> str | None:
        """Says why a placeholder has no rendering; `None` if it has one."""
        fact = self.find(placeholder)
        if fact is None:
            return f"`{placeholder}` is in no file of data/knowledge/facts"
        place = self.places[fact.id]
        if not fact.has_value:
            return f"`{fact.id}` has no value ({place})"
        if not fact.is_sayable:
            return (
                f"`{fact.id}` has grade {fact.grade} and sources {fact.sources}, "
                f"too weak to be said ({place})"
            )
        return None


def read_facts(
    folder: Path = FACTS_DIR,
    helplines: Path = HELPLINES_PATH,
    brand: Path = BRAND_PATH,
    tiers: Path = TIERS_PATH,
    pages: Path = PAGES_PATH,
) -> Facts:
    """Reads every file of a folder of facts, the numbers to call, brand and tables.

    Raises:
        SettingsError: A file does not follow the form, or a name is used twice.
    """
    by_id: dict[str, Fact] = {}
    arguments: dict[str, Argument] = {}
    places: dict[str, str] = {}
    topics = {path: read_checked(path, TopicFile) for path in folder.glob("*.yml")}
    topics[helplines] = TopicFile(facts=read_helplines(helplines))
    topics[brand] = TopicFile(facts=read_brand_facts(brand))
    topics[tiers] = TopicFile(facts=read_tiers(tiers).as_facts())
    topics[pages] = TopicFile(facts=read_pages(pages).as_facts())
    for path, topic in sorted(topics.items()):
        for fact in topic.facts:
            _claim(fact.id, path, f"id: {fact.id}", places)
            by_id[fact.id] = fact
        for argument in topic.arguments:
            _claim(argument.name, path, f"name: {argument.name}", places)
            arguments[argument.name] = argument
    if not by_id:
        raise SettingsError(
            f"Expected files of facts in {describe(folder)}, but found none. "
            "Please restore them."
        )
    return Facts(by_id, arguments, places)


def read_brand_facts(path: Path) -> list[Fact]:
    """What brand.yml lets responses say, as facts that hold as long as it says so.

    Raises:
        SettingsError: See `load_brand`.
    """
    return [
        Fact(
            id=name,
            value=text,
            unit=Unit.TEXT,
            says=f"Selon brand.yml : {text}.",
            period="toujours",
            grade="OWN",
            sources=["BRAND"],
        )
        for name, text in brand_placeholders(load_brand(path)).items()
    ]


def _claim(name: str, path: Path, written: str, places: dict[str, str]) -> None:
    place = f"{describe(path)}, line {line_of(path, written)}"
    if name in places:
        raise SettingsError(
            f"Expected `{name}` to be written once, but found it in {places[name]} "
            f"and {place}. Please rename one."
        )
    places[name] = place


@functools.lru_cache(maxsize=1)
def default_facts() -> Facts:
    """Reads the project's own facts, once per process."""
    return read_facts()


def sources_of(facts: Iterable[Fact]) -> set[str]:
    """Ids of data/knowledge/sources.yml that facts name."""
    return {source for fact in facts for source in fact.sources}
