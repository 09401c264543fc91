from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.influencer_tiers import (
    TIERS_PATH,
    TierId,
    default_tiers,
    read_tiers,
    told_rates,
)


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        pytest.param(0, TierId.NANO, id="nobody yet"),
        pytest.param(9_999, TierId.NANO, id="just below the first limit"),
        pytest.param(10_000, TierId.MICRO, id="at the first limit"),
        pytest.param(99_999, TierId.MICRO, id="just below the second"),
        pytest.param(100_000, TierId.MACRO, id="at the second"),
        pytest.param(1_000_000, TierId.MEGA, id="a million"),
        pytest.param(50_000_000, TierId.MEGA, id="nothing limits the last"),
    ],
)
def test_an_audience_has_its_size(audience: int, expected: TierId):
    assert default_tiers().tier_of(audience).id is expected


def test_rates_of_a_size_are_those_of_every_range_it_touches():
    table = default_tiers()
    percents = {
        tier.id.value: [rate.percent for rate in table.rates_of(tier)]
        for tier in table.tiers
    }
    assert percents == {
        "nano": [7.21, 3.12],
        "micro": [3.12, 2.47],
        "macro": [2.19],
        "mega": [1.86],
    }


def test_figures_are_written_in_french():
    mega = default_tiers().find(TierId.MEGA)
    assert mega.written() == "plus de 1\u00a0million d’abonnés"
    rates = told_rates(default_tiers().rates_of(mega))
    assert rates == "1,86\u202f% au-delà de 1\u00a0million d’abonnés"
    every = told_rates(default_tiers().engagement)
    assert every.startswith("7,21\u202f% de 1\u202f000 à 5\u202f000\u00a0abonnés, 3,12")
    assert every.endswith(
        "2,19\u202f% de 100\u202f000 à 1\u00a0million, 1,86\u202f% au-delà"
    )
    micro = default_tiers().find(TierId.MICRO)
    assert micro.written() == "de 10\u202f000 à 100\u202f000\u00a0abonnés"


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        pytest.param("from: 10000, to: 100000", "from: 9000, to: 100000", "each range",
                     id="ranges that overlap"),
        pytest.param("percent: 7.21", "percent: 721", "less than", id="no percentage"),
        pytest.param("id: nano", "id: micro", "each once", id="a size twice"),
        pytest.param("from: 1000, to: 5000", "from: 5000, to: 1000", "above `from`",
                     id="a range that goes down"),
        pytest.param("name: micro", "nom: micro", "extra fields", id="unknown key"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_is_named(
    tmp_path: Path, written: str, instead: str, mistake: str
):
    text = TIERS_PATH.read_text(encoding="utf-8")
    assert written in text
    path = tmp_path / "influencer_tiers.yml"
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=mistake):
        read_tiers(path)
