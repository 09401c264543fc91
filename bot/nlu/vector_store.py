"""Keeps the vectors of training sentences on disk, so that training again is quick.

Most of a training would otherwise go into encoding the same thousands of examples.
Only large batches are looked up and kept: training encodes its examples at once, while
customers' messages come one by one and are never written anywhere by this module.
Shapes: N sentences, W = 384 or 1152 numbers, whatever the engine gives.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from bot.nlu.encoder import LayerEncoder

logger = logging.getLogger(__name__)

Vectors = npt.NDArray[np.float32]

SMALLEST_BATCH = 32  # sentences; fewer are encoded as fast as they are looked up
KEPT = 40_000  # vectors of 4.6 kB, the oldest forgotten first: 185 MB at most
_PATIENCE_S = 5.0  # how long to wait while another process writes
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB)"
_FORGET = "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - :kept"


class StoringEncoder:
    """Encodes what the file does not know, and remembers it there.

    The file may be shared by processes and deleted at any time; if it cannot be read
    or written, everything is encoded as if there were none. Texts are kept as hashes.

    Args:
        inner: Does the work.
        file: SQLite file; its name must tell engine and weights, because vectors of
            different ones do not mix.
        kept: Vectors kept at most.
    """

    def __init__(self, inner: LayerEncoder, file: Path, kept: int = KEPT) -> None:
        self._inner = inner
        self._file = file
        self._kept = kept

    @property
    def dim(self) -> int:
        """See `LayerEncoder.dim`."""
        return self._inner.dim

    @property
    def width(self) -> int:
        """See `LayerEncoder.width`."""
        return self._inner.width

    def encode_layers(self, texts: Sequence[str]) -> Vectors:
        """See `LayerEncoder.encode_layers`."""
        if len(texts) < SMALLEST_BATCH:
            return self._inner.encode_layers(texts)
        keys = {text: _key(text) for text in texts}
        found = self._read(keys)
        missing = [text for text in keys if text not in found]
        if missing:
            fresh = dict(zip(missing, self._inner.encode_layers(missing), strict=True))
            self._write({keys[text]: vector for text, vector in fresh.items()})
            found.update(fresh)
        return np.stack([found[text] for text in texts])

    def _read(self, keys: Mapping[str, bytes]) -> dict[str, Vectors]:
        if not self._file.is_file():
            return {}
        found: dict[str, Vectors] = {}
        try:
            with closing(self._open()) as store:
                for text, key in keys.items():
                    query = "SELECT vector FROM vectors WHERE text = ?"
                    row = store.execute(query, (key,)).fetchone()
                    if row and len(row[0]) == self.width * 4:
                        found[text] = np.frombuffer(row[0], "<f4").astype(np.float32)
        except sqlite3.Error as error:
            logger.warning("vectors of examples cannot be read: %s", error)
        return found

    def _write(self, vectors: Mapping[bytes, Vectors]) -> None:
        rows = [
            (key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()
        ]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # One transaction: another process sees all of it or nothing.
            with closing(self._open()) as store, store:
                store.execute(_TABLE)
                store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                store.execute(_FORGET, {"kept": self._kept})
        except (sqlite3.Error, OSError) as error:
            logger.warning("vectors of examples cannot be kept: %s", error)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_PATIENCE_S)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
