"""Whether a resource is there already: known by its DOI, by where it is read, or by nearly the same title.

Used while an editor types, before a resource goes live, and for each row of an import.
"""

import threading
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self
from uuid import UUID

from django.apps import apps
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from wagtail.models import Locale, Page, Revision

from core.drafts.live_as import key_of_target
from core.going_live import Problem
from core.visibility import outside_bin, without_copies
from resources.duplicates.address_matching import DOI_ADDRESS, addresses_in, all_addresses
from resources.duplicates.title_matching import Title
from search.facet_index import StateOf

# Titles less alike than this are not looked at word by word.
_ALIKE = 84
# Resources that a warning names, when many look the same.
MOST_NAMED = 3
# Changes after which everything is read anew, so that what is past does not pile up.
MOST_CHANGES = 5_000


# What is known


class Match(NamedTuple):
    """A resource that may be the same, and by what one knows."""

    page_pk: int
    title: str
    why: str


# One state of a resource: its key, and the how-many-th reading of it this was.
_State = tuple[int, int]


class _Group:
    """Titles with the same numbers: only these can be alike."""

    def __init__(self) -> None:
        self.titles: list[Title] = []
        self.sorted: list[str] = []
        self.states: list[_State] = []

    def add(self, state: _State, title: Title) -> None:
        self.titles.append(title)
        self.sorted.append(title.sorted)
        self.states.append(state)

    def like(self, title: Title) -> Iterator[_State]:
        found = process.extract(
            title.sorted, self.sorted, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE, limit=None
        )
        for *__, place in found:
            if self.titles[place].is_like(title):
                yield self.states[place]


class DuplicateIndex:
    """All resources by DOI, address and title. What is added is found from then on: the rows of an import."""

    def __init__(self) -> None:
        self.titles: dict[int, str] = {}
        # What a resource and its translations share.
        self.keys: dict[int, UUID | int] = {}
        self.readings: dict[int, int] = {}
        self.by_address: dict[str, list[_State]] = {}
        self.by_squeezed: dict[tuple[str, tuple[str, ...]], list[_State]] = {}
        self.by_numbers: dict[tuple[str, ...], _Group] = {}

    @classmethod
    def load(cls, locale: Locale | None = None) -> Self:
        """Every resource, as it is live and as it is in its newest draft; of one language if you like."""
        known, pages = cls(), _resources()
        known.read(pages.filter(locale=locale) if locale else pages)
        return known

    def read(self, pages: QuerySet) -> None:
        """Add these pages."""
        rows = pages.annotate(raw=Cast("links", TextField())).order_by("pk")
        for pk, title, doi, links, key in rows.values_list("pk", "title", "doi", "raw", "translation_key"):
            self.keys[pk] = key
            self.add(pk, title, doi, addresses_in(links))
        changed = pages.filter(has_unpublished_changes=True).values("latest_revision")
        fields = (F("content__title"), F("content__doi"), F("content__links"))
        drafts = Revision.page_revisions.filter(pk__in=changed).values_list("object_id", *fields)
        for pk, title, doi, links in drafts:
            self.add(int(pk), title or "", doi or "", addresses_in(links))

    def forget(self, keys: Iterable[int]) -> None:
        """What was read of these pages: they are in another state, or gone."""
        for pk in keys:
            self.readings[pk] = self.readings.get(pk, 0) + 1

    def add(self, pk: int, title: str, doi: str = "", addresses: Iterable[str] = ()) -> None:
        """One resource, or another state of it."""
        self.titles[pk] = title
        self.keys.setdefault(pk, pk)
        state = (pk, self.readings.setdefault(pk, 0))
        for address in all_addresses(doi, addresses):
            self.by_address.setdefault(address, []).append(state)
        like = Title.of(title)
        if like.words or like.numbers:
            self.by_squeezed.setdefault((like.squeezed, like.numbers), []).append(state)
            self.by_numbers.setdefault(like.numbers, _Group()).add(state, like)

    def same_as(
        self, doi: str = "", addresses: Iterable[str] = (), title: str = "", but: int | None = None
    ) -> list[Match]:
        """Resources that may be the same, the surest first, each once. `but` and its translations are left out."""
        found: dict[int, str] = {}
        # Any DOI before any other address.
        for address in sorted(all_addresses(doi, addresses), key=lambda one: not one.startswith(DOI_ADDRESS)):
            why = "doi" if address.startswith(DOI_ADDRESS) else "address"
            for pk in self._present(self.by_address.get(address, [])):
                found.setdefault(pk, why)
        for pk in self._present(self._with_title(title)):
            found.setdefault(pk, "title")
        # A working copy is no other resource than its page.
        own = self.keys.get(key_of_target(but) or but) if but is not None else None
        return [Match(pk, self.titles[pk], why) for pk, why in found.items() if own is None or self.keys[pk] != own]

    def one_each(self, matches: Iterable[Match]) -> list[Match]:
        """Each resource once, not once for each language; the first of them."""
        found: dict[UUID | int, Match] = {}
        for match in matches:
            found.setdefault(self.keys[match.page_pk], match)
        return list(found.values())

    def _present(self, states: Iterable[_State]) -> Iterator[int]:
        """Without what was read of a page before it changed."""
        return (pk for pk, reading in states if self.readings[pk] == reading)

    def _with_title(self, title: str) -> Iterator[_State]:
        asked = Title.of(title)
        if not asked.words and not asked.numbers:
            return
        yield from self.by_squeezed.get((asked.squeezed, asked.numbers), [])
        if group := self.by_numbers.get(asked.numbers):
            yield from group.like(asked)


