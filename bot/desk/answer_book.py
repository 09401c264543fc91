"""What the bot would answer to an intent, filled in, for an agent to send. Pure.

The rules of data/rules say which response answers which intent; rate, amount and
duration depend on the Région (data/knowledge/programmes.yml).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.facts import default_facts
from bot.knowledge.placeholders import names_in
from bot.knowledge.programmes import Programmes, default_programmes
from bot.knowledge.project import read_forbidden
from bot.knowledge.rendering import render
from bot.knowledge.responses import read_responses
from bot.knowledge.terms_answers import answer_about, topic_of
from bot.knowledge.yaml_files import PROJECT, read_yaml

UNKNOWN = "unknown"
# Its answer depends on what was asked before, and says nothing without it.
_AFTER_A_QUESTION = frozenset({"inform_region"})
Variations = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class AnswerBook:
    """All answers that need no action and no form.

    Attributes:
        responses: Variations by name.
        response_of: Name of the response by intent.
        facts: What names in braces become.
        programmes: Terms by Région.
        forbidden: Reasons by regular expression, of what is never said.
    """

    responses: Mapping[str, Variations]
    response_of: Mapping[str, str]
    facts: Mapping[str, str]
    programmes: Programmes
    forbidden: Mapping[str, str]

    def variants(
        self, intent: str, slots: Mapping[str, Any], moment: Mapping[str, str]
    ) -> list[str]:
        """Every wording of the answer that can be said as it stands.

        Args:
            intent: What the customer asked; of a retrieval intent, the full name.
            slots: What is known of him; only texts fill braces.
            moment: Words of the hour, see `bot.knowledge.day_words`.

        Returns:
            Empty when an action, a form or nothing at all answers the intent.
        """
        response, arguments = self._choose(intent, slots)
        known = {k: v for k, v in slots.items() if isinstance(v, str) and v != UNKNOWN}
        values = {**self.facts, **moment, **known, **arguments}
        return [
            render(text, values).strip()
            for text in _unconditional(self.responses.get(response, ()))
            if not set(names_in(text)) - set(values)
        ]

    def _choose(
        self, intent: str, slots: Mapping[str, Any]
    ) -> tuple[str, Mapping[str, str]]:
        if "/" in intent:
            return f"utter_{intent}", {}
        topic = topic_of(intent, None)
        if topic is None or intent in _AFTER_A_QUESTION:
            return self.response_of.get(intent, ""), {}
        region = slots.get("region")
        known = region if isinstance(region, str) and region != UNKNOWN else None
        answer = answer_about(topic, known, self.programmes)
        return answer.response, answer.facts


def _unconditional(variations: Variations) -> Iterator[str]:
    for variation in variations:
        if variation.get("text") and not variation.get("condition"):
            yield str(variation["text"])


def read_response_of(rules: Path) -> dict[str, str]:
    """Which response answers which intent, by the rules that only say so.

    Rules with a condition, a form or an action of our own are left out.
    """
    found: dict[str, str] = {}
    for path in sorted(rules.glob("*.yml")):
        for rule in read_yaml(path).get("rules", ()):
            steps = rule.get("steps", ())
            if rule.get("condition") or len(steps) != 2:
                continue
            intent, response = steps[0].get("intent"), steps[1].get("action")
            if intent and str(response).startswith("utter_"):
                found.setdefault(str(intent), str(response))
    return found


@functools.lru_cache(maxsize=1)
def default_answer_book() -> AnswerBook:
    """Reads the project's own rules, words and facts, once per process."""
    return AnswerBook(
        responses=read_responses(),
        response_of=read_response_of(PROJECT / "data" / "rules"),
        facts=default_facts().renderings(),
        programmes=default_programmes(),
        forbidden=read_forbidden(
            PROJECT / "data" / "knowledge" / "sayings_forbidden.yml"
        ),
    )
