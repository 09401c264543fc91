"""What holds for every conversation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.escalation import EscalationReason
from bot.escalation.decision import GRAVITY, Decision, DecisionKind, decide
from bot.escalation.limits import EscalationLimits, Repetition
from bot.escalation.signals import Reading, Turn, measure

from .examples import LIMITS

INTENTS = ["ask_rate", "ask_fees", "greet", "out_of_scope", "erase_data", "ask_human"]
TEXTS = ["le taux", "bonjour", "et alors", "/ask_rate", "plainte contre vous", ""]

# A machine that is busy with other tests is no reason to fail.
unhurried = settings(deadline=None, max_examples=60)

ratios = st.floats(0, 1, allow_nan=False)
polarities = st.none() | st.floats(-1, 1, allow_nan=False)
readings = st.builds(Reading, st.sampled_from(INTENTS), ratios)
turns = st.builds(
    Turn,
    text=st.sampled_from(TEXTS),
    intent=st.none() | st.sampled_from(INTENTS),
    confidence=ratios,
    ranking=st.lists(readings, max_size=5).map(tuple),
    polarity=polarities,
    angry=ratios,
    distressed=ratios,
    worried=ratios,
    awaited=st.booleans(),
    clarified=st.booleans(),
    acknowledged=st.booleans(),
)
conversations = st.lists(turns, min_size=1, max_size=8)


def decide_on(conversation: list[Turn]) -> Decision:
    return decide(measure(conversation, LIMITS), LIMITS)


@unhurried
@given(conversations)
def test_there_is_always_a_decision_and_a_human_always_has_a_reason(conversation):
    decision = decide_on(conversation)
    assert decision.kind in DecisionKind
    is_handoff = decision.kind is DecisionKind.HANDOFF
    assert (decision.reason is not None) == is_handoff
    assert bool(decision.fired) or decision.kind is DecisionKind.ANSWER


@unhurried
@given(conversations)
def test_the_same_conversation_always_decides_the_same(conversation):
    assert decide_on(conversation) == decide_on(list(conversation))


@unhurried
@given(conversations, ratios, st.floats(0, 2))
def test_more_anger_never_means_less_escalation(conversation, more_anger, darker):
    latest = conversation[-1]
    angrier = replace(
        latest,
        angry=max(latest.angry, more_anger),
        polarity=None if latest.polarity is None else max(-1, latest.polarity - darker),
    )
    before = decide_on(conversation)
    after = decide_on([*conversation[:-1], angrier])
    assert GRAVITY.index(after.kind) >= GRAVITY.index(before.kind)


@unhurried
@given(conversations)
def test_a_request_always_wins(conversation):
    asking = replace(conversation[-1], text="je veux parler à un conseiller")
    decision = decide_on([*conversation[:-1], asking])
    assert decision.kind is DecisionKind.HANDOFF
    assert decision.reason is EscalationReason.REQUESTED


@unhurried
@given(conversations)
def test_less_confidence_never_means_less_escalation_for_plain_questions(conversation):
    # A request, a sensitive topic or a repeated question is only believed when it is
    # understood, so that doubting those rightly means asking first.
    calm = EscalationLimits(repetition=Repetition(limit=20))
    plain = [
        replace(t, intent="ask_rate", text="le taux", ranking=()) for t in conversation
    ]
    doubtful = [*plain[:-1], replace(plain[-1], confidence=plain[-1].confidence / 2)]
    kinds = [decide(measure(c, calm), calm).kind for c in (plain, doubtful)]
    assert GRAVITY.index(kinds[1]) >= GRAVITY.index(kinds[0])


def played(conversation: list[Turn]) -> list[Decision]:
    """Plays a conversation: what was decided on a turn is known at the next one."""
    heard: list[Turn] = []
    decisions = []
    for turn in conversation:
        heard.append(replace(turn, clarified=False, acknowledged=False))
        decision = decide_on(heard)
        decisions.append(decision)
        heard[-1] = replace(
            heard[-1],
            clarified=decision.kind is DecisionKind.CLARIFY,
            acknowledged=decision.kind is DecisionKind.ACKNOWLEDGE,
        )
        if decision.kind is DecisionKind.HANDOFF:
            heard.clear()
    return decisions


@unhurried
@given(st.lists(turns, min_size=2, max_size=12))
def test_the_bot_never_asks_twice_in_a_row(conversation):
    kinds = [d.kind for d in played(conversation)]
    pairs = list(pairwise(kinds))
    assert (DecisionKind.CLARIFY, DecisionKind.CLARIFY) not in pairs


@unhurried
@given(st.lists(turns, min_size=2, max_size=12))
def test_the_bot_never_shows_empathy_twice_in_a_row(conversation):
    kinds = [d.kind for d in played(conversation)]
    pairs = list(pairwise(kinds))
    assert (DecisionKind.ACKNOWLEDGE, DecisionKind.ACKNOWLEDGE) not in pairs


@unhurried
@given(st.lists(st.floats(-0.45, -0.2), min_size=1, max_size=8))
def test_moods_around_the_limit_do_not_make_the_bot_flap(polarities):
    calm = replace(LIMITS.mood, lasting_limit=20, lasting_average=-1.0)
    limits = replace(LIMITS, mood=calm)
    conversation = [
        Turn(f"{n}", f"intent {n}", 0.9, polarity=p) for n, p in enumerate(polarities)
    ]
    shown = 0
    for n in range(len(conversation)):
        decision = decide(measure(conversation[: n + 1], limits), limits)
        if decision.kind is DecisionKind.ACKNOWLEDGE:
            shown += 1
            conversation[n] = replace(conversation[n], acknowledged=True)
    assert shown <= 1
