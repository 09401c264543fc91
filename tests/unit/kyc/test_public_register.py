from __future__ import annotations

import gzip
import json
import logging
import time
from datetime import datetime, timezone

import pytest
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.kyc.answer_cache import AnswerCache
from bot.kyc.circuit_breaker import BreakerState, CircuitBreaker
from bot.kyc.company_register import Company, RegisterAnswer, RegisterOutcome
from bot.kyc.public_register import PublicRegister, RegisterLimits
from bot.kyc.rate_limiter import RateLimiter
from bot.kyc.register_reading import BadAnswer, read_search_answer
from tests.unit.kyc.fake_company_service import (
    FakeCompanyService,
    body,
    hangs_up,
    result,
    says,
    trickles,
    waits,
)

SIREN = "000000018"
LIMITS = RegisterLimits(
    total_s=1.0,
    max_bytes=4_096,
    max_retry_after_s=0.1,
    default_retry_after_s=0.02,
    requests_per_s=50,
)
FAILS = says(b"oops", 500)
NOW = datetime(2020, 5, 5, 12, tzinfo=timezone.utc)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def service():
    fake = FakeCompanyService()
    server = TestServer(fake.app())
    await server.start_server()
    fake.url = str(server.make_url("")).rstrip("/")
    yield fake
    await server.close()


@pytest.fixture
def register(service, clock) -> PublicRegister:
    return PublicRegister(
        service.url,
        LIMITS,
        breaker=CircuitBreaker(failures=3, open_s=30, clock=clock),
        cache=AnswerCache(ttl_s=60, max_answers=2, clock=clock),
        now=lambda: NOW,
    )


async def test_a_company_is_found(service, register):
    answer = await register.find(SIREN)
    assert answer == RegisterAnswer(
        RegisterOutcome.FOUND,
        Company(
            siren=SIREN,
            name="BOULANGERIE LES BLÉS D’ESSAI",
            state="A",
            legal_category="5499",
            activity="10.71C",
            staff_bracket="02",
            region_code="84",
            town="LYON D’ESSAI",
            created_on="2012-03-01",
        ),
    )
    request = service.requests[0]
    assert request.query["q"] == SIREN
    assert "ecoute" in request.headers["User-Agent"]


@pytest.mark.parametrize(
    "results",
    [(), (result("000000026"),), ("text", None)],
    ids=["none", "other", "odd"],
)
async def test_another_company_is_not_the_one_that_was_asked_for(
    service, register, results
):
    service.will(says(body(*results)))
    answer = await register.find(SIREN)
    assert answer == RegisterAnswer(RegisterOutcome.NOT_FOUND)


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        pytest.param(waits(2), "timeout", id="slow"),
        pytest.param(trickles(), "timeout", id="a byte at a time"),
        pytest.param(FAILS, "status_500", id="500"),
        pytest.param(says(b"{}", 400), "status_400", id="400"),
        pytest.param(
            says(b"", 302, Location="http://192.0.2.1/"), "status_302", id="redirect"
        ),
        pytest.param(says(b'{"results": [{'), "unreadable", id="broken JSON"),
        pytest.param(says(b"<html>"), "unreadable", id="a page"),
        pytest.param(says(b'{"results": {}}'), "unreadable", id="another shape"),
        pytest.param(says(b"[" * 3_000), "unreadable", id="nested without end"),
        pytest.param(says(b" " * 5_000), "too_large", id="huge"),
        pytest.param(
            says(gzip.compress(b" " * 900_000), Content_Encoding="gzip"),
            "too_large",
            id="huge once unpacked",
        ),
        pytest.param(hangs_up(), "unreachable", id="hangs up"),
    ],
)
async def test_a_failing_service_is_unavailable_in_time(
    service, register, reply, cause
):
    service.will(reply)
    started = time.monotonic()
    answer = await register.find(SIREN)
    assert answer == RegisterAnswer(RegisterOutcome.UNAVAILABLE, cause=cause)
    assert time.monotonic() - started < LIMITS.total_s + 0.3
    assert len(service.requests) == 1


async def test_nobody_there_is_unavailable(register):
    lost = PublicRegister("http://127.0.0.1:1", LIMITS)
    assert (await lost.find(SIREN)).cause == "unreachable"


@pytest.mark.parametrize("headers", [{"Retry_After": "0"}, {}], ids=["0 s", "none"])
async def test_a_short_pause_is_waited_for(service, register, headers):
    service.will(says(b"", 429, **headers), says(body(result())))
    assert (await register.find(SIREN)).outcome is RegisterOutcome.FOUND
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("retry_after", "pause_s"),
    [
        pytest.param("20", 20, id="seconds"),
        pytest.param("Tue, 05 May 2020 12:01:00 GMT", 60, id="date"),
        pytest.param("999999999999", 300, id="bounded"),
    ],
)
async def test_a_long_pause_is_kept_without_asking_again(
    service, register, clock, retry_after, pause_s
):
    service.will(says(b"", 429, Retry_After=retry_after), says(body(result())))
    assert (await register.find(SIREN)).cause == "too_many_requests"
    clock.now += pause_s - 1
    assert (await register.find(SIREN)).cause == "breaker_open"
    assert len(service.requests) == 1
    clock.now += 2
    assert (await register.find(SIREN)).outcome is RegisterOutcome.FOUND


