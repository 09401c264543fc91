"""Commands about the people of the desk, for who keeps the machine.

They need no session: whoever can run them can read the store anyway. What they change
is in the audit trail, by `cli`.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.contracts.people import AuditAction, AuditSubject, Role
from bot.errors import Refused, SettingsError, StoreError
from bot.settings import PROJECT_ROOT, load_settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# The operator's own choice; people who choose in the console follow passwords.yml.
MIN_PASSWORD_CHARS = 8
ACTOR = "cli"


@contextmanager
def _writing() -> Iterator[Session]:
    """A transaction on the store of the settings, migrated first."""
    from bot.store.engine import create_sessions
    from bot.store.migrate import upgrade

    settings = load_settings()
    upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    try:
        with sessions.begin() as session:
            yield session
    finally:
        sessions.kw["bind"].dispose()


def run_add(username: str, name: str | None, role: Role, password_stdin: bool) -> int:
    """Adds a member of the desk.

    Raises:
        SettingsError: The password is too short.
        StoreError: The username is taken.
    """
    from bot.store.agents import add_agent
    from bot.store.audit import audit

    password = _read_password(password_stdin)
    with _writing() as session:
        agent = add_agent(session, username, name or username, password, role)
        added, kind = AuditAction.PERSON_ADDED, AuditSubject.AGENT
        audit(session, ACTOR, added, kind, username, {"role": role.value})
    sys.stdout.write(f"Conseiller « {agent.username} » ({agent.name}) ajouté.\n")
    return 0


def run_list(as_json: bool) -> int:
    """Shows who belongs to the desk."""
    from bot.gateway.people_shapes import person_shape
    from bot.store.people import list_guarded, list_people

    with _writing() as session:
        guarded = list_guarded(session)
        people = [person_shape(agent, guarded) for agent in list_people(session)]
    if as_json:
        sys.stdout.write(json.dumps(people, ensure_ascii=False) + "\n")
        return 0
    for person in people:
        marks = [person["role"]]
        marks += ["double authentification"] if person["second_factor"] else []
        marks += ["désactivé"] if person["disabled"] else []
        line = f"{person['username']:<20} {person['name']:<24} {', '.join(marks)}"
        sys.stdout.write(line.rstrip() + "\n")
    return 0


def run_disable(username: str) -> int:
    """Keeps somebody out; running gateways hang up within seconds."""
    from bot.gateway.people_changes import disable
    from bot.gateway.wording import AGENT_LEFT, Wording
    from bot.store.people import find_member

    wording = Wording.from_domain(PROJECT_ROOT / "domain.yml")

    def operation(session: Session) -> None:
        agent = find_member(session, username)
        words = wording.say(AGENT_LEFT, agent=agent.name if agent else "")
        disable(session, ACTOR, username, words)

    return _change(operation, f"« {username} » n’a plus accès à la console.")


def run_enable(username: str) -> int:
    """Lets somebody in again."""
    from bot.gateway.people_changes import enable

    return _change(
        lambda session: enable(session, ACTOR, username),
        f"« {username} » a de nouveau accès à la console.",
    )


def run_reset_second_factor(username: str) -> int:
    """Takes away the second factor of a lost phone."""
    from bot.gateway.people_changes import reset_second_factor

    return _change(
        lambda session: reset_second_factor(session, ACTOR, username),
        f"La double authentification de « {username} » est retirée.",
    )


def run_password(username: str, password_stdin: bool) -> int:
    """Gives somebody another password and ends the sessions.

    Raises:
        SettingsError: The password is too short.
        StoreError: There is nobody of that name.
    """
    password = _read_password(password_stdin)

    def operation(session: Session) -> None:
        from bot.store.agent_sessions import revoke_sessions
        from bot.store.agents import set_password
        from bot.store.audit import audit
        from bot.store.people import find_member

        agent = find_member(session, username)
        if agent is None:
            raise StoreError(f"Expected the username of somebody, found {username!r}.")
        set_password(session, agent.id, password)
        revoke_sessions(session, agent.id)
        kind = AuditSubject.AGENT
        audit(session, ACTOR, AuditAction.PASSWORD_CHANGED, kind, username)

    return _change(operation, f"Le mot de passe de « {username} » est changé.")


def _change(operation: Callable[[Session], None], done: str) -> int:
    try:
        with _writing() as session:
            operation(session)
    except Refused as refused:
        sys.stderr.write(f"bot: {refused.message}\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0


def _read_password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass("Mot de passe : ")
        if password != getpass.getpass("Encore une fois : "):
            raise SettingsError("Expected the same password twice. Please try again.")
    if len(password) < MIN_PASSWORD_CHARS:
        raise SettingsError(
            f"Expected a password of at least {MIN_PASSWORD_CHARS} characters, but "
            f"found {len(password)}. Please choose a longer one."
        )
    return password
