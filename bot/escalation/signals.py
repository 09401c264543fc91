"""What is measured from the turns of a conversation before deciding who speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from bot.contracts.sentiment import SentimentLabel
from bot.escalation.limits import EscalationLimits
from bot.escalation.mood import Feeling, Mood, follow_mood
from bot.escalation.phrases import find_phrase, find_wish, normalise


@dataclass(frozen=True)
class Reading:
    """One way to understand a message, with its confidence in [0, 1]."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Turn:
    """One customer message, how it was understood, and what the bot did about it.

    Attributes:
        text: What the customer wrote; a button's payload starts with `/`.
        intent: The best reading; `None` if there is none.
        confidence: Of the best reading, in [0, 1]. A button is certain: 1.
        ranking: Every reading, best first, the chosen one included.
        about: What the question is about: entities found, as names and values, and
            the answer chosen for a retrieval intent. The same intent about another
            thing is another question.
        polarity: In [-1, 1]; `None` if it was not measured.
        label: How the message sounds; `None` if it was not measured.
        angry: Probability of anger, in [0, 1].
        distressed: Probability of distress, in [0, 1].
        worried: Probability of worry, in [0, 1].
        awaited: The message answers a form's question: it need not be an intent.
        clarified: The bot asked what was meant.
        acknowledged: The bot showed empathy before answering.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    ranking: tuple[Reading, ...] = ()
    about: frozenset[tuple[str, str]] = frozenset()
    polarity: float | None = None
    label: SentimentLabel | None = None
    angry: float = 0.0
    distressed: float = 0.0
    worried: float = 0.0
    awaited: bool = False
    clarified: bool = False
    acknowledged: bool = False

    @property
    def is_button(self) -> bool:
        """Whether the customer pressed a button instead of writing.

        A slash alone is no proof: « // urgent » is written by hand.
        """
        return self.intent is not None and self.text.startswith(f"/{self.intent}")


@dataclass(frozen=True)
class Signals:
    """Everything the decision looks at, measured for the latest turn.

    Attributes:
        intent: The best reading; `None` if there is none.
        confidence: Of the best reading, in [0, 1].
        margin: Lead of the best reading over the next, in [0, 1]; 1 without a next.
        outside_share: Confidence that the message is none of our business, as a part
            of the best reading's, in [0, 1]; 0 when that is what was found.
        candidates: Readings worth a button, best first.
        awaited: The message answers a form's question.
        previous_doubts: Turns just before this one that brought the customer nothing,
            in a row: the bot asked what was meant, or said it was not its business.
        asked_before: The bot asked what was meant in the turn before this one.
        out_of_scope: Turns in a row, this one included, that are not our business.
        same_question: Times in a row, this one included, that the same was asked.
        request_phrase: The words by which the customer asks for a person.
        distress_phrase: The words that reveal danger.
        topics: Sensitive topics found, each with the phrase or intent that reveals it.
        feeling: How this turn sounds.
        angry: Probability of anger in this turn, in [0, 1].
        distressed: Probability of distress in this turn, in [0, 1].
        mood: How the mood evolved up to this turn.
        failed_action: The action that could not do its work in this turn.
        unanswerable: No rule and no story says what to do now.
    """

    intent: str | None = None
    confidence: float = 1.0
    margin: float = 1.0
    outside_share: float = 0.0
    candidates: tuple[Reading, ...] = ()
    awaited: bool = False
    previous_doubts: int = 0
    asked_before: bool = False
    out_of_scope: int = 0
    same_question: int = 1
    request_phrase: str | None = None
    distress_phrase: str | None = None
    topics: tuple[tuple[str, str], ...] = ()
    feeling: Feeling = field(default_factory=Feeling)
    angry: float = 0.0
    distressed: float = 0.0
    mood: Mood = field(default_factory=Mood)
    failed_action: str | None = None
    unanswerable: bool = False


def measure(
    turns: Sequence[Turn],
    limits: EscalationLimits,
    *,
    failed_action: str | None = None,
    unanswerable: bool = False,
) -> Signals:
    """Measures what the decision about the latest turn needs.

    Args:
        turns: The conversation since the last handoff, oldest first, at least one.
        limits: Says which phrases and intents count.
        failed_action: The action that could not do its work after the latest turn.
        unanswerable: No rule and no story says what to do after the latest turn.

    Raises:
        ValueError: There is no turn.
    """
    if not turns:
        raise ValueError("Expected at least one turn to measure, but found none.")
    turns = [_without_misheard_tone(turn, limits) for turn in turns]
    feelings = [_feeling(turn, limits) for turn in turns]
    return replace(
        _measure_latest(turns[-1], limits),
        previous_doubts=_count(
            reversed(turns[:-1]),
            lambda turn: turn.clarified or _is_outside(turn, limits),
        ),
        asked_before=any(turn.clarified for turn in turns[-2:-1]),
        out_of_scope=_count(reversed(turns), lambda turn: _is_outside(turn, limits)),
        same_question=_times_asked(turns, limits),
        feeling=feelings[-1],
        mood=follow_mood(feelings, limits.mood),
        failed_action=failed_action,
        unanswerable=unanswerable,
    )


def _without_misheard_tone(turn: Turn, limits: EscalationLimits) -> Turn:
    """Takes the mood out of a message whose tone the analyser mishears.

    « Il prétend », « on m'a dit » sound like a reproach and are none. Distress and
    plain fury stay.
    """
    mood = limits.mood
    sure = turn.confidence >= limits.understanding.ask
    furious = turn.angry + turn.distressed >= mood.misheard_anger
    if turn.intent not in mood.misheard_intents or not sure or furious:
        return turn
    return replace(turn, polarity=None, angry=0.0, worried=0.0)


def _measure_latest(latest: Turn, limits: EscalationLimits) -> Signals:
    """Measures what needs no other turn."""
    written = "" if latest.is_button else latest.text
    return Signals(
        intent=latest.intent,
        confidence=latest.confidence,
        margin=_margin(latest),
        outside_share=_outside_share(latest, limits),
        candidates=_candidates(latest, limits),
        awaited=latest.awaited,
        request_phrase=find_wish(written, limits.request.phrases),
        distress_phrase=find_phrase(written, limits.mood.distress_phrases),
        topics=_topics(latest, written, limits),
        angry=latest.angry,
        distressed=latest.distressed,
    )


def _count(turns: Iterable[Turn], holds: Callable[[Turn], bool]) -> int:
    return sum(1 for _ in takewhile(holds, turns))


def _is_outside(turn: Turn, limits: EscalationLimits) -> bool:
    # The number that a form has asked for is none of our intents, and yet our business.
    outside = turn.intent in limits.understanding.out_of_scope_intents
    return outside and not turn.awaited


def _feeling(turn: Turn, limits: EscalationLimits) -> Feeling:
    has_own_empathy = turn.intent in limits.mood.empathic_intents
    acknowledged = turn.acknowledged or has_own_empathy
    return Feeling(turn.polarity, turn.worried, acknowledged)


def _margin(turn: Turn) -> float:
    others = [r.confidence for r in turn.ranking if r.intent != turn.intent]
    return turn.confidence - max(others) if others else 1.0


def _outside_share(turn: Turn, limits: EscalationLimits) -> float:
    outside = limits.understanding.out_of_scope_intents
    if turn.intent in outside or not turn.confidence:
        return 0.0
    shares = [r.confidence for r in turn.ranking if r.intent in outside]
    return max(shares, default=0.0) / turn.confidence


def _candidates(turn: Turn, limits: EscalationLimits) -> tuple[Reading, ...]:
    understanding = limits.understanding
    passed_over = {*understanding.out_of_scope_intents, *limits.request.intents}
    worth = (
        reading
        for reading in turn.ranking
        if reading.confidence >= understanding.min_candidate
        and reading.intent not in passed_over
    )
    best = sorted(worth, key=lambda r: -r.confidence)
    return tuple(best[: understanding.max_candidates])


def _times_asked(turns: Sequence[Turn], limits: EscalationLimits) -> int:
    latest, ask = turns[-1], limits.understanding.ask
    if latest.awaited or latest.intent in limits.repetition.exempt_intents:
        return 1
    words = normalise(latest.text)

    def is_same(turn: Turn) -> bool:
        if turn.awaited:
            return False
        if words and normalise(turn.text) == words:
            return True
        # Two messages that were not understood are not the same question.
        sure = min(turn.confidence, latest.confidence) >= ask
        same_intent = turn.intent is not None and turn.intent == latest.intent
        return sure and same_intent and turn.about == latest.about

    return max(1, _count(reversed(turns), is_same))


def _topics(
    turn: Turn, written: str, limits: EscalationLimits
) -> tuple[tuple[str, str], ...]:
    found = []
    for name, topic in limits.sensitive_topics.items():
        if not topic.enabled:
            continue
        phrase = find_phrase(written, topic.phrases)
        sure = turn.confidence >= limits.understanding.ask
        intent = turn.intent if sure and turn.intent in topic.intents else None
        evidence = phrase or intent
        if evidence is not None:
            found.append((name, evidence))
    return tuple(found)
