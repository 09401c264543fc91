from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.masking import MASK, mask_personal_data


@pytest.mark.parametrize(
    "secret",
    [
        "a.b@exemple.fr",
        "06 12 34 56 78",
        "0612345678",
        "+33 6 12 34 56 78",
        "FR14 2004 1010 0505 0001 3M02 606",
        "FR15 2004 1010 0505 0001 3M02 606",
        "732 829 320",
        "123456789",
        "732 829 320 00074",
        "4970 1012 3456 7893",
        "1 85 05 78 006 084 36",
    ],
)
def test_personal_data_is_hidden(secret: str) -> None:
    assert mask_personal_data(f"Voici : {secret}, merci.") == f"Voici : {MASK}, merci."


@pytest.mark.parametrize(
    "text",
    [
        "Je voudrais 25 000 € sur 7 ans",
        "10 000 000 euros",
        "le 05/05/2020 à 14h30",
        "le 05-05-2020",
        "Toujours rien depuis 3 semaines !!!",
        "dossier RB-2020-004217",
        "",
    ],
)
def test_the_rest_stays_readable(text: str) -> None:
    assert mask_personal_data(text) == text


@given(st.text(alphabet="aFR0123456789 .@-€", max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_personal_data(text)
    assert mask_personal_data(once) == once


def test_gateway_and_actions_can_mask_without_rasa() -> None:
    code = (
        "import sys, bot.privacy.masking; "
        "heavy = {'rasa', 'spacy', 'tensorflow', 'onnxruntime'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
