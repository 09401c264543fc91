"""The sentence model run by ONNX Runtime, converted once into a cache directory."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.nlu.model_file import ModelFile, dequantise
from bot.nlu.unigram_tokenizer import UnigramTokenizer

if TYPE_CHECKING:
    from bot.nlu.encoder_graph import Precision

# Raise it when `encoder_graph.py` changes what it writes: old files are then ignored.
CONVERTER_VERSION = 2
# Layers whose token means make the tone, counted from 1 of 12. The last layer was
# trained to bring topics together; the middle still knows how something is said.
# Source: docs/adr/0003-encoder.md.
TONE_LAYERS = (7, 10)
PREFIX = "query: "
_MANY = 32  # texts from which starting threads pays
_SPECIALS = 2  # one id before the text and one after it


class OnnxEncoder:
    """Encodes sentences one at a time, so that a batch changes nothing.

    Thread-safe after construction: ONNX Runtime sessions may run in parallel.

    Args:
        model: The opened weights.
        graph: The converted network.
        threads: Processor threads per sentence.
    """

    def __init__(self, model: ModelFile, graph: Path, threads: int) -> None:
        vocabulary = model.vocabulary()
        self.dim = model.shape.hidden
        self.width = self.dim * (1 + len(TONE_LAYERS))
        self._window = model.shape.positions - _SPECIALS
        self._tokenizer = UnigramTokenizer(vocabulary)
        self._specials = (vocabulary.start, vocabulary.end)
        self._model = model
        places = model.floats("emb.pos").reshape(-1, self.dim)
        self._places = places + model.floats("emb.type")[: self.dim]
        self._session = _open_session(graph, threads)

    def token_ids(self, text: str) -> list[int]:
        """Gives the ids of `query: ` and the text, specials included, not windowed."""
        start, end = self._specials
        return [start, *self._tokenizer.ids(PREFIX + text), end]

    def encode_layers(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Gives sentence vector and tone side by side, float32 [N, 384 + 768].

        Each layer's 384 numbers have length 1.
        """
        if len(texts) < _MANY:
            rows = [self._encode_one(text) for text in texts]
        else:  # training: every processor takes sentences, still one at a time
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                rows = list(pool.map(self._encode_one, texts))
        return np.array(rows, np.float32).reshape(len(texts), self.width)

    def _encode_one(self, text: str) -> npt.NDArray[np.float32]:
        """Averages the windows of a text, each weighted by its tokens."""
        content = self.token_ids(text)[1:-1]
        windows = [
            content[first : first + self._window]
            for first in range(0, len(content), self._window)
        ]
        parts = [np.float32(len(window)) * self._run(window) for window in windows]
        layers = np.sum(parts, axis=0).reshape(-1, self.dim)
        lengths = np.linalg.norm(layers, axis=1, keepdims=True)
        return np.asarray(layers / np.maximum(lengths, 1e-6), np.float32).reshape(-1)

    def _run(self, window: Sequence[int]) -> npt.NDArray[np.float32]:
        start, end = self._specials
        ids = [start, *window, end]
        tokens = dequantise(self._model.word_blocks(ids)) + self._places[: len(ids)]
        sentence, tone = self._session.run(None, {"tokens": tokens[None]})
        return np.concatenate([sentence[0], tone[0]])


def _open_session(graph: Path, threads: int) -> Any:
    import onnxruntime  # here, because the other engine does not need it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # A waiting thread would otherwise burn a processor that Rasa needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Sentences differ in length: planned memory per length would only grow.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"]
    )


def converted_graph(model: ModelFile, how: Precision, cache: Path) -> Path:
    """Finds the converted network in the cache, converting it if it is not there.

    Two processes may do this at once: each writes its own file and renames it, so a
    reader sees a whole file or none.
    """
    path = cache / f"e5-small-{how}-{weights_fingerprint(model.path)}.onnx"
    if path.is_file():
        return path
    from bot.nlu.encoder_graph import write_graph  # `onnx` is needed only here

    cache.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=cache, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        write_graph(model, how, Path(name))
        os.chmod(name, 0o644)  # mkstemp makes it private; another user may serve
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    return path


@lru_cache(maxsize=4)
def weights_fingerprint(path: Path) -> str:
    """Names the weights and the converter that the vectors come from.

    Hashing all 72 MB takes 0.05 s with BLAKE2 on a warm page cache.
    """
    digest = hashlib.blake2b(digest_size=10)
    digest.update(f"converter {CONVERTER_VERSION}".encode())
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
