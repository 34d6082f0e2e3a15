"""What the cluster holds of an entry: its words, and what decides who is shown it.

The words are ready (search/words/analysis.py), so that `whitespace` is all the analysis there is. Privacy is asked of
the database in each search, and handed to the cluster as paths of the tree below which nothing may be found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Page

from core.i18n.languages import DEFAULT
from core.tree import code_of
from search.cluster.cluster_client import Body
from search.kinds import content_types, kind_of
from search.models import Entry

# Names the index: another one is built when what stands here, or what is made of an entry, is another.
ALIAS = "entries-4"
# No page of results lies deeper.
DEEPEST = 100_000
WORDS: Body = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
NAME: Body = {"type": "keyword"}
MAPPINGS: Body = {
    "dynamic": "strict",
    # A month (2026-01) is a name as others are, and no date.
    "date_detection": False,
    "_source": {"enabled": False},
    "dynamic_templates": [{"names": {"match_mapping_type": "string", "mapping": NAME}}],
    "properties": {
        "title": WORDS,
        "names": WORDS,
        "body": WORDS,
        "files": WORDS,
        "kind": NAME,
        # What lists count, narrow and order by: a field for each facet, and for each field of the pages.
        "model": NAME,
        "values": {"dynamic": True, "properties": {}},
        "orders": {"dynamic": True, "properties": {}},
        "path": NAME,
        # The places of its translations that readers of a language are shown instead, if they may open them
        # (`core.visibility.shown_to`): a field for each language and step, `fr0`, `fr1` …
        "before": {"dynamic": True, "properties": {}},
        "key": {"type": "long"},
    },
}
INDEX_SETTINGS: Body = {"max_result_window": DEEPEST}


def documents(entries: Sequence[Entry]) -> dict[int, Body]:
    """By the key of the page; none for what is no live page any more."""
    models = content_types()
    keys = [entry.object_id for entry in entries]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys, live=True).only("path", "translation_key")}
    before = _before({page.translation_key for page in pages.values()})
    return {
        entry.object_id: {
            "title": entry.title,
            "names": entry.names,
            "body": entry.body,
            "files": entry.files,
            "kind": kind_of(models[entry.content_type_id]),
            "model": models[entry.content_type_id]._meta.label_lower,
            "values": entry.values,
            "orders": entry.orders,
            "path": pages[entry.object_id].path,
            "before": before.get(entry.object_id, {}),
            "key": entry.object_id,
        }
        for entry in entries
        if entry.object_id in pages
    }


def steps(language: str) -> list[str]:
    """The fields that name what a reader of this language is shown before a page, the first choice first."""
    return [f"{language}{number}" for number in range(len(settings.LANGUAGES) - 1)]


def _before(translation_keys: Iterable[Any]) -> dict[int, dict[str, str]]:
    """What is chosen before each live page: the reader's language, then the first of the site, then the oldest."""
    twins: dict[Any, dict[str, tuple[int, str]]] = defaultdict(dict)
    rows = Page.objects.filter(translation_key__in=translation_keys, live=True).order_by("locale_id")
    for key, pk, path, locale in rows.values_list("translation_key", "pk", "path", "locale_id"):
        twins[key].setdefault(code_of(locale), (pk, path))
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for by_language in twins.values():
        for language, _name in settings.LANGUAGES:
            chosen = [one for one in dict.fromkeys([language, DEFAULT, *by_language]) if one in by_language]
            paths = [by_language[one][1] for one in chosen]
            for number, one in enumerate(chosen):
                found[by_language[one][0]] |= dict(zip(steps(language), paths[:number], strict=False))
    return found
