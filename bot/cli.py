"""The command `bot`. Each command imports what it needs, so that help is instant."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_bench
from bot.contracts.people import Role
from bot.errors import BotError

app = typer.Typer(
    name="bot",
    help="Écoute : l’assistant qui écoute, et qui passe la main à temps.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
agents = typer.Typer(help="Les conseillers.", no_args_is_help=True)
listen = typer.Typer(help="La voix des clients.", no_args_is_help=True)
app.add_typer(agents, name="agent")
app.add_typer(cli_bench.app, name="bench")
app.add_typer(listen, name="listen")

AsJson = Annotated[bool, typer.Option("--json", help="Dernière ligne en JSON.")]


@app.command()
def serve() -> None:
    """Démarre tout : passerelle, Rasa et actions, sous surveillance."""
    from bot.cli_serve import run_serve

    raise typer.Exit(run_serve())


@app.command()
def train(
    force: Annotated[bool, typer.Option(help="Même si rien n’a changé.")] = False,
) -> None:
    """Entraîne le modèle si les données ont changé."""
    from bot.cli_rasa import run_train

    raise typer.Exit(run_train(force))


@app.command()
def validate(
    contracts: Annotated[
        bool,
        typer.Option(help="Avec les tests de contrat, que `bot test` lance aussi."),
    ] = True,
) -> None:
    """Vérifie les données de conversation et ce que les fichiers se promettent."""
    from bot.cli_rasa import run_validate

    raise typer.Exit(run_validate(contracts))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True}
)
def test(context: typer.Context) -> None:
    """Lance tous les tests ; le reste de la ligne va à pytest."""
    from bot.cli_rasa import run_tests

    raise typer.Exit(run_tests(context.args))


@app.command()
def parse(
    text: Annotated[str, typer.Argument(help="Ce qu’écrirait un client.")],
    as_json: AsJson = False,
) -> None:
    """Explique ce qui est compris d’une phrase, et ce qui serait décidé."""
    from bot.cli_parse import run_parse

    raise typer.Exit(run_parse(text, as_json))


@app.command()
def chat(
    url: Annotated[str | None, typer.Option(help="Adresse de la passerelle.")] = None,
) -> None:
    """Converse dans le terminal avec la passerelle en marche."""
    from bot.cli_chat import run_chat

    raise typer.Exit(run_chat(url))


@app.command()
def seed() -> None:
    """Prépare la base et, si elle est vide, crée le conseiller « demo »."""
    from bot.cli_store import run_seed

    raise typer.Exit(run_seed())


Username = Annotated[str, typer.Argument(help="Identifiant de connexion.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Lire le mot de passe en entrée.")
]


@agents.command("add")
def agent_add(
    username: Username,
    name: Annotated[str | None, typer.Option(help="Nom que verra le client.")] = None,
    role: Annotated[
        Role, typer.Option(help="Ce que la personne pourra faire.")
    ] = Role.AGENT,
    password_stdin: FromStdin = False,
) -> None:
    """Ajoute un membre de l’équipe."""
    from bot.cli_agents import run_add

    raise typer.Exit(run_add(username, name, role, password_stdin))


@agents.command("list")
def agent_list(as_json: AsJson = False) -> None:
    """Montre qui fait partie de l’équipe."""
    from bot.cli_agents import run_list

    raise typer.Exit(run_list(as_json))


@agents.command("disable")
def agent_disable(username: Username) -> None:
    """Ferme la console à quelqu’un ; ses conversations retournent dans la file."""
    from bot.cli_agents import run_disable

    raise typer.Exit(run_disable(username))


@agents.command("enable")
def agent_enable(username: Username) -> None:
    """Rouvre la console à quelqu’un."""
    from bot.cli_agents import run_enable

    raise typer.Exit(run_enable(username))


@agents.command("reset-second-factor")
def agent_reset_second_factor(username: Username) -> None:
    """Retire la double authentification de qui a perdu son téléphone."""
    from bot.cli_agents import run_reset_second_factor

    raise typer.Exit(run_reset_second_factor(username))


@agents.command("password")
def agent_password(username: Username, password_stdin: FromStdin = False) -> None:
    """Change le mot de passe de quelqu’un, et ferme ses sessions."""
    from bot.cli_agents import run_password

    raise typer.Exit(run_password(username, password_stdin))


@app.command()
def erase(
    conversation_id: Annotated[str, typer.Argument(help="Identifiant.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Sans demander.")] = False,
) -> None:
    """Efface une conversation partout, et donne un reçu."""
    from bot.cli_store import run_erase

    raise typer.Exit(run_erase(conversation_id, yes))


@app.command("new-key")
def new_key() -> None:
    """Tire une clé pour BOT_SECRETS_KEY, et l’affiche."""
    from bot.privacy.secret_box import new_key

    typer.echo(new_key())


@app.command()
def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Compter sans rien effacer.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Efface ce qui a dépassé sa durée, fixée dans data/knowledge/retention.yml."""
    from bot.cli_retention import run_retention

    raise typer.Exit(run_retention(dry_run, as_json))


@listen.command("report")
def listen_report(
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Premier jour ; sinon 30 jours."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Dernier jour ; sinon aujourd’hui."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Écrire aussi une page, à lire ou imprimer.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ce que les clients ont exprimé : humeur, thèmes, écoute, paroles gardées."""
    from bot.cli_listen import run_report

    raise typer.Exit(run_report(since, until, as_json, html))


def main() -> None:
    """Runs the command; what an operator can repair is said in one line."""
    try:
        app()
    except BotError as error:
        sys.stderr.write(f"bot: {error}\n")
        sys.exit(2)
