"""The live entries of a list in memory: which of them carry which value, as bits of one large integer for each value.

The bit of an entry is its primary key. An AND of a few integers answers what a filter leaves, and counting their bits
how many that are, whatever the number of entries; the database is asked for the cards of one sheet only. A shelf never
changes: when entries did, the process makes a new one out of it, from what `search.changes` noted.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Locale

from caching import site_version
from core.i18n.languages import DEFAULT
from core.models import PageTerm
from core.tree import code_of
from core.visibility import closed_paths
from search.models import EntryChange

# More changes than this are not worth picking out.
MOST_CHANGES = 1000
# Notes of transactions that began early and ended late may come after younger ones: so many are looked at again.
OVERLAP = 200
# A character that sorts after every step of a tree path.
AFTER = "~"
Row = tuple[Any, ...]
BASE = ("pk", "path", "locale_id", "translation_key")


def bits_of(keys: Iterable[int]) -> int:
    """The integer in which the bits of these keys are set."""
    found = list(keys)
    flags = bytearray(max(found, default=0) // 8 + 1)
    for key in found:
        flags[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(flags, "little")


class Shelf:
    """The live entries of one list page's kind, of all languages and for all readers."""

    def __init__(
        self, entries: QuerySet, columns: tuple[str, ...], rows: dict[int, Row], terms: dict[int, int]
    ) -> None:
        self.entries, self.columns = entries, columns
        # By key: path, locale, translation key, then the columns that facets are read from.
        self.rows = rows
        # For each term the entries that carry it (not those that carry what lies below it).
        self.terms = terms
        # What was derived so far: for facets, languages and orders.
        self.derived: dict[Any, Any] = {}

    @classmethod
    def read(cls, entries: QuerySet, columns: tuple[str, ...]) -> "Shelf":
        entries = entries.filter(live=True).order_by()
        rows = {row[0]: row[1:] for row in entries.values_list(*BASE, *columns)}
        pages: dict[int, list[int]] = defaultdict(list)
        carried = PageTerm.objects.filter(page__in=entries.values("pk")).order_by()
        for term, page in carried.values_list("term_id", "page_id"):
            pages[term].append(page)
        return cls(entries, columns, rows, {term: bits_of(keys) for term, keys in pages.items()})

    def with_changes(self, keys: set[int]) -> "Shelf":
        """The shelf as it is now, when nothing but these entries changed."""
        changed = self.entries.filter(pk__in=keys)
        rows = self.rows.copy()
        for key in keys:
            rows.pop(key, None)
        rows |= {row[0]: row[1:] for row in changed.values_list(*BASE, *self.columns)}
        gone = bits_of(keys)
        terms = {term: bits & ~gone for term, bits in self.terms.items()}
        carried = PageTerm.objects.filter(page__in=changed.values("pk")).order_by()
        for term, page in carried.values_list("term_id", "page_id"):
            terms[term] = terms.get(term, 0) | 1 << page
        return Shelf(self.entries, self.columns, rows, terms)

    @property
    def is_complete(self) -> bool:
        """Whether the database holds as many entries and terms as the shelf: rows may be written behind our back."""
        found = self.entries.aggregate(count=Count("pk"), newest=Max("pk"))
        if (found["count"], found["newest"] or 0) != (len(self.rows), max(self.rows, default=0)):
            return False
        carried = PageTerm.objects.filter(page__in=self.entries.values("pk")).count()
        return carried == sum(bits.bit_count() for bits in self.terms.values())

    def derive(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self.derived:
            self.derived[key] = make()
        return self.derived[key]

    # Which entries

    def seen_by(self, user: Any, locale: Locale) -> int:
        """What this person may see, once in this language."""
        bits = self.derive(("language", locale.pk), lambda: bits_of(self._in_language(locale)))
        for path in closed_paths(user):
            bits &= ~self._below(path)
        return bits

    def _in_language(self, locale: Locale) -> Iterator[int]:
        """As `languages.in_language` has it: without translation, the first language stands in, or the oldest."""
        written = {row[1] for row in self.rows.values()}
        order = sorted(written, key=lambda one: (one != locale.pk, code_of(one) != DEFAULT, one), reverse=True)
        best: dict[Any, int] = {}
        for written_in in order:
            best |= {row[2]: key for key, row in self.rows.items() if row[1] == written_in}
        return iter(best.values())

    def _below(self, path: str) -> int:
        paths = self.derive("paths", lambda: sorted((row[0], key) for key, row in self.rows.items()))
        found = paths[bisect_left(paths, (path,)) : bisect_left(paths, (path + AFTER,))]
        return bits_of(key for _path, key in found) if found else 0

    def column(self, name: str) -> Iterator[tuple[int, Any]]:
        """Key and value of each entry."""
        place = len(BASE) - 1 + self.columns.index(name)
        return ((key, row[place]) for key, row in self.rows.items())

    def paths(self) -> Iterator[tuple[int, str]]:
        """Key and tree path of each entry."""
        return ((key, row[0]) for key, row in self.rows.items())

    def grouped(self, name: str, pairs: Callable[[], Iterable[tuple[int, str]]]) -> dict[str, int]:
        """For each value of a facet the entries that have it, out of pairs of key and value."""
        return self.derive(("grouped", name), lambda: _grouped(pairs()))

    # In which order

    def order(self, fields: tuple[Any, ...]) -> list[int]:
        """All keys in the order of the fields. Sorted by the database, whose alphabet it is."""
        return self.derive(("order", fields), lambda: list(self.entries.order_by(*fields).values_list("pk", flat=True)))


def in_order(order: Iterable[int], bits: int) -> Iterator[int]:
    """Those of the keys whose bit is set."""
    flags = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    end = len(flags) * 8
    return (key for key in order if key < end and flags[key >> 3] & 1 << (key & 7))


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, value in pairs:
        found[value].append(key)
    return {value: bits_of(keys) for value, keys in found.items()}


def of_keys(keys: list[int]) -> RawSQL:
    """Any number of keys as a subquery with one parameter: a database takes only so many."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [keys])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])


class _Kept:
    """The shelves of this process: each with the last change that it knows."""

    shelves: dict[str, tuple[int, set[int], Shelf | None]] = {}


def shelf_of(name: str, entries: QuerySet, columns: tuple[str, ...]) -> Shelf:
    """The shelf of a list, as the present generation of the site has it."""
    known = site_version.memory()
    key = ("shelf", name)
    if key not in known:
        known[key] = Shelf.read(entries, columns) if site_version.is_changing() else _common(name, entries, columns)
    return known[key]


def _common(name: str, entries: QuerySet, columns: tuple[str, ...]) -> Shelf:
    """The shelf that this process keeps, with what changed since it was used last."""
    last, seen, shelf = _Kept.shelves.get(name, (0, set(), None))
    rows = EntryChange.objects.filter(pk__gt=last - OVERLAP).order_by("-pk").values_list("pk", "page_id")
    notes = dict(rows[: MOST_CHANGES + OVERLAP])
    fresh = {page for pk, page in notes.items() if pk not in seen}
    knows_all_before = last in notes if notes else not last
    if shelf is not None and knows_all_before and None not in fresh and len(fresh) < MOST_CHANGES:
        changed = {page for page in fresh if page is not None}
        shelf = shelf.with_changes(changed) if changed else shelf
    else:
        shelf = None
    if shelf is None or not shelf.is_complete:
        shelf = Shelf.read(entries, columns)
    _Kept.shelves[name] = (max(notes, default=0), set(notes), shelf)
    return shelf
