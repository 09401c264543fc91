"""The decision table: each id is a line of the specification."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.contracts.escalation import EscalationReason
from bot.escalation.decision import Decision, DecisionKind, decide
from bot.escalation.signals import Reading, Turn, measure

from .examples import LIMITS, felt, turn

ANSWER, CLARIFY = ("answer", None), ("clarify", None)
ACKNOWLEDGE = ("acknowledge", None)


def human(reason: str) -> tuple[str, str]:
    return "handoff", reason


def outcome(decision: Decision) -> tuple[str, str | None]:
    return decision.kind.value, decision.reason.value if decision.reason else None


def decide_on(turns: Sequence[Turn], **more: object) -> Decision:
    return decide(measure(turns, LIMITS, **more), LIMITS)  # type: ignore[arg-type]


BUTTON = turn("/ask_rate", confidence=1.0, ranking=())
DOUBT = turn("heu", confidence=0.3)
ASKED_ABOUT = turn("heu", confidence=0.3, clarified=True)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param([turn(confidence=0.45)], ANSWER, id="at `ask` the bot answers"),
        pytest.param([turn(confidence=0.44)], CLARIFY, id="just below it asks"),
        pytest.param([turn(confidence=0.12)], CLARIFY, id="at `handoff` it still asks"),
        pytest.param(
            [turn(confidence=0.11)], human("low_confidence"), id="below, a human"
        ),
        pytest.param(
            [ASKED_ABOUT, turn("hum", confidence=0.3)],
            human("repeated_fallback"),
            id="a second doubt in a row calls a human",
        ),
        pytest.param(
            [ASKED_ABOUT, turn(), DOUBT], CLARIFY, id="an answer ends the row of doubts"
        ),
        pytest.param(
            [turn("blorf", "out_of_scope"), DOUBT],
            human("repeated_fallback"),
            id="none of our business, then a doubt: nothing was understood twice",
        ),
        pytest.param(
            [ASKED_ABOUT, turn("blorf", "out_of_scope")],
            human("repeated_fallback"),
            id="a question of ours answered by none of our business is a doubt",
        ),
        pytest.param([ASKED_ABOUT, BUTTON], ANSWER, id="a pressed button is certain"),
        pytest.param(
            [ASKED_ABOUT, turn("hum", confidence=0.05)],
            human("repeated_fallback"),
            id="a second doubt is repeated even when it is worse",
        ),
        pytest.param(
            [turn(ranking=(Reading("ask_rate", 0.9), Reading("out_of_scope", 0.14)))],
            CLARIFY,
            id="what may be none of our business is asked about",
        ),
        pytest.param(
            [turn(ranking=(Reading("ask_rate", 0.9), Reading("out_of_scope", 0.13)))],
            ANSWER,
            id="what hardly may be is answered",
        ),
        pytest.param(
            [turn(ranking=(Reading("ask_rate", 0.9), Reading("ask_fees", 0.88)))],
            CLARIFY,
            id="two readings too close are asked about",
        ),
        pytest.param(
            [turn(ranking=(Reading("ask_rate", 0.9), Reading("ask_fees", 0.86)))],
            ANSWER,
            id="two readings far enough are not",
        ),
        pytest.param(
            [turn("Dupont SARL", confidence=0.02, awaited=True)],
            ANSWER,
            id="an answer to a form need not be understood",
        ),
        pytest.param(
            [turn("un humain", "ask_human", confidence=0.45)],
            human("requested"),
            id="a request by intent",
        ),
        pytest.param(
            [turn("un humain", "ask_human", confidence=0.3)],
            CLARIFY,
            id="a request that is not sure is asked about",
        ),
        pytest.param(
            [turn("Puis-je PARLER à un conseiller ?", confidence=0.2)],
            human("requested"),
            id="a request in so many words, not understood otherwise",
        ),
        pytest.param(
            [turn("je ne veux pas parler à un conseiller")],
            ANSWER,
            id="a refusal is not a request",
        ),
        pytest.param(
            [felt(-0.9, angry=0.9, text="parler à un conseiller")],
            human("requested"),
            id="a request wins over anger",
        ),
        pytest.param(
            [felt(-0.4, angry=0.75)], human("negative_sentiment"), id="strong anger"
        ),
        pytest.param(
            [felt(-0.4, angry=0.4, distressed=0.35)],
            human("negative_sentiment"),
            id="between anger and distress, rather anger",
        ),
        pytest.param(
            [felt(-0.4, angry=0.3, distressed=0.45)],
            human("distress"),
            id="between anger and distress, rather distress",
        ),
        pytest.param(
            [felt(-0.87, angry=0.88, intent="rumour")],
            ANSWER,
            id="the tone of what others say is not the customer's",
        ),
        pytest.param(
            [felt(-0.87, angry=0.88, intent="rumour", confidence=0.44)],
            human("negative_sentiment"),
            id="unless it is not sure that he reports it",
        ),
        pytest.param(
            [felt(-0.95, angry=0.92, intent="rumour")],
            human("negative_sentiment"),
            id="fury is his own",
        ),
        pytest.param(
            [felt(-0.6, distressed=0.62, intent="rumour")],
            human("distress"),
            id="and so is distress",
        ),
        pytest.param(
            [felt(0.0), felt(-0.85)],
            human("negative_sentiment"),
            id="hello, then a very negative message",
        ),
        pytest.param([felt(-0.2, distressed=0.6)], human("distress"), id="distress"),
        pytest.param(
            [felt(-0.9, angry=0.9, distressed=0.7)],
            human("distress"),
            id="distress wins over anger",
        ),
        pytest.param(
            [turn("J’ai envie d’en finir…")],
            human("distress"),
            id="words of danger, whatever the analyser says",
        ),
        pytest.param(
            [turn("/ask_rate", confidence=1.0, polarity=None)],
            ANSWER,
            id="a button has no mood",
        ),
        pytest.param(
            [felt(-0.35)], ACKNOWLEDGE, id="an unhappy message is heard first"
        ),
        pytest.param([felt(-0.2, worried=0.6)], ACKNOWLEDGE, id="so is a worried one"),
        pytest.param([felt(-0.2, worried=0.59)], ANSWER, id="a little worry is not"),
        pytest.param(
            [felt(-0.3, worried=0.7, acknowledged=True), felt(-0.6)],
            human("negative_sentiment"),
            id="worry that turns into anger",
        ),
        pytest.param([felt(-0.34)], ANSWER, id="a message not unhappy enough is not"),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(-0.38)],
            ANSWER,
            id="empathy is shown once in an unhappy spell",
        ),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(-0.65)],
            human("negative_sentiment"),
            id="unhappiness that deepens",
        ),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(-0.38), felt(-0.36)],
            human("negative_sentiment"),
            id="unhappiness that lasts",
        ),
        pytest.param(
            [felt(-0.5, acknowledged=True), felt(-0.55)],
            human("negative_sentiment"),
            id="two very unhappy messages",
        ),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(-0.2), felt(-0.4)],
            ANSWER,
            id="a lull is not calm: no second empathy",
        ),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(0.0), felt(-0.4)],
            ACKNOWLEDGE,
            id="after calm, a new unhappy spell begins",
        ),
        pytest.param(
            [felt(-0.4, acknowledged=True), felt(-0.38), felt(0.1), felt(-0.38)],
            ACKNOWLEDGE,
            id="calm resets what lasts",
        ),
        pytest.param(
            [felt(-0.4, intent="express_worry")],
            ANSWER,
            id="an answer that shows empathy needs none before it",
        ),
        pytest.param(
            [felt(-0.4, confidence=0.3)], CLARIFY, id="a doubt is graver than a mood"
        ),
        pytest.param(
            [turn("je porte plainte contre vous")],
            human("sensitive_topic"),
            id="a legal threat",
        ),
        pytest.param(
            [turn("j'ai porté plainte contre un faux conseiller")],
            ANSWER,
            id="a complaint against somebody else",
        ),
        pytest.param(
            [turn("on m'a volé mes codes")], ANSWER, id="a topic that is switched off"
        ),
        pytest.param(
            [turn("effacez tout", "erase_data")],
            human("sensitive_topic"),
            id="a sensitive intent",
        ),
        pytest.param(
            [turn("effacez tout", "erase_data", confidence=0.3)],
            CLARIFY,
            id="a sensitive intent that is not sure",
        ),
        pytest.param(
            [turn("fermez mon compte", "close_account")],
            human("designer_rule"),
            id="an intent that designers keep for humans",
        ),
        pytest.param(
            [turn("a", "out_of_scope"), turn("b", "out_of_scope")],
            ANSWER,
            id="two other topics are answered politely",
        ),
        pytest.param(
            [turn(t, "out_of_scope") for t in "abc"],
            human("repeated_fallback"),
            id="three other topics are too many",
        ),
        pytest.param(
            [turn(t, "out_of_scope", awaited=True) for t in ("12", "300", "1999")],
            ANSWER,
            id="answers to a form are no other topics",
        ),
        pytest.param(
            [turn("a"), turn("b"), turn("c")],
            human("repeated_fallback"),
            id="the same question three times",
        ),
        pytest.param([turn("a"), turn("b")], ANSWER, id="the same question twice"),
        pytest.param(
            [turn(t, about=frozenset({("region", t)})) for t in "abc"],
            ANSWER,
            id="the same question about three regions",
        ),
        pytest.param(
            [turn("a", "greet"), turn("b", "greet"), turn("c", "greet")],
            ANSWER,
            id="greetings may be repeated",
        ),
        pytest.param(
            [turn("Et alors ?", f"intent {n}") for n in range(3)],
            human("repeated_fallback"),
            id="the same words three times, however understood",
        ),
    ],
)
def test_decision(turns: list[Turn], expected: tuple[str, str | None]):
    assert outcome(decide_on(turns)) == expected


def test_a_failed_action_calls_a_human():
    decision = decide_on([turn()], failed_action="action_tell_terms")
    assert outcome(decision) == human("action_failed")
    assert decision.fired[0].value == "action_tell_terms"


def test_a_message_that_no_rule_knows_is_asked_about_once():
    assert outcome(decide_on([turn()], unanswerable=True)) == CLARIFY
    again = [turn("a", clarified=True), turn("b", "other")]
    assert outcome(decide_on(again, unanswerable=True)) == human("repeated_fallback")


def test_every_rule_that_fired_is_reported_with_its_value_and_limit():
    decision = decide_on([felt(-0.9, angry=0.8, confidence=0.05)])
    fired = {s.rule: (s.value, s.threshold) for s in decision.fired}
    assert fired == {
        "anger": (0.8, 0.75),
        "strong_negative": (-0.9, -0.85),
        "unhappy": (-0.9, -0.35),
        "confidence_below_handoff": (0.05, 0.12),
    }
    assert decision.reason is EscalationReason.NEGATIVE_SENTIMENT


def test_a_clarification_offers_the_best_plausible_readings():
    ranking = (
        Reading("ask_fees", 0.25),
        Reading("out_of_scope", 0.24),
        Reading("ask_rate", 0.3),
        Reading("ask_human", 0.2),
        Reading("ask_amount", 0.15),
        Reading("ask_use", 0.1),
        Reading("ask_delay", 0.01),
    )
    decision = decide_on([turn(confidence=0.3, ranking=ranking)])
    assert [c.intent for c in decision.candidates] == [
        "ask_rate",
        "ask_fees",
        "ask_amount",
    ]


def test_a_clarification_without_plausible_reading_offers_none():
    decision = decide_on([turn(confidence=0.2, ranking=(Reading("ask_rate", 0.05),))])
    assert decision.kind is DecisionKind.CLARIFY
    assert decision.candidates == ()


def test_the_slot_holds_plain_values():
    slot = decide_on([turn(confidence=0.3)]).as_slot()
    assert slot == {
        "kind": "clarify",
        "reason": None,
        "signals": [{"rule": "confidence_below_ask", "value": 0.3, "threshold": 0.45}],
        "candidates": [{"intent": "ask_rate", "confidence": 0.3}],
    }


def test_nothing_can_be_measured_without_a_turn():
    with pytest.raises(ValueError, match="at least one turn"):
        measure([], LIMITS)
