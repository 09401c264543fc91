"""Invented conversations of a month, always the same: raw, and put into a store."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.store.messages import add_message
from bot.store.models import Conversation, Feedback
from bot.store.voice_models import CustomerVoice

BEGIN = datetime(2026, 10, 1, 6, tzinfo=timezone.utc)
DAYS = timedelta(days=31)
CONVERSATIONS = 148
LABELS = ("angry", "distressed", "worried", "neutral", "satisfied")
# Intent, its theme in data/knowledge/themes.yml, and how often it is asked.
TOPICS = (
    ("ask_application_status", "follow_up", 22),
    ("ask_delay", "follow_up", 12),
    ("ask_rate", "terms", 15),
    ("ask_amount", "terms", 10),
    ("ask_eligibility", "eligibility", 14),
    ("ask_documents", "application", 12),
    ("ask_refusal_reason", "refusal", 8),
    ("faq/solidarity_fund", "other_aid", 7),
    ("ask_identity_checks", "checks", 6),
    ("express_worry", "hardship", 9),
    ("ask_contact", "reaching_us", 7),
    ("ask_sms_scam", "trust", 4),
    ("greet", "none", 10),
    ("out_of_scope", "none", 5),
)
MOODS = {
    "follow_up": (20, 3, 30, 40, 7),
    "refusal": (35, 8, 25, 30, 2),
    "hardship": (4, 30, 56, 8, 2),
    "trust": (15, 2, 40, 40, 3),
    "none": (2, 0, 4, 70, 24),
}
USUAL_MOOD = (6, 1, 13, 66, 14)
POLARITIES = {
    "angry": (-0.9, -0.5),
    "distressed": (-0.95, -0.6),
    "worried": (-0.6, -0.2),
    "neutral": (-0.15, 0.2),
    "satisfied": (0.35, 0.9),
}
WORDS = YAML(typ="safe").load(Path(__file__).with_name("sample.yml").read_text("utf-8"))


@dataclass
class Said:
    """One message of a customer, with what became of it."""

    text: str
    intent: str
    label: str
    polarity: float
    outcome: dict[str, object] = field(default_factory=dict)
    payload: str | None = None
    confidence: float = 0.8


@dataclass
class Raw:
    """One conversation."""

    id: str
    began_at: datetime
    said: list[Said]
    score: int | None = None
    comment: str | None = None
    # Place in `said` of what may be kept, its theme and its emotion.
    kept: list[tuple[int, str, str]] = field(default_factory=list)


def conversations(seed: int = 5) -> list[Raw]:
    """The month."""
    draw = random.Random(seed)
    found = [_conversation(draw, number) for number in range(CONVERSATIONS)]
    told = [(theme, *one) for theme, all_ in WORDS["told"].items() for one in all_]
    unclear = WORDS["unclear"]
    for raw, (theme, label, text) in zip(found[3::9], told, strict=False):
        raw.said.append(Said(text, "give_feedback", label, _polarity(draw, label)))
        raw.kept.append((len(raw.said) - 1, theme, label))
    for raw, (intent, text) in zip(found[3::9], unclear, strict=False):
        raw.said.insert(0, _unclear(draw, intent, text))
        raw.kept = [(place + 1, *known) for place, *known in raw.kept]
    for raw, (intent, text) in zip(found[5::7], unclear * 2, strict=False):
        raw.said.append(_unclear(draw, intent, text))
    found[3].comment = "Merci à Julien Moreau, il a pris le temps."
    found[3].score = 5
    found[4].comment = "Ceci n’a pas été accordé."
    found[4].score = 2
    return found


def _unclear(draw: random.Random, intent: str, text: str) -> Said:
    clarified = {"mode": "bot", "escalation": None, "clarified": True}
    handed = {"mode": "queued", "escalation": {"reason": "low_confidence"}}
    outcome = clarified if draw.random() < 0.7 else handed
    return Said(text, intent, "neutral", _polarity(draw, "neutral"), outcome)


def _conversation(draw: random.Random, number: int) -> Raw:
    began_at = BEGIN + timedelta(
        days=draw.randrange(DAYS.days), minutes=draw.randrange(700)
    )
    intents, themes, weights = zip(*TOPICS, strict=True)
    said = []
    for turn in range(draw.choice((1, 2, 2, 3, 3, 4, 5, 6, 8))):
        place = draw.choices(range(len(intents)), weights)[0]
        mood = MOODS.get(themes[place], USUAL_MOOD)
        label = draw.choices(LABELS, mood)[0]
        if turn >= 3 and label in ("angry", "worried") and draw.random() < 0.5:
            label = "satisfied"
        one = Said(f"message {turn}", intents[place], label, _polarity(draw, label))
        one.confidence = draw.choice((0.2, 0.45, 0.8, 0.9, 0.99))
        said.append(one)
    if draw.random() < 0.3:
        said.append(Said("Oui", "affirm", "satisfied", 0.9, payload="/affirm"))
    score = draw.choices((None, 1, 2, 3, 4, 5), (52, 3, 5, 9, 18, 13))[0]
    return Raw(f"conversation-{number:03}", began_at, said, score)


def _polarity(draw: random.Random, label: str) -> float:
    return round(draw.uniform(*POLARITIES[label]), 3)


def fill(session: Session, raws: list[Raw]) -> None:
    """Puts the month into an empty store."""
    for raw in raws:
        conversation = Conversation(
            id=raw.id, token_hash=raw.id, mode=Mode.BOT.value, created_at=raw.began_at
        )
        session.add(conversation)
        session.flush()
        for place, said in enumerate(raw.said):
            message = add_message(
                session,
                conversation,
                Sender.CUSTOMER,
                said.text,
                payload=said.payload,
                outcome=said.outcome or {"mode": "bot", "escalation": None},
                nlu={
                    "intent": said.intent,
                    "confidence": said.confidence,
                    "sentiment": {"label": said.label, "polarity": said.polarity},
                },
            )
            add_message(session, conversation, Sender.BOT, "réponse")
            session.add_all(
                CustomerVoice(
                    conversation_id=raw.id,
                    seq=message.seq,
                    theme=theme,
                    emotion=emotion,
                    at=raw.began_at + timedelta(minutes=9),
                )
                for at, theme, emotion in raw.kept
                if at == place
            )
        if raw.score is not None:
            session.add(
                Feedback(conversation_id=raw.id, score=raw.score, comment=raw.comment)
            )
    session.flush()
