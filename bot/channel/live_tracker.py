"""A conversation's tracker between turns: short, and knowing what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# A tracker with more turns than this is cut to the latest ones. Policies replay every
# event for every prediction; EscalationPolicy counts over a few turns, and
# AugmentedMemoizationPolicy compares 6 steps.
MOST_TURNS = 12
KEPT_TURNS = 8
# Events after which others may not count any more.
_UNDOING = frozenset({ActionReverted, ActiveLoop, Restarted, UserUtteranceReverted})


class LiveTracker(DialogueStateTracker):
    """A tracker whose first `stored` events need not be written any more.

    Attributes:
        stored: How many of `events`, from the first on, are in the store or stand for
            events that are.
        last_row: The id of the conversation's newest row when it was read or written;
            `None` before the first.
    """

    stored: int = 0
    last_row: int | None = None

    def __init__(
        self, sender_id: str, slots: Iterable[Slot] | None, *args: Any, **kwargs: Any
    ) -> None:
        """See parent class; the slots are copied without `copy`.

        A turn makes half a dozen trackers to look at the past, each with every slot of
        the domain, and Python's protocol of copying took a tenth of the turn.
        """
        super().__init__(sender_id, None, *args, **kwargs)
        if slots is not None:
            self.slots = {slot.name: _twin(slot) for slot in slots}
            self._reset_slots()

    def applied_events(self) -> list[Event]:
        """See parent class; quick when nothing was undone and no form was open.

        Rasa compares every event with five kinds, dozens of times a turn
        (rasa/shared/core/trackers.py:478-518).
        """
        events = list(self.events)
        if not _UNDOING.isdisjoint(map(type, events)):
            applied: list[Event] = super().applied_events()
            return applied
        starts = [i for i, event in enumerate(events) if type(event) is SessionStarted]
        return events[starts[-1] + 1 :] if starts else events

    def init_copy(self) -> LiveTracker:
        """See parent class; a copy is as quick."""
        return LiveTracker(self.sender_id, self.slots.values(), self._max_event_history)


def _twin(slot: Slot) -> Slot:
    twin: Slot = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin


def shorten(tracker: LiveTracker, domain_slots: Sequence[Any]) -> LiveTracker:
    """Gives a tracker of the present session's latest turns, slots kept.

    What Rasa would load: events since the session began (rasa/core/tracker_store.py,
    `_event_query`). A long session is cut where a turn begins and no form is open;
    events that set the slots stand for what was before.

    Args:
        tracker: All of its events are stored.
        domain_slots: The slots of the domain.
    """
    events = list(tracker.events)
    start = _session_start(events)
    cut = _first_kept(events, start)
    if cut is not None:
        kept = [*_opening(tracker, events, cut), *events[cut:]]
    elif start > 0:
        kept = events[start:]
    else:
        return tracker
    short: LiveTracker = LiveTracker.from_events(tracker.sender_id, kept, domain_slots)
    short.stored = len(kept)
    short.last_row = tracker.last_row
    return short


def _session_start(events: Sequence[Event]) -> int:
    starts = [i for i, event in enumerate(events) if isinstance(event, SessionStarted)]
    return starts[-1] if starts else 0


def _first_kept(events: Sequence[Event], start: int) -> int | None:
    """Where to cut a session that is too long; `None` to leave it whole."""
    turns, loop, closed = [], None, []
    for place, event in enumerate(events[start:], start):
        if isinstance(event, ActiveLoop):
            loop = event.name
        elif isinstance(event, UserUttered):
            turns.append(place)
            closed.append(loop is None)
    if len(turns) <= MOST_TURNS:
        return None
    oldest = len(turns) - KEPT_TURNS
    # A form that is open at the cut would be lost: then further back.
    return next((turns[n] for n in range(oldest, 0, -1) if closed[n]), None)


def _opening(tracker: LiveTracker, events: Sequence[Event], cut: int) -> list[Event]:
    """The events of a new session in which the slots are as they were at the cut."""
    past = tracker.init_copy()
    for event in events[:cut]:
        past.update(event)
    at = events[cut].timestamp
    slots = [
        SlotSet(name, slot.value, at)
        for name, slot in past.slots.items()
        if slot.value != slot.initial_value
    ]
    return [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at),
        SessionStarted(at),
        *slots,
        ActionExecuted(ACTION_LISTEN_NAME, timestamp=at),
    ]
