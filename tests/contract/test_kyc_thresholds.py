"""What the bot says of the thresholds is what it applies."""

from __future__ import annotations

import pytest

from bot.kyc.kyc_rules import default_kyc_rules
from tests.contract import conversation_data as data


@pytest.mark.parametrize(
    ("fact_id", "name"),
    [("owner_threshold_magazine", "house"), ("owner_threshold_law", "law")],
)
def test_a_threshold_is_the_fact_that_is_said(fact_id, name):
    facts = [
        fact
        for path in (data.DATA / "knowledge" / "facts").glob("*.yml")
        for fact in data.load(path).get("facts", [])
    ]
    fact = next(each for each in facts if each["id"] == fact_id)
    threshold = getattr(default_kyc_rules().beneficial_owners, name)
    assert threshold.above_bp == fact["value"] * 100
    assert threshold.sources == fact["sources"]
    assert threshold.grade == fact["grade"]
