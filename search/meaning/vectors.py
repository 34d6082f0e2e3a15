"""Vectors as they are kept: a small whole number for each of their dimensions. What they mean, their model knows."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Kept = NDArray[np.int8]


class MeaningModel(Protocol):
    """What a model answers: vectors of length one. It is told what is asked and what is read. Raises ModelAway."""

    # Vectors of another name are of another model, and are made anew.
    name: str

    def of_question(self, text: str, seconds: float) -> Vectors: ...

    def of_passages(self, texts: Sequence[str], seconds: float) -> Vectors:
        """One vector for each text."""
        ...


def of_length_one(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return found


def packed(vectors: Vectors) -> bytes:
    """The largest dimension of each becomes 127: only the direction counts."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.rint(vectors * (127 / np.where(largest > 0, largest, 1))).astype(np.int8).tobytes()


def unpacked(kept: bytes, count: int) -> Kept:
    return np.frombuffer(kept, dtype=np.int8).reshape(count, -1)
