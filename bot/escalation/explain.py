"""Says what the bot would do with a single message, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.contracts.escalation import Signal
from bot.escalation.conversation import read_turn
from bot.escalation.decision import Decision, decide, find_doubt
from bot.escalation.limits import EscalationLimits
from bot.escalation.signals import measure

# Options of every Rasa component that are not thresholds of ours.
_NOT_LIMITS = ("name", "priority", "max_history")


def limits_from_policies(policies: list[Mapping[str, Any]]) -> EscalationLimits:
    """Reads the limits from the list `policies` of `config.yml`; defaults without any.

    Raises:
        SettingsError: An option is unknown, of another kind or out of range.
    """
    for policy in policies:
        if str(policy.get("name", "")).rpartition(".")[2] == "EscalationPolicy":
            return EscalationLimits.from_config(own_options(policy))
    return EscalationLimits()


def own_options(config: Mapping[str, Any]) -> dict[str, Any]:
    """The options of EscalationPolicy without those that every component has."""
    return {name: v for name, v in config.items() if name not in _NOT_LIMITS}


def decide_on_message(
    parse_data: Mapping[str, Any], limits: EscalationLimits
) -> Decision:
    """Decides as if the message were the first of a conversation.

    Args:
        parse_data: What Rasa's NLU made of the message, with its `text`.
        limits: Thresholds to apply.
    """
    turn = read_turn(parse_data, str(parse_data.get("text") or ""))
    return decide(measure([turn], limits), limits)


def is_doubtful(parse_data: Mapping[str, Any], limits: EscalationLimits) -> bool:
    """Whether the bot would not trust its reading of a message, whatever its mood.

    Args:
        parse_data: What Rasa's NLU made of the message, with its `text`.
        limits: Thresholds to apply.
    """
    turn = read_turn(parse_data, str(parse_data.get("text") or ""))
    return find_doubt(measure([turn], limits), limits) is not None


def explain(decision: Decision) -> str:
    """Writes a decision as lines to read in a terminal, the outcome first."""
    reason = f" ({decision.reason.value})" if decision.reason else ""
    lines = [f"decision: {decision.kind.value}{reason}"]
    lines += [f"  because {_rule(signal)}" for signal in decision.fired]
    lines += [f"  offers {c.intent} ({c.confidence:.2f})" for c in decision.candidates]
    if not decision.fired:
        lines.append("  because no rule of the escalation fired")
    return "\n".join(lines)


def _rule(signal: Signal) -> str:
    value = f"{signal.value:.2f}" if isinstance(signal.value, float) else signal.value
    limit = "" if signal.threshold is None else f", limit {signal.threshold}"
    return f"{signal.rule}: {value}{limit}"
