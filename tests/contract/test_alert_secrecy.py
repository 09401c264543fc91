"""No customer may learn that there is something to look at (CMF L. 561-18).

That what is said is the same with and without an alert is proved by running the action:
tests/unit/actions/test_ownership_record.py. Here: nothing that customers can read even
has the words, and the code that speaks to them cannot reach the records.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.contract import conversation_data as data

WORDS = (
    r"\balertes?\b",
    r"\bsanctions?\b",
    r"\bgels?\b",
    r"\bhomonym",
    r"\bcriblage",
    r"\bfilt(r|rage)",
    r"\bsuspect",
    r"\bsoupçon",
    r"\btracfin\b",
    r"\bblanchiment",
    r"\bterroris",
    r"\bscores?\b",
    r"\bressembl",
    r"\bcorrespondance",
    r"\bliste noire",
    r"\bscreening\b",
)
# The desk's modules, and what they read: nothing of it speaks to a customer.
DESK_ONLY = {
    "bot.gateway.file_shapes",
    "bot.gateway.file_export",
    "bot.gateway.file_views",
}
# Warnings of swindlers, and the answer to a calm question about lists in general: they
# are said to everybody who asks, and speak of nobody's file.
ABOUT_OTHERS = re.compile(
    r"^utter_(faq/|fraud_|(sms|fees)_scam$|fake_adviser$|sanctions_lists$)"
)


def words_for_customers() -> list[tuple[str, str]]:
    return [(name, data.plain(text)) for name, text in data.sentences()]


@pytest.mark.parametrize("pattern", WORDS)
def test_no_answer_to_a_customer_has_a_word_of_alerts(pattern):
    found = [
        (name, text)
        for name, text in words_for_customers()
        if re.search(pattern, text) and not ABOUT_OTHERS.match(name)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["Une alerte est ouverte.", "Un homonyme figure sur une liste de sanctions."],
)
def test_a_planted_word_would_be_found(text):
    assert any(re.search(pattern, data.plain(text)) for pattern in WORDS)


def test_no_slot_is_named_after_an_alert():
    names = " ".join(data.domain()["slots"])
    assert not re.search(r"alert|sanction|screening|hit|score", names)


def imports(path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}
    return names | {str(node.module) for node in nodes}


READERS = {
    "bot.store.kyc_records.list_alerts",
    "bot.store.kyc_records.list_checks",
    "bot.store.kyc_records.list_audit_events",
    "bot.store.kyc_records.find_alert",
    "bot.store.loan_models.KycAlert",
    "bot.store.loan_models.KycCheck",
}


def test_no_action_reads_checks_or_alerts():
    """Actions write them; what cannot be read cannot be said."""
    found = {
        (path.name, name)
        for path in (data.ROOT / "actions").rglob("*.py")
        for name in imports(path) & READERS
    }
    assert found == set()


def test_only_the_desk_shows_files():
    gateway = data.ROOT / "bot" / "gateway"
    allowed = {"desk_view.py", "file_views.py", "routes.py"}
    found = {
        path.name
        for path in gateway.glob("*.py")
        if imports(path) & DESK_ONLY or "bot.gateway.file_views" in imports(path)
    }
    assert found <= allowed


def test_the_sentence_that_everybody_hears_exists_and_is_neutral():
    said = data.responses()["utter_owners_recorded"]
    assert said
    assert all("vérification habituelle" in each["text"] for each in said)