async def test_two_pauses_in_a_row_are_not_waited_for_twice(service, register):
    service.will(says(b"", 429))
    assert (await register.find(SIREN)).cause == "too_many_requests"
    assert len(service.requests) == 2


async def test_the_breaker_opens_then_one_try_closes_it(service, register, clock):
    service.will(FAILS)
    for _ in range(3):
        assert (await register.find(SIREN)).cause == "status_500"
    assert (await register.find(SIREN)).cause == "breaker_open"
    assert len(service.requests) == 3
    clock.now += 31
    service.will(says(body(result())))
    assert (await register.find(SIREN)).outcome is RegisterOutcome.FOUND


async def test_a_failed_try_opens_the_breaker_again(service, register, clock):
    service.will(FAILS)
    for _ in range(3):
        await register.find(SIREN)
    clock.now += 31
    assert (await register.find(SIREN)).cause == "status_500"
    assert (await register.find(SIREN)).cause == "breaker_open"


async def test_answers_are_kept_failures_are_not(service, register, clock):
    service.will(FAILS, says(body(result())))
    await register.find(SIREN)
    await register.find(SIREN)
    await register.find(SIREN)
    assert len(service.requests) == 2
    clock.now += 61
    await register.find(SIREN)
    assert len(service.requests) == 3


async def test_not_found_is_kept_too(service, register):
    service.will(says(body()))
    await register.find(SIREN)
    await register.find(SIREN)
    assert len(service.requests) == 1


async def test_no_company_number_is_logged(service, register, caplog):
    caplog.set_level(logging.DEBUG, "bot.kyc")
    service.will(FAILS)
    await register.find(SIREN)
    assert "status_500" in caplog.text
    assert SIREN not in caplog.text


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        pytest.param({"nom_complet": "{n}\n<b>X"}, "name", "n b X", id="braces"),
        pytest.param({"nom_complet": "a\u202eb\x00c"}, "name", "a b c", id="control"),
        pytest.param({"nom_complet": "x" * 999}, "name", "x" * 120, id="long"),
        pytest.param({"nom_complet": 7}, "name", "", id="number"),
        pytest.param({"etat_administratif": "Z"}, "state", "", id="unknown state"),
        pytest.param({"nature_juridique": 5499}, "legal_category", "", id="not text"),
        pytest.param({"nature_juridique": "٥٤٩٩"}, "legal_category", "", id="digits"),
        pytest.param({"siege": "Lyon"}, "town", "", id="no office"),
        pytest.param({"siege": None}, "region_code", "", id="null office"),
        pytest.param({"date_creation": "hier"}, "created_on", "", id="no date"),
    ],
)
def test_a_hostile_value_counts_as_unknown(change, field, expected):
    answer = read_search_answer(body(result(**change)), SIREN)
    assert getattr(answer.company, field) == expected


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["results", "siren", "siege", "nom_complet", "region"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    )
)
def test_any_json_is_an_answer_or_a_named_error(content):
    try:
        answer = read_search_answer(json.dumps(content).encode(), SIREN)
    except BadAnswer:
        return
    assert answer.outcome in {RegisterOutcome.FOUND, RegisterOutcome.NOT_FOUND}


async def test_seven_a_second_then_they_wait_and_the_rest_is_refused(clock):
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    limiter = RateLimiter(7, clock=clock, sleep=sleep)
    taken = [await limiter.take(max_wait_s=1.0) for _ in range(15)]
    assert taken == [True] * 14 + [False]
    assert slept == [1.0] * 7
    clock.now += 2.0
    assert await limiter.take(max_wait_s=0.0)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=40))
def test_no_window_ever_holds_more_than_the_rate(steps):
    clock = Clock()
    starts: list[float] = []
    limiter = RateLimiter(3, clock=clock)
    for step in steps:
        clock.now += step
        if _run(limiter.take(max_wait_s=0.0)):
            starts.append(clock.now)
    for index in range(3, len(starts)):
        assert starts[index] - starts[index - 3] >= 1.0 - 1e-9


def _run(coroutine):
    """Drives a coroutine that never waits."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waited")


def test_half_open_lets_one_question_through(clock):
    breaker = CircuitBreaker(failures=1, open_s=10, clock=clock)
    breaker.failed()
    assert (breaker.state, breaker.allows()) == (BreakerState.OPEN, False)
    clock.now += 10
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.gave_up()
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.state is BreakerState.CLOSED


def test_the_oldest_answer_leaves_a_full_cache(clock):
    cache = AnswerCache(max_answers=2, clock=clock)
    for siren in ("a", "b", "c"):
        cache.keep(siren, RegisterAnswer(RegisterOutcome.NOT_FOUND))
    assert [cache.find(siren) is None for siren in ("a", "b", "c")] == [
        True,
        False,
        False,
    ]
