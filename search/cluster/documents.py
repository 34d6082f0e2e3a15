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
ALIAS = "entries-3"
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
        # The languages whose readers are shown this page of all its translations.
        "readers": NAME,
        "key": {"type": "long"},
    },
}
INDEX_SETTINGS: Body = {"max_result_window": DEEPEST}


def documents(entries: Sequence[Entry]) -> dict[int, Body]:
    """By the key of the page; none for what is no live page any more."""
    models = content_types()
    keys = [entry.object_id for entry in entries]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys, live=True).only("path", "translation_key")}
    readers = _readers({page.translation_key for page in pages.values()})
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
            "readers": readers.get(entry.object_id, []),
            "key": entry.object_id,
        }
        for entry in entries
        if entry.object_id in pages
    }


def _readers(translation_keys: Iterable[Any]) -> dict[int, list[str]]:
    """For each live page the languages whose readers get it: their own, else the first of the site, else the oldest."""
    twins: dict[Any, dict[str, int]] = defaultdict(dict)
    rows = Page.objects.filter(translation_key__in=translation_keys, live=True).order_by("locale_id")
    for key, pk, locale in rows.values_list("translation_key", "pk", "locale_id"):
        twins[key].setdefault(code_of(locale), pk)
    found: dict[int, list[str]] = defaultdict(list)
    for by_language in twins.values():
        stand_in = by_language.get(DEFAULT) or next(iter(by_language.values()))
        for language, _name in settings.LANGUAGES:
            found[by_language.get(language, stand_in)].append(language)
    return found
