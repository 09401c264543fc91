"""A secret that was sealed opens with its key, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeyMissing, SecretUnreadable
from bot.privacy.secret_box import SEALED, SecretBox, new_key

OLD, NEW, OTHER = new_key(), new_key(), new_key()
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@given(st.text())
def test_what_is_sealed_opens_again(secret: str) -> None:
    box = SecretBox([NEW])
    sealed = box.seal(secret)
    assert sealed.startswith(SEALED)
    assert box.open(sealed) == secret


def test_the_secret_cannot_be_read_in_what_is_stored() -> None:
    box = SecretBox([NEW])
    assert SECRET not in box.seal(SECRET)
    assert box.seal(SECRET) != box.seal(SECRET), "equal secrets must not look equal"


def test_the_column_has_room_for_it() -> None:
    assert len(SecretBox([NEW]).seal(SECRET)) <= 300


def test_what_was_stored_in_clear_is_given_back() -> None:
    assert SecretBox([]).open(SECRET) == SECRET
    assert not SecretBox([NEW]).is_sealed_by_newest(SECRET)


def test_an_old_key_opens_and_the_new_one_seals() -> None:
    sealed = SecretBox([OLD]).seal(SECRET)
    box = SecretBox([NEW, OLD])
    assert box.open(sealed) == SECRET
    assert not box.is_sealed_by_newest(sealed)
    anew = box.seal(box.open(sealed))
    assert box.is_sealed_by_newest(anew)
    assert SecretBox([NEW]).open(anew) == SECRET


@pytest.mark.parametrize(
    "keys", [pytest.param([], id="no key"), pytest.param([OTHER], id="another key")]
)
def test_without_its_key_it_stays_shut(keys: list[str]) -> None:
    sealed = SecretBox([NEW]).seal(SECRET)
    with pytest.raises(SecretUnreadable) as raised:
        SecretBox(keys).open(sealed)
    assert sealed not in str(raised.value)


def test_what_was_changed_stays_shut() -> None:
    sealed = SecretBox([NEW]).seal(SECRET)
    changed = sealed[:-10] + ("A" if sealed[-10] != "A" else "B") + sealed[-9:]
    with pytest.raises(SecretUnreadable):
        SecretBox([NEW]).open(changed)


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(KeyMissing):
        SecretBox([]).seal(SECRET)
