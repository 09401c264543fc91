from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import sessionmaker

from actions.application_status import (
    ActionTellApplicationStatus,
    ActionTellMissingDocuments,
)
from actions.file_lookup import Outcome, look_up
from bot.contracts.loan_files import FileStatus
from bot.loans.file_words import Lockout, default_file_words
from bot.store.engine import create_sessions
from bot.store.loan_documents import add_expected_documents
from bot.store.loan_files import find_file
from bot.store.loan_models import KycAlert

from .examples import said
from .files import (
    OTHER_SIREN,
    SIREN,
    add_customer,
    add_sent_file,
    empty_store,
    run,
    slots_set,
)

TRIES = default_file_words().lockout.wrong_tries
FORGOTTEN = {"status_reference": None, "status_siren": None}


@pytest.fixture
def sessions() -> sessionmaker:
    return empty_store()


def typed(reference: str | None, siren: str | None) -> dict[str, Any]:
    return {"status_reference": reference, "status_siren": siren}


async def ask(sessions: sessionmaker, slots: dict[str, Any], who: str = "c") -> Any:
    dispatcher, events = await run(ActionTellApplicationStatus(sessions), slots, who)
    return dispatcher.messages, slots_set(events)


async def words(sessions: sessionmaker, slots: dict[str, Any], who: str = "c") -> Any:
    messages, _ = await ask(sessions, slots, who)
    return [message["response"] for message in messages]


async def test_a_file_is_told_to_who_knows_reference_and_siren(
    sessions: sessionmaker,
):
    reference = add_sent_file(sessions)
    add_customer(sessions, "c")
    messages, slots = await ask(sessions, typed(reference, SIREN))
    assert messages[0]["response"] == "utter_file_status_under_study"
    assert messages[0]["file_reference"] == reference
    assert slots == {**FORGOTTEN, "file_reference": reference}
    assert messages[0]["custom"]["card"]["title"] == f"Dossier {reference}"
    assert not any(message["custom"] for message in messages[1:])


async def test_an_unknown_file_and_a_wrong_siren_get_the_same_answer(
    sessions: sessionmaker,
):
    reference = add_sent_file(sessions)
    add_customer(sessions, "c")
    wrong_siren = await ask(sessions, typed(reference, OTHER_SIREN))
    no_such_file = await ask(sessions, typed("RB-2020-999999", SIREN))
    assert wrong_siren == no_such_file
    assert wrong_siren[0][0]["response"] == "utter_file_unknown"
    assert wrong_siren[1] == FORGOTTEN


async def test_two_customers_never_see_each_others_file(sessions: sessionmaker):
    mine = add_sent_file(sessions, SIREN, owner="me")
    theirs = add_sent_file(sessions, OTHER_SIREN, owner="them")
    assert await words(sessions, typed(theirs, SIREN), "me") == ["utter_file_unknown"]
    assert await words(sessions, typed(mine, OTHER_SIREN), "them") == [
        "utter_file_unknown"
    ]
    messages, _ = await ask(sessions, typed(mine, SIREN), "me")
    assert theirs not in str(messages)


@pytest.mark.parametrize(
    "slots",
    [
        pytest.param(typed(None, None), id="nothing typed"),
        pytest.param(typed("RB-2020-004217", None), id="no SIREN"),
        pytest.param(typed(None, SIREN), id="no reference"),
    ],
)
async def test_half_a_name_opens_nothing_and_counts_as_no_try(
    sessions: sessionmaker, slots: dict[str, Any]
):
    add_customer(sessions, "c")
    for _ in range(TRIES + 1):
        assert await words(sessions, slots) == ["utter_file_not_named"]


async def test_guessing_is_stopped_in_a_conversation(sessions: sessionmaker):
    reference = add_sent_file(sessions)
    add_customer(sessions, "c")
    for number in range(TRIES):
        guess = typed(f"RB-2020-{number:06d}", SIREN)
        assert await words(sessions, guess) == ["utter_file_unknown"]
    # Even the right answer is no longer told: it could be the next guess.
    assert await words(sessions, typed(reference, SIREN)) == ["utter_file_locked"]


async def test_guessing_one_reference_from_many_conversations_is_stopped(
    sessions: sessionmaker,
):
    reference = add_sent_file(sessions)
    for number in range(TRIES):
        add_customer(sessions, f"c{number}")
        guess = typed(reference, OTHER_SIREN)
        assert await words(sessions, guess, f"c{number}") == ["utter_file_unknown"]
    add_customer(sessions, "last")
    assert await words(sessions, typed(reference, SIREN), "last") == [
        "utter_file_locked"
    ]


async def test_an_unknown_reference_locks_like_a_real_one(sessions: sessionmaker):
    for number in range(TRIES + 1):
        add_customer(sessions, f"c{number}")
        last = await words(sessions, typed("RB-2020-999999", SIREN), f"c{number}")
    assert last == ["utter_file_locked"]


async def test_others_are_not_locked_out(sessions: sessionmaker):
    reference = add_sent_file(sessions)
    add_customer(sessions, "guesser")
    add_customer(sessions, "owner-again")
    for number in range(TRIES + 1):
        await ask(sessions, typed(f"RB-2020-{number:06d}", SIREN), "guesser")
    assert await words(sessions, typed(reference, SIREN), "owner-again") == [
        "utter_file_status_under_study"
    ]


