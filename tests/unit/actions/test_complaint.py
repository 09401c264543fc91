from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from actions.complaint import ActionKeepComplaint, ValidateComplaintForm
from bot.contracts.modes import Mode
from bot.helpline.complaint_subjects import default_subjects
from bot.store.engine import create_sessions
from bot.store.hotline_models import Complaint
from bot.store.models import Base, Conversation
from tests.contract import conversation_data as data

from .examples import said, tracker_of
from .forms import domain_with, message_to_form, values

DOMAIN = domain_with("complaint_form", "complaint_text", "complaint_about")
STORY = (
    "je veux déposer une réclamation, cela fait trois semaines que j'attends et votre "
    "conseillère m'a raccroché au nez hier matin"
)


@pytest.fixture
def sessions() -> sessionmaker:
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    with sessions.begin() as session:
        session.add(
            Conversation(id="conversation-1", token_hash="h", mode=Mode.BOT.value)
        )
    return sessions


@pytest.mark.parametrize(
    ("text", "message", "slots"),
    [
        pytest.param(
            "Votre collègue m’a raccroché au nez.",
            {"asked": "complaint_text"},
            {"complaint_text": "Votre collègue m’a raccroché au nez."},
            id="the words as given",
        ),
        pytest.param(
            STORY,
            {"intent": "file_complaint"},
            {"complaint_text": STORY},
            id="who has told it already need not tell it again",
        ),
        pytest.param(
            "je veux me plaindre", {"intent": "file_complaint"}, {}, id="an opening"
        ),
        pytest.param(
            '/file_complaint{"complaint_about": "delay"}',
            {
                "asked": "complaint_about",
                "intent": "file_complaint",
                "entities": {"complaint_about": "delay"},
            },
            {"complaint_about": "delay"},
            id="a button",
        ),
        pytest.param(
            "x",
            {"asked": "complaint_about", "entities": {"complaint_about": "forged"}},
            {"complaint_about": "other"},
            id="an unknown subject",
        ),
        pytest.param(
            "le délai", {"asked": "complaint_about"}, {"complaint_about": "delay"},
            id="a subject in words",
        ),
        pytest.param(
            "et en plus personne ne rappelle jamais",
            {"asked": "complaint_about", "slots": {"complaint_text": "Rien."}},
            {
                "complaint_text": "Rien.\net en plus personne ne rappelle jamais",
                "complaint_about": "person",
            },
            id="more of the same story is kept too",
        ),
        pytest.param(
            "non", {"asked": "complaint_text", "intent": "deny"}, {}, id="changed mind"
        ),
        pytest.param(
            "un humain",
            {"asked": "complaint_text", "intent": "ask_human"},
            {},
            id="a person is no complaint",
        ),
        pytest.param(
            "qui va lire tout ça ?",
            {"asked": "complaint_text", "intent": "ask_personal_data"},
            {},
            id="a question about the complaint is no complaint",
        ),
        pytest.param(
            "vous trouvez ça normal ?",
            {"asked": "complaint_text", "intent": "express_frustration"},
            {"complaint_text": "vous trouvez ça normal ?"},
            id="an indignant question is one",
        ),
        pytest.param("", {"asked": "complaint_text"}, {}, id="nothing"),
    ],
)  # fmt: skip
async def test_a_message_to_the_form(text, message, slots):
    dispatcher = CollectingDispatcher()
    events = await ValidateComplaintForm().run(
        dispatcher, message_to_form(text, **message), DOMAIN
    )
    assert values(events) == slots


async def test_the_receipt_is_told_and_the_form_emptied(sessions: sessionmaker):
    dispatcher = CollectingDispatcher()
    told: dict[str, Any] = {"complaint_text": STORY, "complaint_about": "person"}
    events = await ActionKeepComplaint(sessions).run(
        dispatcher, tracker_of(slots=told), {}
    )
    [message] = dispatcher.messages
    with sessions.begin() as session:
        kept = session.scalars(sa.select(Complaint)).one()
        assert (kept.text, kept.about) == (STORY, "person")
        assert message["response"] == "utter_complaint_noted"
        assert message["complaint_receipt"] == kept.receipt
        assert values(events) == {
            "complaint_receipt": kept.receipt,
            "complaint_text": None,
            "complaint_about": None,
        }


async def test_a_complaint_that_cannot_be_kept_goes_to_a_person():
    dispatcher = CollectingDispatcher()
    events = await ActionKeepComplaint(create_sessions("sqlite://")).run(
        dispatcher, tracker_of(slots={"complaint_text": "Rien."}), {}
    )
    assert said(dispatcher) == []
    assert values(events)["escalation"]["kind"] == "failed"


async def test_nothing_told_is_nothing_kept(sessions: sessionmaker):
    dispatcher = CollectingDispatcher()
    assert await ActionKeepComplaint(sessions).run(dispatcher, tracker_of(), {}) == []


def test_every_button_names_a_subject_of_the_file():
    known = {subject.id for subject in default_subjects()}
    buttons = data.responses()["utter_ask_complaint_form_complaint_about"][0]["buttons"]
    named = {button["payload"].split('"')[3] for button in buttons}
    assert named == known
