"""Where the key comes from, and that secrets of the store are sealed by the newest."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.errors import SettingsError
from bot.privacy.secret_box import SEALED, SecretBox, new_key
from bot.settings import Settings, load_settings
from bot.store.agents import add_agent
from bot.store.people_models import SecondFactor
from bot.store.second_factors import count_in_clear, seal_all, start_factor
from bot.store.secret_keys import KEY_FILE, read_secret_box

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def settings(tmp_path: Path, **more: str) -> Settings:
    return load_settings({"BOT_VAR_DIR": str(tmp_path / "var"), **more})


def test_the_key_is_drawn_once_into_a_file_that_only_its_owner_reads(
    tmp_path: Path,
) -> None:
    sealed = read_secret_box(settings(tmp_path)).seal(SECRET)
    path = tmp_path / "var" / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_secret_box(settings(tmp_path)).open(sealed) == SECRET
    assert [each.name for each in path.parent.iterdir()] == [KEY_FILE]


def test_processes_that_start_together_share_the_first_key(tmp_path: Path) -> None:
    boxes: list[SecretBox] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        boxes.append(read_secret_box(settings(tmp_path)))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealed = boxes[0].seal(SECRET)
    assert len(boxes) == 8
    assert {box.open(sealed) for box in boxes} == {SECRET}


def test_a_setting_is_used_instead_of_the_file(tmp_path: Path) -> None:
    key = new_key()
    box = read_secret_box(settings(tmp_path, BOT_SECRETS_KEY=key))
    assert SecretBox([key]).open(box.seal(SECRET)) == SECRET
    assert not (tmp_path / "var").exists()


def test_with_postgresql_no_key_is_drawn(tmp_path: Path) -> None:
    url = "postgresql://a@127.0.0.1/x"
    assert not read_secret_box(settings(tmp_path, BOT_DATABASE_URL=url)).can_seal
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("text", ["", "abc\n", "é\n"], ids=["empty", "short", "odd"])
def test_a_key_file_with_something_else_in_it_is_named(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "var" / KEY_FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(SettingsError, match=KEY_FILE):
        read_secret_box(settings(tmp_path))
    assert path.read_text(encoding="utf-8") == text, "it may be all that is left of it"


def _factor(session: Session, name: str, secret: str) -> SecondFactor:
    agent = add_agent(session, name, name, "x" * 12)
    factor = SecondFactor(agent_id=agent.id, secret=secret, recovery_hashes=[])
    session.add(factor)
    session.flush()
    return factor


def test_what_is_in_clear_or_sealed_by_an_old_key_is_sealed_anew(
    session: Session,
) -> None:
    old, new = new_key(), new_key()
    plain = _factor(session, "plain", SECRET)
    before = _factor(session, "before", SecretBox([old]).seal(SECRET))
    mine = _factor(session, "mine", SecretBox([new]).seal(SECRET))
    kept = mine.secret
    lost = _factor(session, "lost", SecretBox([new_key()]).seal(SECRET))
    lost_was = lost.secret
    assert count_in_clear(session) == 1
    assert seal_all(session, SecretBox([new, old])) == (2, 1)
    session.flush()
    session.expire_all()
    assert [SecretBox([new]).open(f.secret) for f in (plain, before)] == [SECRET] * 2
    assert (mine.secret, lost.secret) == (kept, lost_was)
    assert count_in_clear(session) == 0
    assert seal_all(session, SecretBox([new])) == (0, 1), "the old key can go"


def test_a_new_secret_is_never_stored_in_clear(session: Session) -> None:
    agent = add_agent(session, "lea", "Léa", "x" * 12)
    start_factor(session, agent.id, SECRET, SecretBox([new_key()]))
    session.flush()
    (raw,) = session.execute(sa.text("SELECT secret FROM second_factors")).one()
    assert raw.startswith(SEALED)
    assert SECRET not in raw
