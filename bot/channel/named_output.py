"""Collects what the bot says, each message with the response it comes from."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

# Where Rasa notes the response behind words (rasa/core/actions/action.py:325 and :732).
UTTER_ACTION = "utter_action"

# Key of a message to which the generator added words for an unhappy customer.
FIRST_WORDS = "first_words"


class NamedOutputChannel(CollectingOutputChannel):
    """Rasa's collector, which forgets names; one response may be several messages."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """See parent class."""
        before = len(self.messages)
        await super().send_response(recipient_id, message)
        # With first words it speaks to one customer: no longer the answer to everybody.
        is_personal = bool(message.get(FIRST_WORDS))
        for said in self.messages[before:]:
            said["response"] = None if is_personal else message.get(UTTER_ACTION)
