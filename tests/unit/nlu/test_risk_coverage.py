from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.bench.risk_coverage import (
    Verdicts,
    as_table,
    coverage,
    draw,
    foreign_answered,
    risk,
)

VERDICTS = Verdicts(
    right=np.array([True, True, False, True]),
    sure=np.array([0.9, 0.7, 0.5, 0.1]),
    foreign_sure=np.array([0.6, 0.2, 0.0, 0.0]),
)


@pytest.mark.parametrize(
    ("limit", "answered", "wrong", "foreign"),
    [
        pytest.param(0.05, 1.0, 0.25, 0.5, id="almost everything answered"),
        pytest.param(0.5, 0.75, 1 / 3, 0.25, id="the limit itself is answered"),
        pytest.param(0.6, 0.5, 0.0, 0.25, id="mistakes were less sure"),
        pytest.param(1.0, 0.0, 0.0, 0.0, id="nothing answered, nothing wrong"),
    ],
)
def test_what_a_limit_costs(
    limit: float, answered: float, wrong: float, foreign: float
) -> None:
    at = np.array([limit])
    assert coverage(VERDICTS, at)[0] == pytest.approx(answered)
    assert risk(VERDICTS, at)[0] == pytest.approx(wrong)
    assert foreign_answered(VERDICTS, at)[0] == pytest.approx(foreign)


def test_the_table_has_a_line_per_limit() -> None:
    lines = as_table(VERDICTS, (0.05, 0.5)).splitlines()
    assert len(lines) == 3
    assert lines[2].split() == ["0.50", "75.0%", "33.3%", "25.0%"]


@pytest.mark.slow
def test_drawing_twice_gives_the_same_picture(tmp_path: Path) -> None:
    limits = {"ask": 0.45, "handoff": 0.05}
    for name in ("one", "two"):
        draw({"Trial": VERDICTS}, limits, tmp_path / name / "curve")
    for suffix in (".png", ".svg"):
        one, two = (tmp_path / name / f"curve{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
