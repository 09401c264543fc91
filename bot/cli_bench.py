"""The commands `bot bench …`: what the product costs and how well it does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Les mesures.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Dernière ligne en JSON.")]
Baseline = Annotated[
    bool, typer.Option("--baseline", help="Mesurer aussi les réglages de Rasa.")
]

Epochs = Annotated[
    int,
    typer.Option(
        min=1,
        help="Passes d’apprentissage des réglages de Rasa. Avec deux ou trois, ils ne "
        "savent presque rien, renoncent, et vont donc plus vite que de raison : 15 "
        "donnent une idée juste.",
    ),
]


@app.command("nlu")
def bench_nlu(
    train_file: Annotated[Path, typer.Option("--train", exists=True)],
    test_file: Annotated[Path, typer.Option("--test", exists=True)],
    oos: Annotated[Path | None, typer.Option(exists=True)] = None,
    baseline: Baseline = False,
    as_json: AsJson = False,
    epochs: Epochs = 100,
) -> None:
    """Compréhension : justesse, hors-sujet, durées, mémoire."""
    from bot.bench.nlu import run

    run(train_file, test_file, oos, baseline, as_json, epochs)


@app.command("sentiment")
def bench_sentiment(
    test_file: Annotated[Path, typer.Option("--test", exists=True)],
    as_json: AsJson = False,
) -> None:
    """Sentiment : texte ⇥ negative, neutral ou positive."""
    from bot.bench.sentiment import run

    run(test_file, as_json)


@app.command("turn")
def bench_turn(
    baseline: Baseline = False, as_json: AsJson = False, epochs: Epochs = 100
) -> None:
    """Un tour de parole : démarrage, mémoire, durée, débit."""
    from bot.bench.turn import run

    run(baseline, as_json, epochs)


@app.command("queue")
def bench_queue(
    agents: Annotated[int, typer.Option(min=1, max=500)] = 4,
    arrivals_per_hour: Annotated[float, typer.Option(min=1, max=5000)] = 48,
    minutes: Annotated[float, typer.Option(min=10, max=6000)] = 300,
    seed: int = 20200705,
    as_json: AsJson = False,
) -> None:
    """La file sous une charge trop forte, simulée : attentes par motif, et la borne."""
    from bot.bench.queue import run
    from bot.bench.queue_simulation import Afternoon

    run(Afternoon(agents, arrivals_per_hour, minutes, seed=seed), as_json)


@app.command("history")
def bench_history(
    handoffs: Annotated[int, typer.Option(min=1, help="De l’année.")] = 100_000,
    repeats: Annotated[int, typer.Option(min=1, help="Lectures de chaque page.")] = 3,
    database: Annotated[str | None, typer.Option(help="postgresql://…")] = None,
    as_json: AsJson = False,
) -> None:
    """La supervision d’une année entière : durée de chaque page et tableau."""
    from bot.bench.history import run

    run(handoffs, repeats, database, as_json)


@app.command("handoff")
def bench_handoff(
    customers: Annotated[int, typer.Option(min=1, help="Clients du pupitre.")] = 50,
    desk: Annotated[int, typer.Option("--agents", min=1, help="Conseillers.")] = 10,
    crowd: Annotated[int, typer.Option(min=1, help="Clients connectés.")] = 500,
    rate: Annotated[float, typer.Option(min=0.1, help="Leurs messages/s.")] = 20.0,
    seconds: Annotated[float, typer.Option(min=1, help="De chaque partie.")] = 30.0,
    database: Annotated[str | None, typer.Option(help="postgresql://…")] = None,
    rasa: Annotated[bool, typer.Option("--rasa", help="Le vrai modèle.")] = False,
    as_json: AsJson = False,
) -> None:
    """Du client à l’écran du conseiller : durées, sous charge."""
    from bot.bench.handoff import run
    from bot.bench.handoff_load import Load

    run(Load(customers, crowd, rate, seconds), desk, database, rasa, as_json)
