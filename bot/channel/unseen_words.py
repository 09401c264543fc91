"""What one action has said already, and its tracker does not show yet."""

from __future__ import annotations

from collections import OrderedDict

# Conversations remembered; an action lasts a moment, so few are ever needed.
MOST_CONVERSATIONS = 512


class UnseenWords:
    """Remembers the texts of the action at work, by conversation.

    Rasa generates all messages of an action on one tracker, and adds them to it
    afterwards (rasa/core/actions/action.py, `_utter_responses`): as long as the number
    of events stays the same, what was generated is missing there.
    """

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._texts: OrderedDict[str, tuple[int, list[tuple[str, str]]]] = OrderedDict()

    def add(self, conversation: str, events: int, text: str, response: str) -> None:
        """Remembers a text, with the name of its response.

        Args:
            conversation: Its id.
            events: How many events the tracker shows.
            text: As the customer reads it.
            response: Name of the response.
        """
        known = self.of(conversation, events)
        self._texts[conversation] = (events, [*known, (text, response)])
        self._texts.move_to_end(conversation)
        if len(self._texts) > MOST_CONVERSATIONS:
            self._texts.popitem(last=False)

    def of(self, conversation: str, events: int) -> list[tuple[str, str]]:
        """Texts and responses said while the tracker shows that many events."""
        seen, texts = self._texts.get(conversation, (-1, []))
        return list(texts) if seen == events else []
