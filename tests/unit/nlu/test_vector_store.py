from __future__ import annotations

import logging
import sqlite3
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.vector_store import SMALLEST_BATCH, StoringEncoder
from tests.unit.nlu.conftest import CountingEncoder

MANY = [f"message {'a' * number}" for number in range(SMALLEST_BATCH + 8)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


def test_the_next_process_encodes_nothing_again(file: Path) -> None:
    first, second = CountingEncoder(), CountingEncoder()
    before = StoringEncoder(first, file).encode_layers(MANY)
    after = StoringEncoder(second, file).encode_layers([*reversed(MANY)])
    assert second.asked == []
    assert np.array_equal(before, after[::-1])
    assert after.dtype == np.float32


def test_only_what_is_new_is_encoded(file: Path) -> None:
    StoringEncoder(CountingEncoder(), file).encode_layers(MANY)
    later = CountingEncoder()
    found = StoringEncoder(later, file).encode_layers([*MANY, "tout neuf", "tout neuf"])
    assert later.asked == ["tout neuf"]
    assert np.array_equal(
        found[-2:], CountingEncoder().encode_layers(["tout neuf"] * 2)
    )


def test_a_customers_message_is_never_written(
    file: Path, counting: CountingEncoder
) -> None:
    StoringEncoder(counting, file).encode_layers(["mon IBAN est secret"])
    assert not file.exists()


def test_texts_are_not_readable_in_the_file(
    file: Path, counting: CountingEncoder
) -> None:
    StoringEncoder(counting, file).encode_layers(MANY)
    assert b"message" not in file.read_bytes()


def test_the_oldest_are_forgotten(file: Path) -> None:
    StoringEncoder(CountingEncoder(), file, kept=40).encode_layers(MANY)
    newer = [f"autre {'e' * number}" for number in range(SMALLEST_BATCH)]
    StoringEncoder(CountingEncoder(), file, kept=40).encode_layers(newer)
    with sqlite3.connect(file) as store:
        assert store.execute("SELECT count(*) FROM vectors").fetchone() == (40,)
    last = CountingEncoder()
    StoringEncoder(last, file).encode_layers(newer)
    assert last.asked == []


@pytest.mark.parametrize("broken", ["garbage", "folder", "short vectors"])
def test_a_broken_file_only_costs_time(
    broken: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    if broken == "garbage":
        file.write_bytes(b"not a database" * 500)
    elif broken == "folder":
        file.mkdir()
    else:
        StoringEncoder(CountingEncoder(), file).encode_layers(MANY)
        with sqlite3.connect(file) as store:
            store.execute("UPDATE vectors SET vector = x'00'")
    encoder = CountingEncoder()
    with caplog.at_level(logging.ERROR):
        found = StoringEncoder(encoder, file).encode_layers(MANY)
    assert np.array_equal(found, CountingEncoder().encode_layers(MANY))
    assert encoder.asked == MANY


def _encode_part(job: tuple[Path, int]) -> int:
    file, number = job
    texts = [f"{number % 2} {'a' * place}" for place in range(200)]
    return len(StoringEncoder(CountingEncoder(), file).encode_layers(texts))


@pytest.mark.skipif(sys.platform == "win32", reason="starts processes by spawning")
def test_processes_may_share_the_file(file: Path) -> None:
    with ProcessPoolExecutor(3, get_context("spawn")) as pool:
        done = list(pool.map(_encode_part, [(file, number) for number in range(6)]))
    assert done == [200] * 6
    with sqlite3.connect(file) as store:
        assert store.execute("SELECT count(*) FROM vectors").fetchone() == (400,)
