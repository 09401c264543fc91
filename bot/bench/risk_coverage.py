"""`python -m bot.bench.risk_coverage`: what each threshold of confidence costs.

Trains the intent model of `config.yml` on two sets of data, asks it messages that it
has never seen, in scope and out of it, and draws into `docs/images` how often it is
wrong (risk) for how much it answers itself (coverage). Prints the numbers too.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.bench.nlu_metrics import REFUSALS
from bot.bench.trials import TRIALS, Trial, examples, lines, options_of, train
from bot.settings import PROJECT_ROOT

PICTURE = PROJECT_ROOT / "docs" / "images" / "risk-coverage"
_POLICY = "EscalationPolicy"
_STEPS = np.linspace(0, 1, 101)
_PRINTED = (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Verdicts:
    """What the model said of held-out messages, M of them in scope.

    Attributes:
        right: bool [M]: whether the intent was the right one.
        sure: float64 [M]: confidence of that intent, in [0, 1].
        foreign_sure: float64 [K]: confidence of the intent found for messages out of
            scope; 0 where it was `out_of_scope`, which is the right answer.
    """

    right: npt.NDArray[np.bool_]
    sure: Shares
    foreign_sure: Shares


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table per trial and writes the picture as PNG and SVG."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=PICTURE, help="without suffix")
    options = parser.parse_args(arguments)
    limits = options_of(_POLICY, "policies")["understanding"]
    found = {trial.title: judge(trial) for trial in TRIALS}
    for title, verdicts in found.items():
        print(f"\n{title}\n{as_table(verdicts)}")
    draw(found, limits, options.to)


def coverage(verdicts: Verdicts, limits: Shares) -> Shares:
    """Share of the messages in scope that are answered, for each limit [T]."""
    return (verdicts.sure[None] >= limits[:, None]).mean(axis=1)


def risk(verdicts: Verdicts, limits: Shares) -> Shares:
    """Share of wrong answers among those given in scope, for each limit [T].

    Where nothing is answered, nothing is wrong.
    """
    given = verdicts.sure[None] >= limits[:, None]
    wrong = given & ~verdicts.right[None]
    return wrong.sum(axis=1) / np.maximum(given.sum(axis=1), 1)


def foreign_answered(verdicts: Verdicts, limits: Shares) -> Shares:
    """Share of the messages out of scope that get some answer of ours, [T]."""
    return (verdicts.foreign_sure[None] >= limits[:, None]).mean(axis=1)


def as_table(verdicts: Verdicts, limits: Sequence[float] = _PRINTED) -> str:
    """Lays out, per limit, what is answered, what is wrong, what is let through."""
    at = np.array(limits)
    columns = [coverage(verdicts, at), risk(verdicts, at)]
    columns.append(foreign_answered(verdicts, at))
    rows = ["limit  in scope answered  wrong among them  out of scope answered"]
    for limit, answered, wrong, foreign in zip(limits, *columns, strict=True):
        rows.append(f"{limit:5.2f}{answered:19.1%}{wrong:18.1%}{foreign:23.1%}")
    return "\n".join(rows)


def judge(trial: Trial) -> Verdicts:
    """Trains on a trial's data and asks about the rest."""
    model, encoder = train(*examples(trial.train))

    def ask(messages: Sequence[str]) -> list[tuple[str, float]]:
        vectors = encoder.encode(messages)
        pairs = zip(messages, vectors, strict=True)
        return [model.understand(text, vector).ranking[0] for text, vector in pairs]

    questions, gold = examples(trial.test)
    return _verdicts(ask(questions), gold, ask(lines(trial.foreign)))


def _verdicts(
    answers: Sequence[tuple[str, float]],
    gold: Sequence[str],
    foreign: Sequence[tuple[str, float]],
) -> Verdicts:
    pairs = zip(answers, gold, strict=True)
    right = [found == label.partition("/")[0] for (found, _), label in pairs]
    return Verdicts(
        np.array(right),
        np.array([sure for _, sure in answers]),
        np.array([0 if found in REFUSALS else sure for found, sure in foreign]),
    )


def draw(found: Mapping[str, Verdicts], limits: Mapping[str, float], to: Path) -> None:
    """Draws both views of all trials.

    Args:
        found: Verdicts by title.
        limits: `ask` and `handoff` of `config.yml`, marked in the picture.
        to: Path without suffix; `.png` and `.svg` are written.
    """
    import matplotlib  # type: ignore[import-untyped]

    matplotlib.use("Agg")
    # Stable ids and no date: drawing again changes only what changed.
    matplotlib.rcParams["svg.hashsalt"] = to.name
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.4), dpi=110)
    colours = ("#0b5cad", "#c2410c", "#15803d")
    for (title, verdicts), colour in zip(found.items(), colours, strict=False):
        _draw_risk(left, verdicts, limits["ask"], title, colour)
        _draw_shares(right, verdicts, title, colour)
    _label_axes(left, right, limits)
    figure.tight_layout()
    to.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(to.with_suffix(".png"), metadata={"Software": None})
    figure.savefig(to.with_suffix(".svg"), metadata={"Date": None})
    pyplot.close(figure)


def _draw_risk(
    axes: Any, verdicts: Verdicts, ask: float, title: str, colour: str
) -> None:
    x, y = coverage(verdicts, _STEPS), risk(verdicts, _STEPS)
    shown = x >= 0.2  # a handful of messages says nothing about risk
    axes.plot(100 * x[shown], 100 * y[shown], color=colour, label=title)
    at = np.array([ask])
    point = (100 * coverage(verdicts, at), 100 * risk(verdicts, at))
    axes.plot(*point, "o", color=colour)


def _draw_shares(axes: Any, verdicts: Verdicts, title: str, colour: str) -> None:
    axes.plot(_STEPS, 100 * coverage(verdicts, _STEPS), color=colour, label=title)
    foreign = 100 * foreign_answered(verdicts, _STEPS)
    axes.plot(_STEPS, foreign, "--", color=colour)


def _label_axes(left: Any, right: Any, limits: Mapping[str, float]) -> None:
    left.set(xlabel="messages in scope answered, %", ylabel="wrong among them, %")
    left.set_title("Risk and coverage; the dot is `ask`")
    right.set(xlabel="confidence required", ylabel="answered, %", xlim=(0, 1))
    right.set_title("In scope (line), out of scope (dashes)")
    for name in ("handoff", "ask"):
        right.axvline(limits[name], color="#555555", linewidth=0.8, linestyle=":")
        right.text(limits[name] + 0.01, 101, name, fontsize=8, color="#555555")
    for axes in (left, right):
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.25)
        axes.legend(loc="best", fontsize=8)


if __name__ == "__main__":
    main()
