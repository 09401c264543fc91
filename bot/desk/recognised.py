"""What was recognised in the customer's own messages, also where no form asked. Pure.

Slots hold what the bot asked for. An angry message that gives a reference and goes
straight to a human fills none, and its author must not have to say it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk.known_slots import Known, write_value
from bot.desk.slot_rules import As, SlotRule, SlotRules


@dataclass(frozen=True)
class Mention:
    """One thing in one message of the customer's.

    Attributes:
        seq: Number of the message.
        entity: Its kind, a name of domain.yml.
        value: Normalised; hidden where it is personal.
        text: As it was written; empty when it cannot be told.
    """

    seq: int
    entity: str
    value: Any
    text: str


def read_recognised(
    mentions: Sequence[Mention], known: Sequence[Known], rules: SlotRules
) -> list[Known]:
    """What the customer said and the slots do not, in the order of the file.

    Args:
        mentions: Of all his messages, in order.
        known: What the card says already: the same value is not said again.
        rules: Which entities are shown, how, and how many of each.

    Returns:
        Of each entity the latest values first, each at the message that said it last.
    """
    shown = {each.value.casefold() for each in known}
    found = []
    for said in rules.file.said:
        rule = SlotRule(slot=said.entity, label=said.label, written=said.written)
        own: dict[str, Known] = {}
        for each in reversed(mentions):
            if each.entity != said.entity:
                continue
            raw = each.text if said.written is As.MASKED else each.value
            value = write_value(raw, rule, rules)
            if value and value.casefold() not in shown and value not in own:
                kept = value if said.written is As.MASKED else each.value
                own[value] = Known(said.entity, said.label, value, kept, each.seq)
        found += list(own.values())[: rules.file.said_at_most]
    return found
