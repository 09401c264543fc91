from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.errors import StoreError
from bot.store import voices
from bot.store.conversations import set_feedback
from bot.store.erasure import erase_conversation
from bot.store.listening_rows import is_unanswered, read_period
from bot.store.messages import add_message
from bot.store.models import Conversation, Message
from bot.store.voice_models import CustomerVoice

MINE, THEIRS = "conversation-1", "conversation-2"
BEGAN = datetime(2026, 10, 5, 9, tzinfo=timezone.utc)
CLARIFIED = {"mode": "bot", "escalation": None, "clarified": True}
TOLD = "Merci à Sophie"


@pytest.fixture(autouse=True)
def _conversations(session: Session) -> None:
    for name in (MINE, THEIRS):
        conversation = Conversation(
            id=name, token_hash=name, mode=Mode.BOT.value, created_at=BEGAN
        )
        session.add(conversation)
        session.flush()
        nlu = {
            "intent": "ask_rate",
            "confidence": 0.9,
            "sentiment": {"label": "satisfied", "polarity": 0.6},
        }
        customer = (session, conversation, Sender.CUSTOMER)
        add_message(*customer, "et le machin ?", outcome=CLARIFIED)
        add_message(*customer, TOLD, nlu=nlu)
        add_message(*customer, "Oui", payload="/affirm", nlu=nlu)
        add_message(session, conversation, Sender.BOT, TOLD)


def keep(session: Session, seq: int = 2, conversation: str = MINE) -> None:
    voices.add_voice(session, conversation, seq, theme="terms", emotion="satisfied")


def kept(session: Session) -> list[CustomerVoice]:
    session.expire_all()
    return list(session.scalars(sa.select(CustomerVoice)))


def test_the_latest_message_of_the_customer_with_these_words_is_found(session: Session):
    assert voices.find_told(session, MINE, TOLD).seq == 2
    with pytest.raises(StoreError, match="does not"):
        voices.find_told(session, MINE, "jamais dit")
    with pytest.raises(StoreError):
        voices.find_told(session, "nowhere", TOLD)


def test_readings_before_a_message_are_in_order(session: Session):
    readings = voices.list_readings(session, MINE, before=3)
    assert [reading and reading["intent"] for reading in readings] == [None, "ask_rate"]


def test_a_message_is_kept_once_and_without_words_until_they_are_masked(
    session: Session,
):
    keep(session)
    keep(session)
    (voice,) = kept(session)
    assert (voice.theme, voice.emotion, voice.verbatim) == ("terms", "satisfied", None)
    assert voices.count_unmasked(session) == 1
    assert voices.mask_voices(session, lambda text: text.replace("Sophie", "••••")) == 1
    assert [voice.verbatim for voice in kept(session)] == ["Merci à ••••"]
    assert voices.mask_voices(session, lambda text: "again") == 0


def test_a_no_takes_everything_of_that_conversation_back(session: Session):
    keep(session)
    keep(session, conversation=THEIRS)
    assert voices.remove_voices(session, MINE) == 1
    assert [voice.conversation_id for voice in kept(session)] == [THEIRS]


def test_voices_go_with_their_conversation_and_are_counted(session: Session):
    keep(session)
    keep(session, conversation=THEIRS)
    assert erase_conversation(session, MINE)["customer_voices"] == 1
    assert [voice.conversation_id for voice in kept(session)] == [THEIRS]


def test_the_database_too_lets_no_voice_outlive_its_conversation(session: Session):
    keep(session)
    session.execute(sa.delete(Message).where(Message.conversation_id == MINE))
    session.execute(sa.delete(Conversation).where(Conversation.id == MINE))
    assert kept(session) == []


@pytest.mark.parametrize(
    ("conversation", "emotion"), [("nowhere", "angry"), (MINE, "bored")]
)
def test_an_impossible_voice_is_refused(session: Session, conversation, emotion):
    with pytest.raises(sa.exc.IntegrityError):
        voices.add_voice(session, conversation, 2, theme="terms", emotion=emotion)
    session.rollback()


# ---- rows of a period ----------------------------------------------------------------


def period(session: Session):
    return read_period(session, BEGAN, BEGAN + timedelta(days=1))


def test_words_are_read_of_customers_who_agreed_and_of_doubts_only(session: Session):
    keep(session)
    for name in (MINE, THEIRS):
        set_feedback(session, name, 4, f"commentaire de {name}")
    session.flush()
    rows = period(session)
    assert {(turn.conversation_id, turn.seq, turn.words) for turn in rows.turns} == {
        (MINE, 1, "et le machin ?"),
        (MINE, 2, None),
        (THEIRS, 1, None),
        (THEIRS, 2, None),
    }
    assert {(r.id, r.score, r.agreed, r.comment) for r in rows.conversations} == {
        (MINE, 4, True, f"commentaire de {MINE}"),
        (THEIRS, 4, False, None),
    }


def test_turns_are_the_customers_own_words_with_how_they_were_read(session: Session):
    turn = next(turn for turn in period(session).turns if turn.seq == 2)
    assert (turn.intent, turn.emotion, turn.polarity) == ("ask_rate", "satisfied", 0.6)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [(0, 1, 2), (-1, 0, 0), (1, 2, 0)],
    ids=["the day itself", "ends before", "begins after"],
)
def test_only_conversations_that_began_in_the_period_count(
    session: Session, since: int, until: int, found: int
):
    keep(session)
    rows = read_period(
        session, BEGAN + timedelta(days=since), BEGAN + timedelta(days=until)
    )
    assert len(rows.conversations) == found
    assert len(rows.voices) == bool(found)


@pytest.mark.parametrize(
    ("outcome", "unanswered"),
    [
        (None, False),
        ({"mode": "bot", "escalation": None}, False),
        (CLARIFIED, True),
        ({"mode": "queued", "escalation": {"reason": "low_confidence"}}, True),
        ({"mode": "queued", "escalation": {"reason": "repeated_fallback"}}, True),
        ({"mode": "queued", "escalation": {"reason": "requested"}}, False),
    ],
)
def test_what_a_question_without_answer_is(outcome, unanswered: bool):
    assert is_unanswered(outcome) is unanswered
