from __future__ import annotations

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session, sessionmaker

from actions.feedback import ActionThankFeedback, ValidateFeedbackForm
from bot.contracts.modes import Sender
from bot.store.messages import add_message
from bot.store.models import Conversation
from bot.store.voice_models import CustomerVoice

from .examples import said, tracker_of
from .forms import domain_with, message_to_form, values
from .loan_store import CONVERSATION, store_with_conversation

TOLD = "Un accueil chaleureux du début à la fin."
DOMAIN = domain_with("feedback_form", "feedback_text", "feedback_consent")


@pytest.fixture
def sessions() -> sessionmaker:
    """A store in which it was told, after a question about a delay."""
    sessions = store_with_conversation()
    with sessions.begin() as session:
        conversation = session.get(Conversation, CONVERSATION)
        read(session, conversation, "c'est long ?", "ask_delay", 0.9, "worried")
        read(session, conversation, "hum", "ask_rate", 0.1, "neutral")
        read(session, conversation, TOLD, "give_feedback", 0.3, "satisfied")
    return sessions


def read(
    session: Session,
    conversation: Conversation,
    text: str,
    intent: str,
    confidence: float,
    label: str,
) -> None:
    sentiment = {"label": label, "polarity": 0.0}
    nlu = {"intent": intent, "confidence": confidence, "sentiment": sentiment}
    add_message(session, conversation, Sender.CUSTOMER, text, nlu=nlu)


def kept(sessions: sessionmaker) -> list[tuple[int, str, str, str | None]]:
    with sessions() as session:
        return [
            (voice.seq, voice.theme, voice.emotion, voice.verbatim)
            for voice in session.scalars(sa.select(CustomerVoice))
        ]


async def thank(sessions, told, consent):
    slots = {"feedback_text": told, "feedback_consent": consent}
    dispatcher = CollectingDispatcher()
    action = ActionThankFeedback(sessions)
    events = await action.run(dispatcher, tracker_of(slots), {})
    return said(dispatcher), {event["name"]: event["value"] for event in events}


async def test_what_may_be_kept_is_noted_without_its_words(sessions):
    uttered, slots = await thank(sessions, TOLD, True)
    assert uttered == ["utter_feedback_kept"]
    assert slots == {
        "feedback_last": TOLD,
        "feedback_text": None,
        "feedback_consent": None,
    }
    assert kept(sessions) == [(3, "follow_up", "satisfied", None)]


@pytest.mark.parametrize("consent", [False, None])
async def test_without_a_yes_nothing_is_kept_and_the_form_can_listen_again(
    sessions, consent
):
    uttered, slots = await thank(sessions, TOLD, consent)
    assert uttered == ["utter_feedback_thanks"]
    assert slots["feedback_text"] is None
    assert slots["feedback_last"] == TOLD
    assert kept(sessions) == []


async def test_a_no_takes_back_an_earlier_yes(sessions):
    await thank(sessions, TOLD, True)
    await thank(sessions, "Autre chose.", False)
    assert kept(sessions) == []


async def test_a_no_that_cannot_be_carried_out_calls_a_person(sessions):
    CustomerVoice.__table__.drop(sessions.kw["bind"])
    uttered, slots = await thank(sessions, TOLD, False)
    assert uttered == []
    assert slots["escalation"]["action"] == "action_thank_feedback"


async def test_what_cannot_be_kept_is_not_said_to_be(sessions, caplog):
    uttered, _ = await thank(sessions, "Jamais reçu par la passerelle.", True)
    assert uttered == ["utter_feedback_thanks"]
    assert kept(sessions) == []
    assert "Jamais" not in caplog.text


@pytest.mark.parametrize("told", [None, ""])
async def test_nothing_told_keeps_what_was_told_before(sessions, told):
    uttered, slots = await thank(sessions, told, None)
    assert uttered == ["utter_feedback_thanks"]
    assert "feedback_last" not in slots


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        pytest.param("/affirm", "affirm", {"feedback_consent": True}, id="button"),
        pytest.param("non", "deny", {"feedback_consent": False}, id="a no"),
        pytest.param("je ne sais pas trop", "x", {}, id="a question is answered"),
    ],
)
async def test_how_consent_is_read(text, intent, slots):
    tracker = message_to_form(
        text, asked="feedback_consent", intent=intent, slots={"feedback_text": TOLD}
    )
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert values(events) == slots


async def test_a_form_that_was_left_forgets_what_it_had_heard():
    tracker = message_to_form(
        "je veux donner mon avis", intent="give_feedback", slots={"feedback_text": TOLD}
    )
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert values(events)["feedback_text"] is None


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "slots"),
    [
        pytest.param(TOLD, "give_feedback", 0.9, {"feedback_text": TOLD}, id="told"),
        pytest.param(
            TOLD, "say_goodbye", 0.3, {"feedback_text": TOLD}, id="an unlikely goodbye"
        ),
        pytest.param("au revoir", "say_goodbye", 0.9, {}, id="a goodbye"),
        pytest.param("c'est gardé ?", "ask_data_kept", 0.9, {}, id="a question"),
        pytest.param("/affirm", "affirm", 1.0, {}, id="a button tells nothing"),
        pytest.param("", "out_of_scope", 0.1, {}, id="nothing"),
    ],
)
async def test_what_the_form_takes(text, intent, confidence, slots):
    tracker = message_to_form(text, asked="feedback_text", intent=intent)
    tracker.latest_message["intent"]["confidence"] = confidence
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert values(events) == slots


async def test_the_sentence_that_opens_the_form_is_no_feedback():
    tracker = message_to_form("je veux donner mon avis", intent="give_feedback")
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert "feedback_text" not in values(events)
