"""The live entries of a list in memory: which of them carry which value, as bits of one large integer for each value.

The bit of an entry is its primary key. An AND of a few integers answers what a filter leaves, and counting their bits
how many that are, whatever the number of entries; the database is asked for the cards of one page only. An index never
changes. When anything public did, the database says what it holds now, in one number or text for each block of keys,
and the process makes a new index out of the old one and the blocks that differ.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, TypeVar

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, ExpressionWrapper, F, IntegerField, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler
from wagtail.models import Locale

from caching import site_version
from core.i18n.languages import DEFAULT
from core.models import PageTerm
from core.text.collation import sort_key
from core.tree import code_of
from core.visibility import closed_paths
from users.models import AnyUser

# Keys of one block share all bits but these.
BLOCK_BITS = 8
# More blocks than this are not worth picking out.
MOST_BLOCKS = 40
Row = tuple[Any, ...]
# A statement and its values.
Sql = tuple[str, tuple[Any, ...]]
Derived = TypeVar("Derived")
BASE = ("pk", "path", "locale_id", "translation_key")
# What says that an entry is another one although no column of the index differs.
VERSION = ("live_revision_id",)


class StateOf(Aggregate):
    """All values of all rows of a group as one value, which differs when any of them does."""

    name = "StateOf"
    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any) -> Sql:
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(JSON_ARRAY(%(expressions)s))", **extra_context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any) -> Sql:
        # A sum does not depend on the order of the rows.
        template = "SUM(HASHTEXTEXTENDED(ROW(%(expressions)s)::text, 0))::text"
        return self.as_sql(compiler, connection, template=template, **extra_context)


class State(NamedTuple):
    """What the database holds: for each block of keys the state of the entries, and of the terms of pages."""

    entries: dict[int, str]
    terms: dict[int, str]

    @classmethod
    def read(cls, entries: QuerySet, columns: tuple[str, ...]) -> "State":
        rows = _state_by_block(entries.order_by(), "pk", (*BASE, *columns, *VERSION))
        # Of all pages: finding out which of them are entries would cost more than what is read in vain.
        return cls(rows, _state_by_block(PageTerm.objects.order_by(), "page_id", ("page_id", "term_id")))

    def blocks_unlike(self, other: "State") -> set[int]:
        return _unlike(self.entries, other.entries) | _unlike(self.terms, other.terms)


def _state_by_block(rows: QuerySet, key: str, columns: tuple[str, ...]) -> dict[int, str]:
    block = ExpressionWrapper(F(key).bitrightshift(BLOCK_BITS), output_field=IntegerField())
    return dict(rows.values_list(block).annotate(state=StateOf(*(F(name) for name in columns))))


def _unlike(ours: dict[int, str], theirs: dict[int, str]) -> set[int]:
    return {block for block in ours.keys() | theirs.keys() if ours.get(block) != theirs.get(block)}


def _in_blocks(key: str, blocks: set[int]) -> Q:
    ranges = ({f"{key}__gte": block << BLOCK_BITS, f"{key}__lt": (block + 1) << BLOCK_BITS} for block in blocks)
    return reduce(or_, (Q(**one) for one in ranges))


def bits_of(keys: Iterable[int]) -> int:
    """The integer in which the bits of these keys are set."""
    found = list(keys)
    flags = bytearray(max(found, default=0) // 8 + 1)
    for key in found:
        flags[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(flags, "little")


class FacetIndex:
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
        self.derived: dict[tuple[Hashable, ...], Any] = {}

    @classmethod
    def read(cls, entries: QuerySet, columns: tuple[str, ...]) -> "FacetIndex":
        """All of the list; what is read of it again and again is `facet_index_of`."""
        return cls.of(entries, columns)

    @classmethod
    def of(cls, entries: QuerySet, columns: tuple[str, ...]) -> "FacetIndex":
        """Of some entries, those that are live."""
        entries = entries.filter(live=True).order_by()
        rows = {row[0]: row[1:] for row in entries.values_list(*BASE, *columns)}
        pages: dict[int, list[int]] = defaultdict(list)
        carried = PageTerm.objects.filter(page__in=entries.values("pk")).order_by()
        for term, page in carried.values_list("term_id", "page_id"):
            pages[term].append(page)
        return cls(entries, columns, rows, {term: bits_of(keys) for term, keys in pages.items()})

    def with_blocks(self, blocks: set[int]) -> "FacetIndex":
        """The index as it is now, when nothing but the entries of these blocks changed."""
        changed = self.entries.filter(_in_blocks("pk", blocks))
        rows = {key: row for key, row in self.rows.items() if key >> BLOCK_BITS not in blocks}
        rows |= {row[0]: row[1:] for row in changed.values_list(*BASE, *self.columns)}
        kept = ~sum(((1 << (1 << BLOCK_BITS)) - 1) << (block << BLOCK_BITS) for block in blocks)
        terms = {term: bits & kept for term, bits in self.terms.items()}
        carried = PageTerm.objects.filter(_in_blocks("page_id", blocks), page__in=changed.values("pk")).order_by()
        for term, page in carried.values_list("term_id", "page_id"):
            terms[term] = terms.get(term, 0) | 1 << page
        return FacetIndex(self.entries, self.columns, rows, terms)

    def with_orders_to_ask(self) -> "FacetIndex":
        """The same index for another version of the site: an order may depend on what no column says."""
        index = FacetIndex(self.entries, self.columns, self.rows, self.terms)
        index.derived = {key: value for key, value in list(self.derived.items()) if key[0] != "order"}
        return index

    def derive(self, key: tuple[Hashable, ...], make: Callable[[], Derived]) -> Derived:
        if key not in self.derived:
            self.derived[key] = make()
        return self.derived[key]

    # Rows: one for each entry here; an index that has more of them says so (search/lists/rows.py)

    def rows_of(self, keys: Iterable[int]) -> Iterable[int]:
        """The rows of these entries, in the order of the entries."""
        return keys

    def entries_of(self, rows: int) -> list[int]:
        """The keys of the entries that have any of these rows, each once."""
        return list(in_order(self.rows, rows))

    # Which entries

    def seen_by(self, user: AnyUser, locale: Locale) -> int:
        """What this person may see, once in this language: `core.visibility.shown_to`, in bits."""
        closed = tuple(closed_paths(user))
        return self.derive(("shown", locale.pk, closed), lambda: bits_of(self._shown(locale, closed)))

    def _shown(self, locale: Locale, closed: tuple[str, ...]) -> Iterator[int]:
        """Of the translations that are not behind a closed door: the reader's language, the first, or the oldest."""
        rows = [(key, row) for key, row in self.rows.items() if not row[0].startswith(closed)]
        languages = {row[1] for _key, row in rows}
        order = sorted(languages, key=lambda pk: (pk != locale.pk, code_of(pk) != DEFAULT, pk), reverse=True)
        shown: dict[Any, int] = {}
        for written_in in order:
            shown |= {row[2]: key for key, row in rows if row[1] == written_in}
        return iter(shown.values())

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

    def order(self, fields: tuple[str, ...]) -> list[int]:
        """All keys in the order of the fields, by one alphabet on every database; what has no value stands last."""
        return self.derive(("order", fields), lambda: _in_order_of(self.entries, fields))


