"""Holds what the bot says against what it knows: `bot validate`'s own checks, pure.

Each check gives findings; none means that all is well. A contract test plants a
violation of each kind, and sees it found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.fact_models import Fact
from bot.knowledge.facts import Facts
from bot.knowledge.figures import PERIOD, typed_figures, years_in
from bot.knowledge.placeholders import Responses, names_in, unfilled
from bot.knowledge.rendering import plain, render, texts_of


@dataclass(frozen=True)
class Finding:
    """Something a designer must correct.

    Attributes:
        response: Name of the response, or of the fact.
        problem: What was found, and what to do.
    """

    response: str
    problem: str

    def at(self, places: Mapping[str, str]) -> str:
        """One line to read, with file and line when they are known."""
        place = places.get(self.response)
        return f"{place}: {self}" if place else str(self)

    def __str__(self) -> str:
        return f"{self.response}: {self.problem}"


def review(
    responses: Responses,
    facts: Facts,
    forbidden: Mapping[str, str],
    sources: Collection[str],
) -> list[Finding]:
    """All checks on all responses and facts.

    Args:
        responses: Variations by name of response.
        facts: What is known.
        forbidden: Reasons by regular expression; see sayings_forbidden.yml.
        sources: Ids of data/knowledge/sources.yml.
    """
    said = dict(rendered(responses, facts))
    return [
        *find_unfilled(responses, facts),
        *find_typed_figures(responses),
        *find_undated(responses, facts),
        *find_unfounded(responses, facts),
        *find_lost_citations(responses, facts),
        *find_unknown_sources(facts, sources),
        *find_contradictions(facts),
        *find_forbidden(said, forbidden),
    ]


def rendered(responses: Responses, facts: Facts) -> Iterator[tuple[str, list[str]]]:
    """Every text by response, as a customer reads it; arguments by their example."""
    values = values_to_say(facts)
    for name, variations in responses.items():
        yield name, [render(t, values) for v in variations for t in texts_of(v)]


def values_to_say(facts: Facts) -> dict[str, str]:
    """What every name in braces becomes; arguments by their example."""
    examples = {name: each.example for name, each in facts.arguments.items()}
    return {**examples, **facts.renderings()}


def find_unfilled(responses: Responses, facts: Facts) -> list[Finding]:
    """Names in braces that no fact and no argument fills."""
    return [
        Finding(
            response,
            f"{{{name}}} is filled by nothing: {reason}. Please write the fact, with "
            "its source, or name the action that fills it under `arguments`",
        )
        for response, variations in responses.items()
        for name, reason in unfilled(variations, facts)
    ]


def find_typed_figures(responses: Responses) -> list[Finding]:
    """Numbers that are typed, where a fact must say them."""
    return [
        Finding(
            name, f"« {figure} » is typed. Please write a fact, and {{its_id}} here"
        )
        for name, variations in responses.items()
        for variation in variations
        for text in texts_of(variation)
        for figure in typed_figures(text)
    ]


def find_undated(responses: Responses, facts: Facts) -> list[Finding]:
    """Variations that say a fact of a past year without naming the year."""
    values = values_to_say(facts)
    found = []
    for name, variations in responses.items():
        for variation in variations:
            years = years_in(render(str(variation.get("text") or ""), values))
            undated = [
                f"{{{used}}}"
                for used in names_in(variation)
                if not _is_dated(used, years, facts)
            ]
            if undated:
                problem = f"{', '.join(undated)}: of a past year. Please say the year"
                found.append(Finding(name, problem))
    return found


def _is_dated(used: str, years: set[str], facts: Facts) -> bool:
    fact = facts.find(used)
    needed = years_in(fact.period) if fact else set()
    return not needed or bool(needed & years)


def find_unfounded(responses: Responses, facts: Facts) -> list[Finding]:
    """Responses that state what was true in 2020, and that no fact supports."""
    founded = {name for fact in facts.by_id.values() for name in fact.said_by}
    return [
        Finding(name, "it states something of 2020. Please name it in a fact’s said_by")
        for name, variations in responses.items()
        if name not in founded
        and not any(names_in(variations))
        and any(PERIOD in str(variation.get("text")) for variation in variations)
    ]


def find_lost_citations(responses: Responses, facts: Facts) -> list[Finding]:
    """Facts said by a response that does not exist."""
    return [
        Finding(fact.id, f"no response is called {name}. Please correct said_by")
        for fact in facts.by_id.values()
        for name in fact.said_by
        if name not in responses
    ]


def find_unknown_sources(facts: Facts, sources: Collection[str]) -> list[Finding]:
    """Facts that name a source nobody can look up."""
    return [
        Finding(fact.id, f"source {source} is not in data/knowledge/sources.yml")
        for fact in facts.by_id.values()
        for source in fact.sources
        if source not in sources
    ]


def find_contradictions(facts: Facts) -> list[Finding]:
    """Facts whose sentence says another figure than their value."""
    return [
        Finding(fact.id, f"its value is {fact.with_unit()}, but `says` does not say so")
        for fact in facts.by_id.values()
        if fact.has_value and not _says_its_value(fact)
    ]


def _says_its_value(fact: Fact) -> bool:
    said, bare = plain(fact.says), plain(fact.without_unit())
    # « 5 000 000 » is said « 5 millions ».
    spellings = (bare, plain(fact.with_unit()))
    return any(re.search(rf"(?<!\w){re.escape(s)}(?!\w)", said) for s in spellings)


def find_forbidden(
    said: Mapping[str, Iterable[str]], forbidden: Mapping[str, str]
) -> list[Finding]:
    """Texts that promise, advise or reveal.

    Args:
        said: Texts by name, as customers read them.
        forbidden: Reasons by regular expression.
    """
    found = []
    for name, texts in said.items():
        for text in texts:
            for pattern, why in forbidden.items():
                match = re.search(pattern, plain(text))
                if match:
                    found.append(Finding(name, f"it says « {match[0]} ». {why}"))
    return found
