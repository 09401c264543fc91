"""Commands that work on the store without a running gateway."""

from __future__ import annotations

import json
import sys

from bot.seeding import DEMO_USERNAME, prepare_store
from bot.settings import load_settings


def run_seed() -> int:
    """Migrates; creates the demo agent and sample files where there are none."""
    seeded = prepare_store(load_settings(), samples_wanted=True)
    if seeded.files:
        sys.stdout.write(f"{seeded.files} dossiers fictifs ajoutés.\n")
    if not seeded.created:
        sys.stdout.write("La base est à jour, elle a déjà des conseillers.\n")
        return 0
    shown = seeded.password or "celui de BOT_DEMO_PASSWORD"
    sys.stdout.write(f"Conseiller « {DEMO_USERNAME} » créé, mot de passe : {shown}\n")
    return 0


def run_erase(conversation_id: str, yes: bool) -> int:
    """Erases a conversation from the store and from Rasa's tracker store."""
    from bot.store.engine import create_engine, create_sessions
    from bot.store.erasure import add_receipt, erase_conversation, erase_tracker

    if not yes and not _confirmed(conversation_id):
        return 1
    settings = load_settings()
    tracker = create_engine(settings.tracker_url)
    sessions = create_sessions(settings.database_url)
    with sessions.begin() as session:
        counts = erase_conversation(session, conversation_id)
        counts["events"] = erase_tracker(tracker, conversation_id)
        if not any(counts.values()):
            sys.stderr.write(f"Aucune conversation {conversation_id}.\n")
            return 1
        receipt = add_receipt(session, counts)
    sys.stdout.write(json.dumps(receipt, ensure_ascii=False) + "\n")
    return 0


def _confirmed(conversation_id: str) -> bool:
    answer = input(f"Effacer {conversation_id} définitivement ? [o/N] ")
    return answer.strip().lower() in {"o", "oui"}
