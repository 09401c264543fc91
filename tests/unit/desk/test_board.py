from bot.contracts.supervision import (
    AgentFacts,
    BoardFacts,
    CallbackFacts,
    HeldFacts,
    PromiseFacts,
    WaitingFacts,
)
from bot.desk.board import board
from bot.desk.measures import Bar

NOW, MIDNIGHT = 1000.0, 5000.0


def drawn(**facts):
    return board(BoardFacts(**facts), NOW, MIDNIGHT, soon_s=120)


def waits(key, since, reason="requested"):
    return WaitingFacts(key, reason, since, "Bonjour")


def held(key, agent, unanswered=None):
    return HeldFacts(key, "requested", agent, 500.0, "Bonjour", unanswered)


def agent(name):
    return AgentFacts(name, name.title(), "available", 4, None)


def test_the_longest_wait_is_not_always_the_first_in_line():
    found = drawn(waiting=(waits("a", 900.0, "distress"), waits("b", 400.0)))
    assert found.longest_wait_s == 600
    assert found.by_reason == (Bar("distress", 1), Bar("requested", 1))


def test_nobody_who_waits_is_no_wait():
    assert drawn().longest_wait_s is None


def test_an_agent_shows_the_oldest_words_without_an_answer():
    rows = (held("a", "noor"), held("b", "noor", 990.0), held("c", "noor", 700.0))
    found = drawn(held=rows, agents=(agent("ali"), agent("noor")))
    busy, free = found.agents
    assert (busy.agent.username, busy.unanswered_s) == ("noor", 300)
    assert [row.conversation_id for row in busy.held] == ["c", "b", "a"]
    assert (free.held, free.unanswered_s) == ((), None)


def test_only_promises_that_are_due_soon_are_announced():
    due = (PromiseFacts("a", "resolution", 1300.0), PromiseFacts("b", "x", 1100.0))
    assert [row.conversation_id for row in drawn(due=due).soon] == ["b"]


def test_calls_of_today_are_told_from_late_ones_and_from_tomorrows():
    calls = (
        CallbackFacts("1", "late", 100.0, 900.0, None),
        CallbackFacts("2", "now", 900.0, 1100.0, None),
        CallbackFacts("3", "tomorrow", 5100.0, 5200.0, None),
    )
    found = drawn(callbacks=calls)
    assert [call.conversation_id for call in found.calls_late] == ["late"]
    assert [call.conversation_id for call in found.calls_today] == ["now"]
