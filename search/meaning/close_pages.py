"""Which pages are close to a question in meaning, of those that a person may see."""

import os
from functools import cache

import numpy as np
from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from search.facet_index import of_keys
from search.meaning.model_choice import class_path
from search.meaning.vector_table import VectorTable, vector_table
from search.meaning.vectors import MeaningModel, Vectors

# Questions of which a process keeps the vectors.
MOST_QUESTIONS = 500
# So many pages are looked at first for such as may be seen, then more and more of them.
FIRST_LOOK, MORE = 100, 8


def chosen_model() -> MeaningModel:
    """The model that the settings name, loaded once in each process."""
    return _model(class_path(), settings.SEARCH_MEANING, settings.SEARCH_MEANING_MODEL)


@cache
def _model(path: str, *chosen: str) -> MeaningModel:
    model: MeaningModel = import_string(path)()
    return model


# Connections are not shared between processes.
os.register_at_fork(after_in_child=_model.cache_clear)


def close_pages(text: str, pages: QuerySet, most: int, seconds: float) -> list[int]:
    """Keys of those of `pages` that come closest, the closest first. Raises ModelAway."""
    model = chosen_model()
    table = vector_table(model.name)
    if not len(table):
        return []
    return _closest(table, _question(model, text, seconds), pages, most)


class _Asked:
    """Vectors of questions that were asked of late, by model and text."""

    vectors: dict[tuple[str, str], Vectors] = {}


def _question(model: MeaningModel, text: str, seconds: float) -> Vectors:
    key = (model.name, text)
    found = _Asked.vectors.get(key)
    if found is None:
        found = model.of_question(text, seconds)
        if len(_Asked.vectors) >= MOST_QUESTIONS:
            _Asked.vectors = {}
        _Asked.vectors[key] = found
    return found


def _closest(table: VectorTable, question: Vectors, pages: QuerySet, most: int) -> list[int]:
    """What may not be seen is left out before anything is cut off."""
    nearness = table.nearness(question)
    look = FIRST_LOOK
    while True:
        look = min(look, len(table))
        best = np.argpartition(-nearness, look - 1)[:look]
        best = best[np.lexsort((-table.pages[best], -nearness[best]))]
        keys = list(dict.fromkeys(table.pages[best].tolist()))
        seen = set(pages.filter(pk__in=of_keys(keys)).values_list("pk", flat=True))
        if len(seen) >= most or look == len(table):
            return [key for key in keys if key in seen][:most]
        look *= MORE
