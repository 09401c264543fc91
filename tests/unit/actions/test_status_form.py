from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.status_form import ValidateStatusForm

from .examples import said, tracker_of
from .files import SIREN, slots_set

REFERENCE = "RB-2020-004217"
DOMAIN = {
    "forms": {"status_form": {"required_slots": ["status_reference", "status_siren"]}},
    "slots": {},
}


async def hear(
    text: str,
    slots: dict[str, Any] | None = None,
    intent: str = "ask_application_status",
    entities: tuple[tuple[str, str], ...] = (),
) -> tuple[dict[str, Any], list[str]]:
    """What the form takes from a message, and what it says about it."""
    message = {
        "text": text,
        "intent": {"name": intent},
        "entities": [{"entity": e, "value": v} for e, v in entities],
    }
    dispatcher = CollectingDispatcher()
    tracker = tracker_of({"requested_slot": None, **(slots or {})}, None, message)
    events = await ValidateStatusForm().run(dispatcher, tracker, DOMAIN)
    return slots_set(events), said(dispatcher)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param(
            f"mon dossier {REFERENCE}, siren 000 000 018",
            {"status_reference": REFERENCE, "status_siren": SIREN},
            id="both in one sentence",
        ),
        pytest.param("rb 2020 4217", {"status_reference": REFERENCE}, id="reference"),
        pytest.param("00000001800010", {"status_siren": SIREN}, id="SIRET"),
        pytest.param("c'est quoi un siren ?", {}, id="a question in between"),
        pytest.param("j'ai 12 salariés", {}, id="something else"),
    ],
)
async def test_a_message_fills_what_it_holds(text: str, taken: dict[str, Any]):
    assert await hear(text) == (taken, [])


@pytest.mark.parametrize(
    ("text", "taken", "words"),
    [
        pytest.param(
            "rb 4217",
            {"status_reference": None},
            ["utter_status_reference_unreadable"],
            id="reference",
        ),
        pytest.param(
            "000 000 019",
            {"status_siren": None},
            ["utter_status_siren_unreadable"],
            id="SIREN",
        ),
        pytest.param(
            f"{REFERENCE} et 000 000 019",
            {"status_reference": REFERENCE, "status_siren": None},
            ["utter_status_siren_unreadable"],
            id="one of the two",
        ),
    ],
)
async def test_a_typing_error_is_said(
    text: str, taken: dict[str, Any], words: list[str]
):
    assert await hear(text) == (taken, words)


async def test_a_button_may_bring_both():
    taken, _ = await hear(
        "/ask_application_status",
        entities=(("dossier_reference", REFERENCE), ("siren", SIREN)),
    )
    assert taken == {"status_reference": REFERENCE, "status_siren": SIREN}


async def test_a_button_cannot_bring_something_else():
    taken, _ = await hear(
        "/ask_application_status",
        entities=(("dossier_reference", "DROP"), ("siren", "123456789")),
    )
    assert taken == {}


async def test_without_its_letters_a_reference_counts_when_it_was_asked():
    asked = {"requested_slot": "status_reference"}
    assert (await hear("2020-004217", asked))[0] == {"status_reference": REFERENCE}


async def test_who_does_not_know_is_not_asked_again():
    asked = {"requested_slot": "status_siren", "status_reference": REFERENCE}
    taken, _ = await hear("je ne l'ai pas", asked, intent="decline_to_answer")
    assert taken == {"status_siren": None, "requested_slot": None}


async def test_who_says_it_after_all_is_heard():
    asked = {"requested_slot": "status_reference"}
    taken, _ = await hear(
        f"je ne sais pas si c'est {REFERENCE}", asked, intent="decline_to_answer"
    )
    assert taken == {"status_reference": REFERENCE}


@pytest.mark.parametrize(
    ("text", "is_over"),
    [
        pytest.param("où en est mon dossier ?", True, id="the same, unnamed"),
        pytest.param(f"où en est {REFERENCE} ?", True, id="the same, named"),
        pytest.param("et le RB-2020-000001 ?", False, id="another"),
        pytest.param("celui du siren 000 000 026", False, id="another company"),
        pytest.param("et rb 17 ?", False, id="another, mistyped"),
    ],
)
async def test_the_file_that_is_identified_is_not_asked_for(text: str, is_over: bool):
    taken, _ = await hear(text, {"file_reference": REFERENCE})
    closes = "requested_slot" in taken and taken["requested_slot"] is None
    assert closes == is_over