def _in_order_of(entries: QuerySet, fields: tuple[str, ...]) -> list[int]:
    rows = list(entries.order_by().values_list("pk", *(field.removeprefix("-") for field in fields)))
    for place, field in reversed(list(enumerate(fields, 1))):
        rows = _sorted_by(place, rows, field.startswith("-"))
    return [row[0] for row in rows]


def _sorted_by(place: int, rows: list[Row], backwards: bool) -> list[Row]:
    def rank(row: Row) -> Any:
        return sort_key(row[place]) if isinstance(row[place], str) else row[place]

    empty = [row for row in rows if row[place] in {None, ""}]
    return sorted((row for row in rows if row[place] not in {None, ""}), key=rank, reverse=backwards) + empty


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
    """The indexes of this process, each with the state that it was read from."""

    indexes: dict[str, tuple[State, FacetIndex]] = {}


def facet_index_of(name: str, entries: QuerySet, columns: tuple[str, ...]) -> FacetIndex:
    """The index of a list, as the present version of the site has it."""
    known = site_version.version_cache()
    key = ("facet index", name)
    if key not in known:
        is_own = site_version.is_changing()
        known[key] = FacetIndex.read(entries, columns) if is_own else _common(name, entries, columns)
    return known[key]


def _common(name: str, entries: QuerySet, columns: tuple[str, ...]) -> FacetIndex:
    """The index that this process keeps, brought up to date with what the database holds.

    Threads may do so at the same time: whichever state is kept last, the next comparison finds what it lacks.
    """
    with _snapshot():
        state = State.read(entries.filter(live=True), columns)
        index = _brought_up_to_date(_Kept.indexes.get(name), state, entries, columns)
    _Kept.indexes[name] = (state, index)
    return index


def _brought_up_to_date(
    kept: tuple[State, FacetIndex] | None, state: State, entries: QuerySet, columns: tuple[str, ...]
) -> FacetIndex:
    if kept is None or kept[1].columns != columns:
        return FacetIndex.read(entries, columns)
    blocks = kept[0].blocks_unlike(state)
    if len(blocks) > MOST_BLOCKS:
        return FacetIndex.read(entries, columns)
    return kept[1].with_blocks(blocks) if blocks else kept[1].with_orders_to_ask()


@contextmanager
def _snapshot() -> Iterator[None]:
    """State and rows as of one moment, where the database would let others commit between two queries."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
