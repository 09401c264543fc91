"""Whether words may be kept is asked once they were told; only a yes keeps them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from bot.contracts.modes import Mode, Sender
from bot.store.messages import add_message
from bot.store.models import Conversation
from bot.store.voice_models import CustomerVoice
from tests.graph.escalation.project import Customer, Said

pytestmark = pytest.mark.graph

OPEN = Said("je veux donner mon avis", "give_feedback")
TOLD = Said("accueil parfait", "out_of_scope", 0.2, polarity=0.7, label="satisfied")
CONSENT = "utter_ask_feedback_form_feedback_consent"
YES, NO = Said("/affirm", "affirm"), Said("/deny", "deny")


@pytest.fixture
def told(customer: Customer, sessions: sessionmaker) -> str:
    """The store knows the conversation and what will be told in it."""
    with sessions.begin() as session:
        conversation = Conversation(
            id=customer.name, token_hash=customer.name, mode=Mode.BOT.value
        )
        session.add(conversation)
        session.flush()
        add_message(
            session,
            conversation,
            Sender.CUSTOMER,
            TOLD.text,
            nlu={
                "intent": "ask_delay",
                "confidence": 0.9,
                "sentiment": {"label": "satisfied", "polarity": 0.7},
            },
        )
    return customer.name


def voices(sessions: sessionmaker, conversation_id: str) -> list[tuple[str, str]]:
    query = sa.select(CustomerVoice.theme, CustomerVoice.emotion)
    with sessions() as session:
        rows = session.execute(
            query.where(CustomerVoice.conversation_id == conversation_id)
        )
        return [tuple(row) for row in rows]


async def ask_consent(customer: Customer) -> list[str]:
    await customer.says(OPEN)
    return await customer.says(TOLD)


async def test_a_yes_keeps_theme_and_emotion(customer, told, sessions, words):
    assert (await ask_consent(customer))[-1] in words(CONSENT)
    assert voices(sessions, told) == []
    said = await customer.says(YES)
    assert said[0] in words("utter_feedback_kept")
    assert voices(sessions, told) == [("follow_up", "satisfied")]
    tracker = await customer.tracker()
    assert tracker.get_slot("feedback_text") is None
    assert tracker.get_slot("feedback_consent") is None
    assert tracker.get_slot("feedback_last") == TOLD.text


@pytest.mark.parametrize(
    "answer",
    [
        NO,
        Said("non merci", "deny"),
        Said("oui mais sans mon prénom", "affirm"),
        Said("blablabla", "out_of_scope", 0.2),
    ],
    ids=lambda said: said.text,
)
async def test_anything_but_a_clear_yes_keeps_nothing(
    customer, told, sessions, words, answer
):
    await ask_consent(customer)
    said = await customer.says(answer)
    assert said[0] in words("utter_feedback_thanks")
    assert voices(sessions, told) == []


async def test_a_question_is_answered_and_the_consent_asked_again(
    customer, told, sessions, words
):
    await ask_consent(customer)
    said = await customer.says(Said("c'est gardé combien de temps ?", "ask_data_kept"))
    assert said[0] in words("utter_data_kept")
    assert said[-1] in words(CONSENT)
    assert voices(sessions, told) == []
    await customer.says(Said("d'accord", "affirm"))
    assert len(voices(sessions, told)) == 1


async def test_who_leaves_without_an_answer_is_asked_afresh_another_time(
    customer, told, sessions, words
):
    await ask_consent(customer)
    await customer.says(Said("au revoir", "say_goodbye"))
    assert voices(sessions, told) == []
    said = await customer.says(OPEN)
    assert said[-1] in words("utter_ask_feedback_form_feedback_text")


async def test_a_later_no_takes_back_an_earlier_yes(customer, told, sessions):
    await ask_consent(customer)
    await customer.says(YES)
    assert len(voices(sessions, told)) == 1
    await ask_consent(customer)
    await customer.says(NO)
    assert voices(sessions, told) == []
