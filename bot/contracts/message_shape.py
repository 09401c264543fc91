"""What a message without an ordinary sentence looks like, wherever it travels."""

from __future__ import annotations

from enum import Enum

# Key under which the reader of odd messages leaves its finding in Rasa's parse data.
MESSAGE_SHAPE = "message_shape"


class MessageShape(str, Enum):
    """Kinds of messages that need words of their own when they are not understood."""

    NOTHING = "nothing"  # spaces and punctuation
    EMOJI = "emoji"
    LETTER = "letter"  # one letter again and again
    NUMBER = "number"
    LINK = "link"
    LONG = "long"  # a story; it may be understood all the same
