"""The thresholds that conversation designers set in `config.yml`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.errors import SettingsError

Section = TypeVar("Section")


def _number(default: float, low: float, high: float) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


def _words() -> Any:
    return field(default=(), metadata={"words": True})


@dataclass(frozen=True)
class Understanding:
    """When a reading of the message is trusted.

    Attributes:
        ask: Confidence in [0, 1] from which the bot answers.
        handoff: Confidence in [0, 1] below which a human takes over at once.
        margin: In [0, 1]; two readings closer than this are asked about.
        outside_share: In [0, 1]; a message that is none of our business with this part
            of the best reading's confidence is asked about.
        min_candidate: Confidence in [0, 1] from which a reading is offered.
        max_candidates: Readings offered at most, 2 or 3.
        out_of_scope_intents: Intents for what is none of our business.
        out_of_scope_limit: That many of them in a row call a human.
    """

    ask: float = _number(0.45, 0, 1)
    handoff: float = _number(0.03, 0, 1)
    margin: float = _number(0.03, 0, 1)
    outside_share: float = _number(0.15, 0, 1)
    min_candidate: float = _number(0.05, 0, 1)
    max_candidates: int = _number(3, 2, 3)
    out_of_scope_intents: tuple[str, ...] = _words()
    out_of_scope_limit: int = _number(3, 2, 20)


@dataclass(frozen=True)
class Repetition:
    """When the same question shows that the answer does not help.

    Attributes:
        limit: The same question that many times in a row calls a human.
        exempt_intents: Intents that people repeat naturally.
    """

    limit: int = _number(3, 2, 20)
    exempt_intents: tuple[str, ...] = _words()


@dataclass(frozen=True)
class MoodLimits:
    """When the customer's mood calls for empathy, or for a human.

    Attributes:
        anger: Probability in [0, 1] of anger, distress added, that calls a human at
            once.
        strong_negative: Polarity in [-1, 1] that calls a human at once.
        distress: Probability in [0, 1] of distress that calls a human at once.
        unhappy: Polarity in [-1, 1] at or below which a message is unhappy.
        worry: Probability in [0, 1] of worry from which a message is unhappy too.
        calm: Polarity in [-1, 1] from which the customer is calm again.
        lasting_limit: Unhappy messages without calm in between that call a human.
        lasting_average: Average polarity in [-1, 1] at which two are enough.
        latest_weight: Weight of the latest message in the average, in [0, 1].
        deepening: Fall of the polarity, in [0, 2], since the bot showed empathy.
        empathic_intents: Intents whose own answer shows empathy.
        misheard_intents: Intents whose tone the analyser mishears.
        misheard_anger: Probability in [0, 1] of anger, distress added, under which such
            a message tells nothing of the customer's mood.
        distress_phrases: Words that call a human at once.
    """

    anger: float = _number(0.45, 0, 1)
    strong_negative: float = _number(-0.85, -1, 1)
    distress: float = _number(0.6, 0, 1)
    unhappy: float = _number(-0.5, -1, 1)
    worry: float = _number(0.6, 0, 1)
    calm: float = _number(-0.25, -1, 1)
    lasting_limit: int = _number(3, 2, 20)
    lasting_average: float = _number(-0.55, -1, 1)
    latest_weight: float = _number(0.6, 0, 1)
    deepening: float = _number(0.25, 0, 2)
    empathic_intents: tuple[str, ...] = _words()
    misheard_intents: tuple[str, ...] = _words()
    misheard_anger: float = _number(0.9, 0, 1)
    distress_phrases: tuple[str, ...] = _words()


@dataclass(frozen=True)
class Request:
    """How customers ask for a person: by intent, or in so many words."""

    intents: tuple[str, ...] = field(default=("ask_human",), metadata={"words": True})
    phrases: tuple[str, ...] = _words()


@dataclass(frozen=True)
class SensitiveTopic:
    """What reveals a topic that only a human should handle."""

    enabled: bool = True
    intents: tuple[str, ...] = _words()
    phrases: tuple[str, ...] = _words()


@dataclass(frozen=True)
class EscalationLimits:
    """Every threshold and switch of the escalation, checked."""

    understanding: Understanding = Understanding()
    repetition: Repetition = Repetition()
    mood: MoodLimits = MoodLimits()
    request: Request = Request()
    sensitive_topics: Mapping[str, SensitiveTopic] = field(default_factory=dict)
    designer_rule_intents: tuple[str, ...] = ()
    handoff_on_failed_action: bool = True

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> EscalationLimits:
        """Reads the options of EscalationPolicy; those left out keep their default.

        Raises:
            SettingsError: An option is unknown, of another kind or out of range.
        """
        _refuse_unknown(config, {f.name for f in dataclasses.fields(cls)}, "")
        topics = _mapping(config.get("sensitive_topics"), "sensitive_topics")
        limits = cls(
            understanding=_section(Understanding, config, "understanding"),
            repetition=_section(Repetition, config, "repetition"),
            mood=_section(MoodLimits, config, "mood"),
            request=_section(Request, config, "request"),
            sensitive_topics={
                str(name): _section(SensitiveTopic, topics, name, "sensitive_topics.")
                for name in topics
            },
            designer_rule_intents=_read_words(
                config.get("designer_rule_intents", ()), "designer_rule_intents"
            ),
            handoff_on_failed_action=_read_switch(
                config.get("handoff_on_failed_action", True), "handoff_on_failed_action"
            ),
        )
        _check_order(limits)
        return limits


def _check_order(limits: EscalationLimits) -> None:
    """Refuses limits that contradict each other."""
    understanding, mood = limits.understanding, limits.mood
    if understanding.handoff > understanding.ask:
        raise _wrong(
            "understanding.handoff",
            f"at most `understanding.ask` ({understanding.ask})",
            understanding.handoff,
        )
    if mood.calm < mood.unhappy:
        raise _wrong(
            "mood.calm", f"at least `mood.unhappy` ({mood.unhappy})", mood.calm
        )
    if mood.strong_negative > mood.unhappy:
        raise _wrong(
            "mood.strong_negative",
            f"at most `mood.unhappy` ({mood.unhappy})",
            mood.strong_negative,
        )


def _section(
    kind: type[Section], config: Mapping[str, Any], name: str, parent: str = ""
) -> Section:
    where = f"{parent}{name}"
    raw = _mapping(config.get(name), where)
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    _refuse_unknown(raw, {f.name for f in fields}, f"{where}.")
    known = {f.name: f for f in fields}
    return kind(**{k: _read(v, known[k], f"{where}.{k}") for k, v in raw.items()})


def _read(value: Any, kind: dataclasses.Field[Any], where: str) -> Any:
    if kind.metadata.get("words"):
        return _read_words(value, where)
    if "low" not in kind.metadata:
        return _read_switch(value, where)
    low, high = kind.metadata["low"], kind.metadata["high"]
    whole = isinstance(kind.default, int)
    allowed = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        raise _wrong(where, "a whole number" if whole else "a number", value)
    if not low <= value <= high:
        raise _wrong(where, f"in [{low}, {high}]", value)
    return value


def _read_switch(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(where, "true or false", value)
    return value


def _read_words(value: Any, where: str) -> tuple[str, ...]:
    listed = isinstance(value, (list, tuple))
    if not listed or not all(isinstance(v, str) and v.strip() for v in value):
        raise _wrong(where, "a list of words or phrases", value)
    return tuple(value)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _wrong(where, "a section with options", value)
    return value


def _refuse_unknown(found: Mapping[str, Any], known: set[str], parent: str) -> None:
    for name in found:
        if name not in known:
            options = ", ".join(f"`{parent}{k}`" for k in sorted(known))
            raise SettingsError(
                f"Expected an option of EscalationPolicy among {options}, but found "
                f"`{parent}{name}`. Please correct it in config.yml."
            )


def _wrong(where: str, expected: str, found: Any) -> SettingsError:
    return SettingsError(
        f"Expected `{where}` of EscalationPolicy to be {expected}, but found "
        f"{found!r}. Please correct it in config.yml."
    )
