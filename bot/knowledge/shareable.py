"""Which answers may be passed on: data/knowledge/shareable_answers.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, Extra, validator

from bot.contracts.shares import PublicAnswer, Source
from bot.errors import SettingsError
from bot.knowledge.fact_models import Fact
from bot.knowledge.facts import Facts, default_facts
from bot.knowledge.figures import years_in
from bot.knowledge.placeholders import Responses, names_in
from bot.knowledge.responses import read_responses
from bot.knowledge.review import Finding
from bot.knowledge.yaml_files import PROJECT, read_checked, read_yaml

SHAREABLE_PATH = PROJECT / "data" / "knowledge" / "shareable_answers.yml"
SOURCES_PATH = PROJECT / "data" / "knowledge" / "sources.yml"
MAX_TITLE_CHARS = 70
# What this product does, and what everybody knows, is nothing to look up.
_WITHOUT_SOURCE = frozenset({"OWN", "COMMON"})


class Shareable(BaseModel):
    """The whole file.

    Attributes:
        arguments: Names in braces that actions fill with public facts.
        answers: Title of the public page, by name of response.
    """

    arguments: list[str]
    answers: dict[str, str]

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("answers")
    def _titles_fit(cls, answers: dict[str, str]) -> dict[str, str]:
        for name, title in answers.items():
            if not title.strip() or len(title) > MAX_TITLE_CHARS:
                raise ValueError(
                    f"the title of {name} must have 1 to {MAX_TITLE_CHARS} characters"
                )
        return answers

    def title(self, response: str) -> str | None:
        """The title of its page; `None` when the response may not be shared."""
        return self.answers.get(response)


def read_shareable(path: Path = SHAREABLE_PATH) -> Shareable:
    """Reads the file.

    Raises:
        SettingsError: It does not follow its form.
    """
    return read_checked(path, Shareable)


@functools.lru_cache(maxsize=1)
def default_shareable() -> Shareable:
    """Reads the project's own file, once per process."""
    return read_shareable()


def find_personal(
    shareable: Shareable, responses: Responses, facts: Facts
) -> list[Finding]:
    """Responses of the list that would say something of the customer who got them."""
    public = set(shareable.arguments)
    found = []
    for name in shareable.answers:
        for variation in responses.get(name, ()):
            if variation.get("condition"):
                problem = "a condition chooses its words by what the customer said"
                found.append(Finding(name, f"{problem}. {_ADVICE}"))
            found += [
                Finding(name, f"{{{used}}} is filled for one customer. {_ADVICE}")
                for used in dict.fromkeys(names_in(variation.get("text") or ""))
                if used in facts.arguments and used not in public
            ]
    return found


_ADVICE = "Please take it out of shareable_answers.yml"


def find_unknown(shareable: Shareable, responses: Responses) -> list[Finding]:
    """Names in the list that no response has."""
    return [
        Finding(name, f"no response of this name. {_ADVICE}, or correct it")
        for name in shareable.answers
        if name not in responses
    ]


def check_shareable(responses: Responses, facts: Facts) -> None:
    """Refuses, when Rasa starts, to share what is not public.

    Raises:
        SettingsError: A response of the list says something of the customer's.
    """
    found = find_personal(default_shareable(), responses, facts)
    if found:
        raise SettingsError(
            "Expected answers that may be shared to be the same for everybody, but "
            f"found {'; '.join(str(each) for each in found)}."
        )


def describe_answer(response: str, texts: Sequence[str]) -> PublicAnswer:
    """The public page's content: what was said, and what it rests on."""
    facts = _facts_of_responses().get(response, ())
    years = sorted({year for fact in facts for year in years_in(fact.period)})
    named = dict.fromkeys(
        source
        for fact in facts
        if fact.grade not in _WITHOUT_SOURCE
        for source in fact.sources
    )
    known = _sources()
    return PublicAnswer(
        response=response,
        texts=tuple(texts),
        period=" et ".join(years) or None,
        sources=tuple(known[each] for each in named if each in known),
    )


@functools.lru_cache(maxsize=1)
def _facts_of_responses() -> Mapping[str, tuple[Fact, ...]]:
    """Facts that each response says, by braces or in words."""
    facts = default_facts()
    said: dict[str, dict[str, Fact]] = {}
    for name, variations in read_responses().items():
        used = (
            facts.find(each) for v in variations for each in names_in(v.get("text"))
        )
        said[name] = {fact.id: fact for fact in used if fact}
    for fact in facts.by_id.values():
        for name in fact.said_by:
            said.setdefault(name, {})[fact.id] = fact
    return {name: tuple(each.values()) for name, each in said.items()}


@functools.lru_cache(maxsize=1)
def _sources() -> Mapping[str, Source]:
    listed = read_yaml(SOURCES_PATH)["sources"]
    return {each: Source(**about) for each, about in listed.items()}
