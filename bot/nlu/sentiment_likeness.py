"""How alike messages are, in meaning and in manner.

Shapes: N messages, M training messages, T = 768 (tone vectors), D = 256, Q cues.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# How quickly likeness fades with distance, and what each respect weighs. Chosen on
# messages kept out of training; half or double of any of them changes little.
_MEANING_FADES = 1.0
_MANNER_FADES = 0.3
_MANNER_SHARE = 0.5  # of manner alone; manner and meaning together weigh 1


@dataclass(frozen=True)
class Standard:
    """Brings features to a common size: mean 0, and a length of about 1 per message.

    Attributes:
        mean: float32 [T or Q].
        scale: float32, same shape, above 0.
    """

    mean: Floats
    scale: Floats

    def __call__(self, features: Floats) -> Floats:
        """Gives the features [N, T or Q] in common size."""
        return np.asarray((features - self.mean) / self.scale, np.float32)


def fit_standard(features: Floats, least_spread: float) -> Standard:
    """Learns mean and spread; `least_spread` keeps rare features from towering."""
    spread = np.maximum(features.std(axis=0), least_spread)
    size = np.float32(np.sqrt(features.shape[1]))
    return Standard(features.mean(axis=0), (spread * size).astype(np.float32))


def fit_axes(features: Floats, most: int) -> Floats:
    """Finds the directions in which features vary most, float32 [T, D].

    Args:
        features: float32 [M, T], with mean 0.
        most: How many directions to keep, D; all of them if there are fewer.
    """
    variation = (features.T @ features).astype(np.float64)
    _, directions = np.linalg.eigh(variation)  # least variation first
    return np.ascontiguousarray(directions[:, ::-1][:, :most], np.float32)


@dataclass(frozen=True)
class Examples:
    """The training messages that others are compared with.

    Attributes:
        meaning: float32 [M, D]: tone vectors in common size, along their axes.
        manner: float32 [M, Q]: cues in common size.
        meaning_squares: float32 [M]: squared lengths, computed once.
        manner_squares: float32 [M].
    """

    meaning: Floats
    manner: Floats
    meaning_squares: Floats
    manner_squares: Floats

    @classmethod
    def of(cls, meaning: Floats, manner: Floats) -> Examples:
        """Keeps messages for comparison."""
        return cls(meaning, manner, _squares(meaning), _squares(manner))

    def likeness(self, meaning: Floats, manner: Floats, cue_weight: float) -> Floats:
        """Compares messages [N, D] and [N, Q] with the examples, float32 [N, M]."""
        alike = _fade(meaning, self.meaning, self.meaning_squares, _MEANING_FADES)
        if cue_weight == 0:
            return alike
        same_manner = _fade(manner, self.manner, self.manner_squares, _MANNER_FADES)
        # In place: with thousands of examples every temporary counts.
        same_manner *= np.float32(cue_weight)
        total = _MANNER_SHARE * same_manner
        same_manner *= alike
        total += same_manner
        total += alike
        return np.asarray(total, np.float32)


def _squares(rows: Floats) -> Floats:
    return np.asarray((rows * rows).sum(axis=1), np.float32)


def _fade(rows: Floats, others: Floats, squares: Floats, speed: float) -> Floats:
    """Gives exp(-speed × squared distance), float32 [N, M]."""
    distances = np.asarray(rows @ others.T, np.float32)
    distances *= -2
    distances += _squares(rows)[:, None]
    distances += squares[None, :]
    np.maximum(distances, 0, out=distances)
    distances *= -speed
    return np.asarray(np.exp(distances, out=distances), np.float32)