def test_after_the_window_one_may_try_again(
    sessions: sessionmaker, monkeypatch: pytest.MonkeyPatch
):
    reference, lockout = (
        add_sent_file(sessions),
        Lockout(wrong_tries=1, window_minutes=1),
    )
    add_customer(sessions, "c")
    now = datetime(2020, 5, 4, 10, tzinfo=timezone.utc)
    outcomes = []
    for seconds, siren in ((0, OTHER_SIREN), (59, SIREN), (61, SIREN)):
        at = now + timedelta(seconds=seconds)
        monkeypatch.setattr("actions.file_lookup.utc_now", lambda at=at: at)
        with sessions.begin() as session:
            outcomes.append(look_up(session, "c", reference, siren, lockout).outcome)
    assert outcomes == [Outcome.UNKNOWN, Outcome.LOCKED, Outcome.FOUND]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), max_size=12), st.integers(1, 4))
def test_never_more_wrong_answers_than_allowed(right: list[bool], allowed: int):
    sessions = empty_store()
    reference = add_sent_file(sessions)
    add_customer(sessions, "c")
    lockout = Lockout(wrong_tries=allowed, window_minutes=15)
    wrong = 0
    for is_right in right:
        siren = SIREN if is_right else OTHER_SIREN
        with sessions.begin() as session:
            found = look_up(session, "c", reference, siren, lockout)
        assert (found.outcome is Outcome.LOCKED) == (wrong >= allowed)
        assert (found.file is not None) == (is_right and wrong < allowed)
        wrong += found.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("state", ["open", "confirmed"])
async def test_an_alert_is_never_heard(sessions: sessionmaker, state: str):
    plain = add_sent_file(sessions, SIREN, FileStatus.IN_VERIFICATION, owner="a")
    held = add_sent_file(sessions, OTHER_SIREN, FileStatus.UNDER_STUDY, owner="b")
    with sessions.begin() as session:
        decided = (
            {"decided_by": None, "reason": None, "decided_at": None}
            if state == "open"
            else {
                "decided_by": _agent(session),
                "reason": "homonyme écarté",
                "decided_at": datetime.now(timezone.utc),
            }
        )
        file = find_file(session, held)
        session.add(
            KycAlert(file_id=file.id, kind="hit", evidence={}, state=state, **decided)
        )
    first, _ = await ask(sessions, typed(plain, SIREN), "a")
    second, _ = await ask(sessions, typed(held, OTHER_SIREN), "b")
    assert str(first).replace(plain, "…") == str(second).replace(held, "…")


def _agent(session: Any) -> int:
    from bot.store.models import Agent

    agent = Agent(username="lea", name="Léa", password_hash="-")
    session.add(agent)
    session.flush()
    return int(agent.id)


async def test_a_file_identified_before_is_told_again(sessions: sessionmaker):
    reference = add_sent_file(sessions)
    assert await words(sessions, {"file_reference": reference}) == [
        "utter_file_status_under_study"
    ]


async def test_an_identified_file_that_is_gone_is_unknown(sessions: sessionmaker):
    assert await words(sessions, {"file_reference": "RB-2020-999999"}) == [
        "utter_file_unknown"
    ]


async def test_another_file_is_not_told_because_one_was_identified(
    sessions: sessionmaker,
):
    mine = add_sent_file(sessions, SIREN, owner="me")
    theirs = add_sent_file(sessions, OTHER_SIREN, owner="them")
    slots = {"file_reference": mine, **typed(theirs, None)}
    assert await words(sessions, slots, "me") == ["utter_file_not_named"]


@pytest.mark.parametrize(
    ("action", "slots"),
    [
        (ActionTellApplicationStatus, typed("RB-2020-004217", SIREN)),
        (ActionTellMissingDocuments, {"file_reference": "RB-2020-004217"}),
    ],
)
async def test_a_store_out_of_reach_calls_a_person_and_says_nothing(
    action: Any, slots: dict[str, Any]
):
    instance = action(create_sessions("sqlite://"))  # no tables
    dispatcher, events = await run(instance, slots)
    assert dispatcher.messages == []
    failure = slots_set(events)["escalation"]
    assert failure == {"kind": "failed", "action": instance.name()}


async def test_a_failed_look_up_forgets_what_was_typed_too():
    action = ActionTellApplicationStatus(create_sessions("sqlite://"))
    _, events = await run(action, typed("RB-2020-004217", SIREN))
    assert slots_set(events).items() >= FORGOTTEN.items()


# ---- papers --------------------------------------------------------------------------


async def test_papers_are_told_of_the_identified_file_only(sessions: sessionmaker):
    reference = add_sent_file(sessions)
    with sessions.begin() as session:
        file = find_file(session, reference)
        add_expected_documents(session, file.id, ["balance_sheet"])
    action = ActionTellMissingDocuments(sessions)
    dispatcher, events = await run(action, {"file_reference": reference})
    assert said(dispatcher) == ["utter_file_documents_missing"]
    assert dispatcher.messages[0]["file_documents"] == "un bilan comptable"
    assert events == []


async def test_who_has_not_named_a_file_is_asked_to(sessions: sessionmaker):
    action = ActionTellMissingDocuments(sessions)
    dispatcher, _ = await run(action, {"file_reference": None})
    assert said(dispatcher) == ["utter_file_documents_unidentified"]


def test_the_action_server_can_create_them_without_arguments():
    assert ActionTellApplicationStatus().name() == "action_tell_application_status"
    assert ActionTellMissingDocuments().name() == "action_tell_missing_documents"
