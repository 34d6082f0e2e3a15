"""What all texts have in common is taken away from vectors, so that what each of them says is left (decision 87).

The common parts are constants of a model, made once of our own guides (`python -m bench.meaning_centres`) and not of
the site: pages that nobody may see would move them, and so would every page of a small site.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search.meaning.vectors import Vectors, of_length_one

KEPT = Path(__file__).with_name("centres.npz")


@dataclass(frozen=True)
class Centre:
    """Of one model: the mean of passages, the mean of questions, and the direction from one language to the other."""

    passages: Vectors
    questions: Vectors
    language: Vectors

    def centred(self, vectors: Vectors, is_question: bool) -> Vectors:
        moved = vectors - (self.questions if is_question else self.passages)
        return of_length_one(moved - np.outer(moved @ self.language, self.language))


def centre_of(passages: Sequence[Vectors], questions: Sequence[Vectors]) -> Centre:
    """Of texts in two languages, which count the same however many there are of each."""
    first, second = (vectors.mean(axis=0) for vectors in passages)
    of_questions = np.mean([vectors.mean(axis=0) for vectors in questions], axis=0)
    return Centre((first + second) / 2, of_questions, of_length_one((first - second)[np.newaxis])[0])


def read_centres(names: Sequence[str]) -> dict[str, Centre]:
    with np.load(KEPT, allow_pickle=False) as kept:
        return {name: Centre(*(kept[f"{name}_{part}"] for part in Centre.__dataclass_fields__)) for name in names}


def write_centres(centres: Mapping[str, Centre]) -> None:
    parts = {f"{name}_{part}": vector for name, centre in centres.items() for part, vector in vars(centre).items()}
    np.savez(KEPT, allow_pickle=False, **{name: vector.astype(np.float32) for name, vector in parts.items()})
