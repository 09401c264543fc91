"""The migrations make exactly the tables that the models declare."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.desk import TimerKind
from bot.store import hotline_models, loan_models, migrate
from bot.store.conversations import add_conversation
from bot.store.desk_models import Handoff, Timer
from bot.store.engine import create_engine
from bot.store.models import Base, utc_now
from bot.store.timers import set_timer

STORE = Path(migrate.__file__).parent
MAY_DECLARE_TABLES = {
    "models.py",
    "desk_models.py",
    "people_models.py",
    "loan_models.py",
    "hotline_models.py",
    "share_models.py",
    "service_models.py",
    "voice_models.py",
}


def test_the_migrations_make_the_tables_of_the_models(sessions: sessionmaker):
    with sessions.kw["bind"].connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_every_check_of_the_models_is_in_the_database(sessions: sessionmaker):
    inspector = sa.inspect(sessions.kw["bind"])
    for table in Base.metadata.sorted_tables:
        declared = {
            constraint.name
            for constraint in table.constraints
            if isinstance(constraint, sa.CheckConstraint)
        }
        found = {c["name"] for c in inspector.get_check_constraints(table.name)}
        assert declared == found, table.name


def test_the_migrations_can_be_undone(database_url: str):
    migrate.upgrade(database_url)
    engine = create_engine(database_url)
    config = migrate.alembic_config(database_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}
    engine.dispose()


def _handoff(session: Session) -> Handoff:
    conversation, _ = add_conversation(session)
    handoff = Handoff(conversation_id=conversation.id, reason="requested")
    session.add(handoff)
    session.flush()
    return handoff


@pytest.mark.parametrize("kind", list(TimerKind))
def test_the_database_takes_every_kind_of_clock(session: Session, kind: TimerKind):
    set_timer(session, _handoff(session), kind, utc_now(), utc_now())


def test_the_clock_of_openings_leaves_the_others_alone(
    sessions: sessionmaker, database_url: str
):
    with sessions.begin() as session:
        handoff = _handoff(session)
        for kind in (TimerKind.REASSURANCE, TimerKind.OPENING):
            set_timer(session, handoff, kind, utc_now(), utc_now())
    engine = sessions.kw["bind"]
    config = migrate.alembic_config(database_url)
    for go, version in ((command.downgrade, "0009-1"), (command.upgrade, "head")):
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            go(config, version)
        with sessions() as session:
            kinds = session.scalars(sa.select(Timer.kind)).all()
        assert kinds == ["reassurance"]


def test_only_the_models_declare_tables():
    declaring = {
        file.name
        for file in STORE.parent.rglob("*.py")
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Base" for base in node.bases)
    }
    assert declaring == MAY_DECLARE_TABLES


def _file(session: Session, **values: object) -> loan_models.LoanFile:
    file = loan_models.LoanFile(
        **{"reference": "RB-2020-000001", "status": "pre_file", **values}
    )
    session.add(file)
    session.flush()
    return file


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"status": "lost"}, id="unknown status"),
        pytest.param({"status": None}, id="no status"),
        pytest.param({"path": "secret"}, id="unknown path"),
        pytest.param({"amount_cents": 0}, id="no amount"),
        pytest.param({"reference": None}, id="no reference"),
        pytest.param({"conversation_id": "nobody"}, id="unknown conversation"),
    ],
)
def test_the_database_refuses_an_impossible_file(session: Session, values: dict):
    with pytest.raises(sa.exc.IntegrityError):
        _file(session, **values)
    session.rollback()


def test_a_conversation_has_one_pre_file_at_most(session: Session):
    conversation, _ = add_conversation(session)
    _file(session, conversation_id=conversation.id)
    with pytest.raises(sa.exc.IntegrityError):
        _file(session, reference="RB-2020-000002", conversation_id=conversation.id)
    session.rollback()


@pytest.mark.parametrize("share_bp", [-1, 10_001])
def test_nobody_holds_less_than_nothing_or_more_than_all(
    session: Session, share_bp: int
):
    file = _file(session)
    session.add(
        loan_models.BeneficialOwner(
            file_id=file.id, first_name="Ève", last_name="ESSAI", share_bp=share_bp
        )
    )
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
    session.rollback()


def test_an_alert_cannot_be_lifted_without_a_reason(session: Session):
    alert = loan_models.KycAlert(file_id=_file(session).id, kind="screening_hit")
    session.add(alert)
    session.flush()
    alert.state, alert.decided_at = "lifted", utc_now()
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
    session.rollback()


def test_a_callback_ends_after_it_starts(session: Session):
    conversation, _ = add_conversation(session)
    now = utc_now()
    session.add(
        hotline_models.Callback(
            conversation_id=conversation.id,
            phone="+33199000000",
            slot_start=now,
            slot_end=now,
        )
    )
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
    session.rollback()


def test_connections_to_a_file_are_used_again(tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path}/store.db")
    used = []
    for _ in range(2):
        with engine.begin() as connection:
            used.append(connection.connection.dbapi_connection)
    engine.dispose()
    assert used[0] is used[1]
