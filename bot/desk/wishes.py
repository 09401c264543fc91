"""What a customer wants, what else he may have meant, and what he was told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.evidence_rules import EvidenceRules
from bot.desk.turns import CustomerTurn, Reading, Told


@dataclass(frozen=True)
class Wish:
    """Something the customer asked for, at the turn where he said it last."""

    intent: str
    turn: CustomerTurn


def find_wishes(turns: Sequence[CustomerTurn], rules: EvidenceRules) -> list[Wish]:
    """The wishes that the bot is sure of, the latest first, each once.

    Args:
        turns: Of one conversation, in order.
        rules: From when on a reading is sure, and which intents are no wish.
    """
    found: dict[str, Wish] = {}
    for turn in reversed(turns):
        if turn.intent is None or turn.intent in found:
            continue
        if rules.is_wish(turn.intent) and turn.confidence >= rules.numbers.clear_from:
            found[turn.intent] = Wish(turn.intent, turn)
    return list(found.values())[: rules.numbers.wants]


def find_runners_up(
    turns: Sequence[CustomerTurn], rules: EvidenceRules
) -> tuple[CustomerTurn, list[Reading]] | None:
    """The other readings of the latest turn that was read.

    Returns:
        The turn and its readings after the best; `None` when there are none, as for a
        pressed button, which is certain.
    """
    read = [turn for turn in turns if turn.ranking and not turn.is_pressed]
    if not read:
        return None
    others = [
        reading
        for reading in read[-1].ranking[1:]
        if reading.confidence >= rules.numbers.runner_up_from
    ]
    return (read[-1], others[: rules.numbers.runners_up]) if others else None


def find_told(
    turns: Sequence[CustomerTurn], said: Sequence[Told], rules: EvidenceRules
) -> list[Told]:
    """The bot's last answers, oldest first: what an agent need not say again."""
    return find_answers(turns, said, rules)[-rules.numbers.told :]


def find_answers(
    turns: Sequence[CustomerTurn], said: Sequence[Told], rules: EvidenceRules
) -> list[Told]:
    """Every answer of the bot's to something that the customer wanted.

    Left out: courtesies, questions of the bot's own, and the words that announce a
    person, which are the last of the turn that called him.
    """
    by_seq = {turn.seq: turn for turn in turns}
    last_of = {told.reply_to: told.seq for told in said if told.by_bot}
    answers = []
    for told in said:
        turn = by_seq.get(told.reply_to or 0)
        if not told.by_bot or turn is None or turn.was_clarified:
            continue
        if turn.called_human and last_of[told.reply_to] == told.seq:
            continue
        if rules.is_wish(turn.intent or "unread") and not _only_asks(told.text):
            answers.append(told)
    return answers


def _only_asks(text: str) -> bool:
    words = text.strip()
    return words.endswith("?") and not any(mark in words[:-1] for mark in ".!?…")