def _resources() -> QuerySet:
    return without_copies(outside_bin(apps.get_model("resources.ResourcePage").objects.all()))


# Which state of a page this is: its versions by their keys, and whether the newest was written over.
_VERSIONS = (
    "pk",
    "title",
    "live_revision_id",
    "latest_revision_id",
    "latest_revision_created_at",
    "has_unpublished_changes",
)
# A page without a version says itself what it is. Of the others this would be too much to read each time.
_WORDS = ("pk", "doi", "raw_links")
_Row = tuple[int, *tuple[object, ...]]


class _Memory:
    """What this process knows, and of which state of the database."""

    lock = threading.Lock()
    known = DuplicateIndex()
    # What the database holds: all rows as one value for each kind of row, and each row, its page's key in front.
    state: list[str | None] = []
    rows: set[_Row] = set()
    changes = 0


def present() -> DuplicateIndex:
    """All resources as they are now. After the first time only those are read that are in another state."""
    with _Memory.lock:
        state = [rows.aggregate(state=StateOf(*map(F, names)))["state"] for rows, names in _kinds_of_rows()]
        if state != _Memory.state:
            _learn()
            _Memory.state = state
    return _Memory.known


def _kinds_of_rows() -> list[tuple[QuerySet, tuple[str, ...]]]:
    pages = _resources().order_by()
    without = pages.filter(latest_revision=None).annotate(raw_links=Cast("links", TextField()))
    return [(pages, _VERSIONS), (without, _WORDS)]


def _learn() -> None:
    """Read what changed; everything the first time, and when much did."""
    rows = {row for rows, names in _kinds_of_rows() for row in rows.values_list(*names)}
    changed = {key for key, *_ in rows ^ _Memory.rows}
    _Memory.changes += len(changed)
    if _Memory.rows and _Memory.changes < MOST_CHANGES:
        _Memory.known.forget(changed)
        _Memory.known.read(_resources().filter(pk__in=changed))
    else:
        _Memory.known, _Memory.changes = DuplicateIndex.load(), 0
    _Memory.rows = rows


def same_documents(page: Page) -> Iterator[Problem]:
    """What a person should look at before the resource goes live: it may be there already."""
    words = {
        "doi": ("doi", _("“%(title)s” has the same DOI.")),
        "address": ("links", _("“%(title)s” leads to the same address.")),
        "title": ("title", _("“%(title)s” has nearly the same title. Is it the same?")),
    }
    addresses = [block.value.get("url") or "" for block in page.links]
    known = present()
    for match in known.one_each(known.same_as(page.doi, addresses, page.title, but=page.pk))[:MOST_NAMED]:
        # The same title to the letter is named by the rules of all pages.
        if match.why != "title" or match.title.strip().lower() != page.title.strip().lower():
            field, sentence = words[match.why]
            yield Problem(field, sentence % {"title": match.title})
