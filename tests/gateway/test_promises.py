"""The clocks of the service: first answer, next answer, resolution."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.gateway import metrics
from bot.gateway.keys import TIMEKEEPER
from bot.store.desk_models import Handoff
from tests.gateway.fake_rasa import answer


@pytest.fixture
async def waiting(customer: Any, fake_rasa: Any) -> Any:
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff="requested"))
    await customer.says("un conseiller, s’il vous plaît")
    return customer


@pytest.fixture
def later(app: Any, clock: Any) -> Any:
    async def pass_time(seconds: float) -> None:
        clock.advance(seconds)
        await app[TIMEKEEPER].fire_all()

    return pass_time


@pytest.fixture
def handoff(sessions: Any) -> Any:
    def read() -> Handoff:
        with sessions() as session:
            return session.scalars(sa.select(Handoff)).one()

    return read


async def _promise(agent: Any) -> Any:
    queue = await agent.call("GET", "/queue")
    (item,) = [*queue["waiting"], *queue["active"]]
    return item["promise"]


async def test_the_first_answer_is_promised_and_counted_down(waiting, agent) -> None:
    promise = await _promise(agent)
    assert (promise["clock"], promise["missed"]) == ("first_answer", False)
    assert promise["left_s"] == pytest.approx(300, abs=20)


async def test_a_missed_promise_is_written_down_once_and_still_shown(
    waiting, agent, later, handoff
) -> None:
    counter = metrics.BREACHES.labels("first_answer")
    before = counter._value.get()
    await later(320)
    await later(320)
    (breach,) = handoff().breaches
    assert breach["clock"] == "first_answer"
    promise = await _promise(agent)
    assert (promise["clock"], promise["missed"]) == ("first_answer", True)
    assert promise["left_s"] < 0
    assert counter._value.get() == before + 1


async def test_the_first_answer_keeps_the_promise(
    waiting, agent, later, handoff
) -> None:
    assert handoff().waiting_since is not None
    await agent.does("claim", waiting.id)
    assert (await _promise(agent))["clock"] == "first_answer"  # nothing was said yet
    await agent.says(waiting.id, "Bonjour, je regarde.")
    await later(400)
    found = handoff()
    assert (found.breaches, found.waiting_since) == ([], None)
    assert found.first_answer_at is not None
    assert (await _promise(agent))["clock"] == "resolution"


async def test_a_late_first_answer_ends_the_alarm(waiting, agent, later) -> None:
    await later(320)
    await agent.does("claim", waiting.id)
    await agent.says(waiting.id, "Bonjour, pardon pour l’attente.")
    assert (await _promise(agent))["clock"] == "resolution"


async def test_the_next_answer_counts_from_the_oldest_unanswered_words(
    waiting, agent, later, handoff
) -> None:
    await agent.does("claim", waiting.id)
    await agent.says(waiting.id, "Bonjour.")
    await waiting.says("Voici mon numéro.")
    oldest = handoff().waiting_since
    await later(200)
    await waiting.says("Vous êtes là ?")
    assert handoff().waiting_since == oldest
    promise = await _promise(agent)
    assert promise["clock"] == "next_answer"
    assert promise["left_s"] == pytest.approx(40, abs=20)
    await later(60)
    assert [b["clock"] for b in handoff().breaches] == ["next_answer"]
    await agent.says(waiting.id, "Oui.")
    assert (await _promise(agent))["clock"] == "resolution"
    await waiting.says("Merci.")
    assert (await _promise(agent))["missed"] is False


async def test_a_private_note_answers_nobody(waiting, agent, handoff) -> None:
    await agent.does("claim", waiting.id)
    await agent.says(waiting.id, "à vérifier", private=True)
    assert handoff().first_answer_at is None


async def test_an_end_stops_every_clock(waiting, agent, later, handoff) -> None:
    await agent.does("claim", waiting.id)
    await agent.does("return_to_bot", waiting.id)
    await later(10_000)
    assert handoff().breaches == []


async def test_an_unresolved_conversation_is_missed_after_an_hour(
    waiting, agent, later, handoff
) -> None:
    await agent.does("claim", waiting.id)
    await agent.says(waiting.id, "Bonjour.")
    await later(3700)
    assert [b["clock"] for b in handoff().breaches] == ["resolution"]


async def test_who_leaves_the_queue_is_owed_nothing(waiting, agent, later) -> None:
    await waiting.presses("/cancel_handoff", "Continuer avec l’assistant")
    await later(400)
    queue = await agent.call("GET", "/queue")
    assert queue["waiting"] == []
