"""What the bot has learned of a customer, in words with units. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.slot_rules import As, SlotRule, SlotRules
from bot.knowledge.brand import default_brand
from bot.knowledge.french import NARROW, NO_BREAK, Unit, with_unit, written_number
from bot.privacy.masking import MASK

UNKNOWN = "unknown"
_CENTS = 100
_MONTHS_A_YEAR = 12
_MINUS = "\u2212"
_SHOWN_END = 3  # letters or digits


@dataclass(frozen=True)
class Known:
    """One thing that nobody needs to ask again.

    Attributes:
        slot: Its name in domain.yml.
        label: What an agent calls it.
        value: In words, with its unit.
        raw: As the bot keeps it, JSON.
        seq: The message that says it; `None` for a slot.
    """

    slot: str
    label: str
    value: str
    raw: Any
    seq: int | None = None


def read_known(slots: Mapping[str, Any], rules: SlotRules) -> list[Known]:
    """The slots that say something to an agent, in the order of the card.

    A slot that the file does not name is shown under its own name: better an ugly word
    than a customer who is asked twice.
    """
    named = {rule.slot: rule for rule in rules.file.slots}
    others = [name for name in slots if name not in {*named, *rules.file.hidden}]
    known = []
    for name in [*named, *others]:
        rule = named.get(name) or SlotRule(slot=name, label=_plain(name))
        value = write_value(slots.get(name), rule, rules)
        if value:
            known.append(Known(name, rule.label, value, slots[name]))
    return known


def _plain(name: str) -> str:
    words = name.replace("_", " ").strip()
    return _capital(words)[:50] if len(words) > 1 else f"Slot {words}"


def write_value(value: Any, rule: SlotRule, rules: SlotRules) -> str:
    """The value in words, as its rule says; empty when it says nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if value == UNKNOWN:
        return rules.file.unknown
    words = rules.words(rule)
    if isinstance(value, str) and value in words:
        return _capital(words[value])
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    try:
        return _WRITERS[rule.written](value, rules)
    except (TypeError, ValueError, AttributeError, KeyError):
        # Of another shape than expected: a plain value is shown, the inside of a
        # structure would tell an agent nothing.
        return "" if isinstance(value, (Mapping, list)) else _text(value, rules)


def _text(value: Any, rules: SlotRules) -> str:
    if isinstance(value, Mapping):
        pairs = ((name, _text(each, rules)) for name, each in value.items())
        return ", ".join(
            f"{str(name).replace('_', ' ')}{NARROW}: {words}"
            for name, words in pairs
            if words
        )
    if isinstance(value, (list, tuple)):
        return ", ".join(words for each in value if (words := _text(each, rules)))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return written_number(value)
    return "" if value is None else str(value)


def _euros(value: Any, rules: SlotRules) -> str:
    return with_unit(int(value) / _CENTS, Unit.EURO).replace("-", _MINUS)


def _months(value: Any, rules: SlotRules) -> str:
    years, rest = divmod(int(value), _MONTHS_A_YEAR)
    parts = [with_unit(years, Unit.YEARS)] if years else []
    parts += [with_unit(rest, Unit.MONTHS)] if rest or not years else []
    return " et ".join(parts)


def _persons(value: Any, rules: SlotRules) -> str:
    count = int(value)
    if count == 0:
        return "Aucun salarié"
    plural = "s" if count > 1 else ""
    return f"{written_number(count)}{NO_BREAK}salarié{plural}"


def _audience(value: Any, rules: SlotRules) -> str:
    return f"{written_number(int(value))}{NO_BREAK}personnes"


def _moment(value: Any, rules: SlotRules) -> str:
    moment = default_brand().hours.local(datetime.fromisoformat(str(value)))
    day = with_unit(moment.date(), Unit.DATE)
    return f"{day} à {moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02d}"


def _question(value: Any, rules: SlotRules) -> str:
    name = str(value)
    return rules.file.questions.get(name) or rules.label(name) or _plain(name)


def _owners(value: Any, rules: SlotRules) -> str:
    return ", ".join(
        _owner(str(share["label"]), share.get("share_bp")) for share in value["shares"]
    )


def _owner(label: str, share_bp: int | None) -> str:
    if share_bp is None:
        return label
    return f"{label} {with_unit(share_bp / _CENTS, Unit.PERCENT)}"


def _orientation(value: Any, rules: SlotRules) -> str:
    path = str(value["path"])
    return rules.file.paths.get(path) or _plain(path)


def _company(value: Any, rules: SlotRules) -> str:
    outcome = str(value["outcome"])
    said = rules.file.register_words.get(outcome) or _plain(outcome)
    reasons = [
        rules.file.register_reasons.get(code, code) for code in value.get("reasons", ())
    ]
    name = value.get("name")
    parts = [str(name), said[0].lower() + said[1:]] if name else [said]
    return ", ".join([*parts, *reasons])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _masked(value: Any, rules: SlotRules) -> str:
    # Enough to tell one from another; the whole stands in the message.
    written = str(value)
    if "@" in written:
        return MASK + written[written.index("@") :]
    letters = [letter for letter in written if letter.isalnum()]
    return f"{MASK}{NO_BREAK}{''.join(letters[-_SHOWN_END:])}" if letters else MASK


_WRITERS: Mapping[As, Callable[[Any, SlotRules], str]] = {
    As.TEXT: _text,
    As.YES_NO: _text,
    As.EUROS: _euros,
    As.MONTHS: _months,
    As.PERSONS: _persons,
    As.AUDIENCE: _audience,
    As.MASKED: _masked,
    As.MOMENT: _moment,
    As.QUESTION: _question,
    As.OWNERS: _owners,
    As.ORIENTATION: _orientation,
    As.COMPANY: _company,
}
