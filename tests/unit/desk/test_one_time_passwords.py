from __future__ import annotations

import pytest

from bot.desk.one_time_passwords import (
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
    provisioning_uri,
)

# The shared secret and a result of RFC 6238, appendix B, in six digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEP = 1111111109 // 30
CODE = "081804"


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        pytest.param(STEP, None, STEP, id="on time"),
        pytest.param(STEP + 1, None, STEP, id="a slow phone"),
        pytest.param(STEP - 1, None, STEP, id="a fast phone"),
        pytest.param(STEP + 2, None, None, id="too old"),
        pytest.param(STEP, STEP, None, id="used"),
        pytest.param(STEP, STEP + 1, None, id="a newer one was used"),
        pytest.param(STEP, STEP - 1, STEP, id="the next one"),
    ],
)
def test_a_code_opens_once_about_its_time(now, last, expected) -> None:
    assert matching_step(SECRET, CODE, now, last) == expected


def test_spaces_do_not_count_and_other_signs_are_wrong() -> None:
    assert matching_step(SECRET, " 081 804 ", STEP, None) == STEP
    assert matching_step(SECRET, "08180é", STEP, None) is None
    assert matching_step(SECRET, "", STEP, None) is None


def test_the_uri_names_whose_it_is() -> None:
    uri = provisioning_uri(SECRET, "léa", "Écoute")
    assert uri.startswith("otpauth://totp/")
    assert f"secret={SECRET}" in uri


def test_recovery_codes_are_distinct_and_forgive_how_they_are_typed() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    assert hash_recovery_code(typed) == hash_recovery_code(codes[0])
    assert len({hash_recovery_code(code) for code in codes}) == 10
