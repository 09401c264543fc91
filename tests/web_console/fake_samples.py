"""Sample conversations for the console; every person and firm is invented."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

Row = dict[str, Any]

AGENTS = {
    "demo": ("Camille Exemple", "demo-pass"),
    "noor": ("Noor Modèle", "noor-pass"),
}


def at(seconds_ago: float) -> str:
    """Gives an ISO 8601 date, `seconds_ago` before now."""
    moment = datetime.now(timezone.utc) - timedelta(seconds=seconds_ago)
    return moment.isoformat()


def reading(
    intent: str,
    confidence: float,
    label: str,
    polarity: float,
    second: str = "ask_delay",
) -> Row:
    """Gives what the bot read in a turn; confidence in [0, 1], polarity in [-1, 1]."""
    rest = round((1 - confidence) / 2, 3)
    return {
        "intent": intent,
        "confidence": confidence,
        "ranking": [
            {"name": intent, "confidence": confidence},
            {"name": second, "confidence": rest},
        ],
        "sentiment": {"polarity": polarity, "label": label, "probability": 0.8},
        "entities": [],
    }


def say(
    sender: str,
    text: str,
    ago: float,
    nlu: Row | None = None,
    buttons: tuple[str, ...] = (),
    agent: str | None = None,
) -> Row:
    """Gives a message without its `seq` and `message_id`."""
    return {
        "sender": sender,
        "text": text,
        "buttons": [{"title": title, "payload": "/affirm"} for title in buttons],
        "custom": {"agent": agent} if agent else None,
        "at": at(ago),
        "agent": agent,
        "nlu": nlu,
    }


def conversation(
    id_: str, mode: str, reason: str, messages: list[Row], **more: Any
) -> Row:
    """Gives a conversation as `GET /desk/conversations/{id}` answers it."""
    for seq, message in enumerate(messages, start=1):
        message.update(seq=seq, message_id=f"{id_}-{seq}")
    base: Row = {
        "id": id_,
        "mode": mode,
        "created_at": messages[0]["at"],
        "locale": "fr-FR",
        "page_url": "https://site-fictif.example/pret-rebond/suivi",
        "metadata": {},
        "agent": None,
        "customer": None,
        "reason": reason,
        "signals": [],
        "slots": {},
        "messages": messages,
        "notes": [],
        "suggestions": [],
        "mode_changes": [
            {
                "at": at(260),
                "from": "bot",
                "to": "queued",
                "actor": "bot",
                "reason": reason,
            }
        ],
        "feedback": None,
        "files": [],
    }
    return {**base, **more}


def loan_file() -> Row:
    """A pre-file whose owner is like an entry of the fictional list."""
    evidence = {
        "list": "treasury",
        "list_is_sample": True,
        "reference": "9001",
        "listed_name": "Igor Fictifovitch ESSAÏLOV",
        "score": 98,
        "compared": [
            {
                "kind": "name",
                "declared": "Igor Essailov",
                "listed": "Igor Fictifovitch ESSAÏLOV",
                "points": 95,
            },
            {
                "kind": "nationality",
                "declared": "RU",
                "listed": "RU",
                "points": 3,
            },
        ],
    }
    return {
        "reference": "RB-2020-004217",
        "status": "pre_file",
        "path": "flash",
        "region": "Île-de-France",
        "amount_cents": None,
        "opened_at": at(300),
        "updated_at": at(200),
        "company": {
            "siren": "000000018",
            "name": "Boulangerie Les Blés d’Essai",
            "register_state": "A",
        },
        "documents": [],
        "owners": [
            {
                "name": "Igor Essailov",
                "share_bp": 6000,
                "direct": True,
                "birth_date": None,
                "nationality": "RU",
            }
        ],
        "checks": [
            {
                "kind": "beneficial_owners",
                "outcome": "passed",
                "evidence": {},
                "at": at(200),
            },
            {
                "kind": "screening",
                "outcome": "to_review",
                "evidence": {"list": "treasury", "list_is_sample": True},
                "at": at(200),
            },
        ],
        "alerts": [
            {
                "id": "alert-1",
                "kind": "screening",
                "state": "open",
                "owner": "Igor Essailov",
                "evidence": evidence,
                "opened_at": at(200),
                "decided_by": None,
                "reason": None,
                "decided_at": None,
            }
        ],
    }


def _angry() -> Row:
    rate = reading("ask_rate", 0.94, "neutral", 0.05)
    angry = reading("express_frustration", 0.71, "angry", -0.86)
    return conversation(
        "5c1e88aa-0001",
        "queued",
        "negative_sentiment",
        [
            say("customer", "Bonjour", 420, reading("greet", 0.99, "neutral", 0.22)),
            say(
                "bot",
                "Bonjour ! Je suis l’assistant du prêt Rebond. Que puis-je pour vous ?",
                418,
                buttons=("Le taux", "Suis-je éligible ?", "Parler à quelqu’un"),
            ),
            say("customer", "c'est quoi le taux en Île-de-France", 360, rate),
            say(
                "bot",
                "En Île-de-France, le prêt est à **taux zéro** : "
                "vous ne remboursez que le capital.",
                358,
            ),
            say(
                "customer",
                "Ça fait trois semaines que j'attends, c'est honteux, "
                "je vais prendre un avocat",
                312,
                angry,
            ),
            say(
                "bot",
                "Je comprends votre colère : trois semaines, c’est long. "
                "Je vous passe une personne de l’équipe.",
                310,
            ),
            say("system", "La conversation est transmise à un agent.", 310),
        ],
        files=[loan_file()],
        signals=[
            {"rule": "strong_negative", "value": -0.86, "threshold": -0.5},
            {"rule": "unhappiness_deepens", "value": 0.91, "threshold": 0.3},
            {
                "rule": "topic_legal_threat",
                "value": "prendre un avocat",
                "threshold": None,
            },
        ],
        slots={"region": "Île-de-France"},
        known=[
            {
                "slot": "region",
                "label": "Région",
                "value": "Île-de-France",
                "raw": "Île-de-France",
            }
        ],
        suggestions=[
            {
                "intent": "ask_delay",
                "text": "Je regarde tout de suite où en est votre dossier.",
            },
            {
                "intent": "ask_application_status",
                "text": "Pouvez-vous me confirmer votre numéro de dossier ?",
            },
            {
                "intent": "express_frustration",
                "text": "Je suis désolée de cette attente, je prends le relais.",
            },
        ],
    )


def _lost() -> Row:
    return conversation(
        "77d0f3b2-0002",
        "queued",
        "repeated_fallback",
        [
            say(
                "customer",
                "le machin du bidule pour ma boîte ??",
                150,
                reading("out_of_scope", 0.31, "neutral", -0.1, "ask_use"),
            ),
            say(
                "bot",
                "Je ne suis pas sûr d’avoir compris. Parlez-vous de l’emploi du prêt ?",
                148,
                buttons=("Oui", "Non"),
            ),
            say(
                "customer",
                "mais non le truc là",
                95,
                reading("deny", 0.38, "worried", -0.3),
            ),
        ],
        signals=[
            {"rule": "out_of_scope_in_a_row", "value": 2, "threshold": 2},
            {"rule": "confidence_below_handoff", "value": 0.31, "threshold": 0.45},
        ],
    )


def _asked() -> Row:
    return conversation(
        "90ab12cd-0003",
        "queued",
        "requested",
        [
            say(
                "customer",
                "je veux parler à quelqu'un svp",
                40,
                reading("ask_human", 0.97, "neutral", -0.05),
            )
        ],
        signals=[{"rule": "asked_for_a_person", "value": 0.97, "threshold": 0.5}],
        customer={"id": "client-42", "name": "Nadia Belkacem"},
    )


def _others() -> Row:
    return conversation(
        "c0ffee00-0004",
        "human",
        "distress",
        [
            say(
                "customer",
                "Je vais devoir fermer, je ne dors plus",
                900,
                reading("express_worry", 0.83, "distressed", -0.92),
            ),
            say(
                "agent",
                "Je suis là, prenons le temps ensemble.",
                840,
                agent="Noor Modèle",
            ),
        ],
        agent={"username": "noor", "name": "Noor Modèle"},
        signals=[{"rule": "distress", "value": 0.91, "threshold": 0.7}],
    )


def promise(clock: str, left_s: float) -> Row:
    """What the service owes; below zero it is missed."""
    return {
        "clock": clock,
        "due_at": at(-left_s),
        "left_s": left_s,
        "missed": left_s <= 0,
    }


def sample_conversations() -> dict[str, Row]:
    """Gives fresh copies, by id, most urgent first."""
    rows = (_angry(), _lost(), _asked(), _others())
    promises = (
        promise("first_answer", -132.0),
        promise("first_answer", 48.0),
        promise("first_answer", 260.0),
        promise("resolution", 2700.0),
    )
    for row, owed in zip(rows, promises, strict=True):
        row["promise"] = owed
    rows[2]["left_message"] = True
    return {row["id"]: row for row in rows}
