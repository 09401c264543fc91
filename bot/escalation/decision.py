"""Who speaks next: the bot, the bot with empathy or a question, or a human."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.contracts.escalation import EscalationReason, Signal
from bot.escalation.limits import EscalationLimits, MoodLimits
from bot.escalation.mood import Feeling
from bot.escalation.signals import Reading, Signals


class DecisionKind(str, Enum):
    """What happens next, from the lightest to the gravest."""

    ANSWER = "answer"
    ACKNOWLEDGE = "acknowledge"
    CLARIFY = "clarify"
    HANDOFF = "handoff"


# From the lightest to the gravest; the gravest that fired wins.
GRAVITY = tuple(DecisionKind)

# The order in which agents read why a human is needed: a request always wins, then
# the danger, the mood, the topic, and at last what the bot did not manage.
REASON_ORDER = (
    EscalationReason.REQUESTED,
    EscalationReason.DISTRESS,
    EscalationReason.NEGATIVE_SENTIMENT,
    EscalationReason.SENSITIVE_TOPIC,
    EscalationReason.DESIGNER_RULE,
    EscalationReason.ACTION_FAILED,
    EscalationReason.REPEATED_FALLBACK,
    EscalationReason.LOW_CONFIDENCE,
)


@dataclass(frozen=True)
class Decision:
    """What happens next, and why.

    Attributes:
        kind: What happens next.
        reason: Why a human takes over; `None` for every other kind.
        fired: Every rule that fired, also those that were not decisive.
        candidates: Readings to offer as buttons, best first; empty unless the bot
            asks what was meant, and then still empty if none is plausible.
    """

    kind: DecisionKind
    reason: EscalationReason | None = None
    fired: tuple[Signal, ...] = ()
    candidates: tuple[Reading, ...] = ()

    def as_slot(self) -> dict[str, Any]:
        """The decision as the slot `escalation` holds it, ready for JSON."""
        return {
            "kind": self.kind.value,
            "reason": self.reason.value if self.reason else None,
            "signals": [signal.dict() for signal in self.fired],
            "candidates": [
                {"intent": c.intent, "confidence": c.confidence}
                for c in self.candidates
            ],
        }


@dataclass(frozen=True)
class Finding:
    """One rule that fired, and what it alone would lead to."""

    signal: Signal
    kind: DecisionKind
    reason: EscalationReason | None = None


def decide(signals: Signals, limits: EscalationLimits) -> Decision:
    """Decides from what was measured; the same signals always decide the same.

    The gravest finding wins; among those that call a human, the first reason of
    `REASON_ORDER`. There is always a decision.
    """
    findings = [
        *_from_request(signals, limits),
        *_from_mood_now(signals, limits),
        *_from_mood_over_time(signals, limits),
        *_from_topic(signals, limits),
        *_from_failure(signals, limits),
        *_from_doubt(signals, limits),
        *_from_repetition(signals, limits),
    ]
    kind = max(
        (f.kind for f in findings), key=GRAVITY.index, default=DecisionKind.ANSWER
    )
    reasons = {f.reason for f in findings if f.reason is not None}
    return Decision(
        kind=kind,
        reason=next((r for r in REASON_ORDER if r in reasons), None),
        fired=tuple(f.signal for f in findings),
        candidates=signals.candidates if kind is DecisionKind.CLARIFY else (),
    )


def _human(
    reason: EscalationReason, rule: str, value: Any, threshold: Any = None
) -> Finding:
    shown = round(value, 4) if isinstance(value, float) else value
    signal = Signal(rule=rule, value=shown, threshold=threshold)
    return Finding(signal, DecisionKind.HANDOFF, reason)


def _from_request(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    sure = signals.confidence >= limits.understanding.ask
    if signals.intent in limits.request.intents and sure:
        yield _human(
            EscalationReason.REQUESTED,
            "asked_for_a_person",
            signals.confidence,
            limits.understanding.ask,
        )
    if signals.request_phrase is not None:
        yield _human(
            EscalationReason.REQUESTED, "said_to_want_a_person", signals.request_phrase
        )


def _from_mood_now(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    mood = limits.mood
    if signals.distress_phrase is not None:
        yield _human(
            EscalationReason.DISTRESS, "words_of_distress", signals.distress_phrase
        )
    if signals.distressed >= mood.distress:
        yield _human(
            EscalationReason.DISTRESS, "distress", signals.distressed, mood.distress
        )
    # Added up, because a message between the two needs a human all the more.
    strong = min(1.0, signals.angry + signals.distressed)
    if strong >= mood.anger and signals.angry >= signals.distressed:
        yield _human(EscalationReason.NEGATIVE_SENTIMENT, "anger", strong, mood.anger)
    elif strong >= mood.anger and signals.distressed < mood.distress:
        yield _human(EscalationReason.DISTRESS, "distress", strong, mood.anger)
    polarity = signals.feeling.polarity
    if polarity is not None and polarity <= mood.strong_negative:
        yield _human(
            EscalationReason.NEGATIVE_SENTIMENT,
            "strong_negative",
            polarity,
            mood.strong_negative,
        )


def _from_mood_over_time(
    signals: Signals, limits: EscalationLimits
) -> Iterator[Finding]:
    mood, past, polarity = limits.mood, signals.mood, signals.feeling.polarity
    if polarity is None or not signals.feeling.is_unhappy(mood):
        return
    reason = EscalationReason.NEGATIVE_SENTIMENT
    if past.unhappy_turns >= mood.lasting_limit:
        yield _human(
            reason, "unhappiness_lasts", past.unhappy_turns, mood.lasting_limit
        )
    lower = past.average is not None and past.average <= mood.lasting_average
    if past.unhappy_turns > 1 and lower:
        yield _human(reason, "average_is_unhappy", past.average, mood.lasting_average)
    if past.acknowledged_at is None:
        yield Finding(_unhappy(signals.feeling, mood), DecisionKind.ACKNOWLEDGE)
    elif past.acknowledged_at - polarity >= mood.deepening:
        fall = past.acknowledged_at - polarity
        yield _human(reason, "unhappiness_deepens", fall, mood.deepening)


def _unhappy(feeling: Feeling, mood: MoodLimits) -> Signal:
    if feeling.worried >= mood.worry:
        return Signal(
            rule="worry", value=round(feeling.worried, 4), threshold=mood.worry
        )
    value = round(feeling.polarity or 0.0, 4)
    return Signal(rule="unhappy", value=value, threshold=mood.unhappy)


def _from_topic(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    for name, evidence in signals.topics:
        yield _human(EscalationReason.SENSITIVE_TOPIC, f"topic_{name}"[:80], evidence)
    sure = signals.confidence >= limits.understanding.ask
    if signals.intent in limits.designer_rule_intents and sure:
        yield _human(EscalationReason.DESIGNER_RULE, "designer_rule", signals.intent)


def _from_failure(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    if signals.failed_action is not None and limits.handoff_on_failed_action:
        yield _human(
            EscalationReason.ACTION_FAILED, "action_failed", signals.failed_action
        )


def _from_doubt(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    doubt = find_doubt(signals, limits)
    if doubt is None:
        return
    if signals.previous_doubts:
        yield Finding(doubt, DecisionKind.HANDOFF, EscalationReason.REPEATED_FALLBACK)
    elif doubt.rule == "confidence_below_handoff":
        yield Finding(doubt, DecisionKind.HANDOFF, EscalationReason.LOW_CONFIDENCE)
    else:
        yield Finding(doubt, DecisionKind.CLARIFY)


def find_doubt(signals: Signals, limits: EscalationLimits) -> Signal | None:
    """Says what makes the reading doubtful, if anything does."""
    understanding = limits.understanding
    if signals.unanswerable:
        return Signal(rule="no_rule_for_turn", value=signals.intent)
    if signals.awaited:
        return None
    if signals.out_of_scope and signals.asked_before:
        # Nonsense often looks like none of our business; said again, it is a doubt.
        return Signal(rule="outside_after_question", value=signals.intent)
    confidence = round(signals.confidence, 4)
    for rule, threshold in (
        ("confidence_below_handoff", understanding.handoff),
        ("confidence_below_ask", understanding.ask),
    ):
        if signals.confidence < threshold:
            return Signal(rule=rule, value=confidence, threshold=threshold)
    if signals.margin < understanding.margin:
        return Signal(
            rule="readings_too_close",
            value=round(signals.margin, 4),
            threshold=understanding.margin,
        )
    if signals.outside_share > understanding.outside_share:
        return Signal(
            rule="maybe_outside",
            value=round(signals.outside_share, 4),
            threshold=understanding.outside_share,
        )
    return None


def _from_repetition(signals: Signals, limits: EscalationLimits) -> Iterator[Finding]:
    reason = EscalationReason.REPEATED_FALLBACK
    outside = limits.understanding.out_of_scope_limit
    if signals.out_of_scope >= outside:
        yield _human(reason, "out_of_scope_in_a_row", signals.out_of_scope, outside)
    if signals.same_question >= limits.repetition.limit:
        yield _human(
            reason, "same_question", signals.same_question, limits.repetition.limit
        )
