"""How many findings each resource has in each group, so that a view of findings counts without reading them.

Filters of resources leave bits (see `search.facet_index`). A `Tally` sums a small number for each bit that is set: the
numbers are kept in layers, one integer for each binary digit, so that a sum is a few ANDs whatever the number of pages.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Max, QuerySet, Sum

from caching import site_version
from core.models import PagePart
from core.models.terms import known_terms
from search.facet_index import bits_of
from search.words.analysis import fold

FINDING = PagePart.Kind.FINDING
# How the address names a heading of the editors' own; no slug has a colon.
HEADING = "heading:"
LONGEST_KEY = 100


class Place(NamedTuple):
    """Under what a finding stands: a term of the vocabulary, and the heading that the editor wrote."""

    term_id: int | None
    heading: str

    @property
    def key(self) -> str:
        """What the address calls the group."""
        term = known_terms().get(self.term_id) if self.term_id else None
        if term and term.merged_into_id:
            term = known_terms().get(term.merged_into_id, term)
        return term.slug if term else heading_key(self.heading)


def heading_key(heading: str) -> str:
    return HEADING + " ".join(fold(heading).split())[:LONGEST_KEY]


def findings() -> QuerySet:
    """All findings of live pages; who may see them is the reader's matter."""
    return PagePart.objects.filter(kind=FINDING)


class Tally:
    """A number for each page."""

    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers

    @cached_property
    def layers(self) -> list[int]:
        digits = range(max(self.numbers.values(), default=0).bit_length())
        return [bits_of(page for page, number in self.numbers.items() if number >> one & 1) for one in digits]

    def of(self, bits: int) -> int:
        """The sum for the pages whose bit is set."""
        return sum((bits & layer).bit_count() << digit for digit, layer in enumerate(self.layers))


class Tallies:
    """Findings by group: terms of the vocabulary by slug, and headings of the editors' own."""

    def __init__(self, by_place: dict[Place, Counter[int]]) -> None:
        by_key: dict[str, list[Counter[int]]] = defaultdict(list)
        # How headings of the editors' own are written, by key, and how often on which page.
        self.spellings: dict[str, dict[str, Tally]] = defaultdict(dict)
        for place, numbers in by_place.items():
            by_key[place.key].append(numbers)
            if place.key.startswith(HEADING):
                self.spellings[place.key][place.heading] = Tally(numbers)
        self.groups = {key: merged(counters) for key, counters in by_key.items()}

    @cached_property
    def all(self) -> Tally:
        return merged(tally.numbers for tally in self.groups.values())

    def of_groups(self, keys: list[str]) -> Tally:
        """What these groups hold together; of none, what all hold."""
        return merged(self.groups[key].numbers for key in keys if key in self.groups) if keys else self.all

    def spelling(self, key: str, bits: int) -> str:
        """A heading as it is written most often on these pages."""
        often = {heading: tally.of(bits) for heading, tally in self.spellings.get(key, {}).items()}
        heading = max(often, key=lambda one: (often[one], one), default="")
        return heading if often.get(heading) else key.removeprefix(HEADING)


def merged(counters: Iterable[dict[int, int]]) -> Tally:
    first, *others = [*counters] or [{}]
    if not others:
        return Tally(first)
    found = Counter(first)
    for counter in others:
        found.update(counter)
    return Tally(found)


class Catalogue:
    """Where each finding stands, by its primary key: eight bytes a finding, so that words are counted in memory."""

    def __init__(self, rows: Iterable[tuple[int, int, int | None, str]]) -> None:
        self.places: list[Place] = []
        numbers: dict[tuple[int | None, str], int] = {}
        found = list(rows)
        self.first = min((row[0] for row in found), default=0)
        size = max((row[0] for row in found), default=-1) - self.first + 1
        # Page, and number of the place; a page of 0 is no finding.
        self.pages, self.numbers = array("I", bytes(4 * size)), array("I", bytes(4 * size))
        for pk, page, term, heading in found:
            number = numbers.setdefault((term, heading), len(numbers))
            self.pages[pk - self.first], self.numbers[pk - self.first] = page, number
        self.places = [Place(*one) for one in numbers]

    def tallies(self, keys: Iterable[int] | None = None) -> Tallies:
        """Of all findings, or of those with these keys."""
        found: list[Counter[int]] = [Counter() for _place in self.places]
        for page, number in self._of(keys):
            found[number][page] += 1
        return Tallies({place: numbers for place, numbers in zip(self.places, found, strict=True) if numbers})

    def _of(self, keys: Iterable[int] | None) -> Iterator[tuple[int, int]]:
        if keys is None:
            return ((page, number) for page, number in zip(self.pages, self.numbers, strict=True) if page)
        end = len(self.pages)
        places = (key - self.first for key in keys)
        known = (place for place in places if 0 <= place < end)
        return ((self.pages[place], self.numbers[place]) for place in known if self.pages[place])

    def page_of(self, key: int) -> int:
        place = key - self.first
        return self.pages[place] if 0 <= place < len(self.pages) else 0

    def group_of(self, key: int) -> str:
        return self.places[self.numbers[key - self.first]].key


class _Kept:
    """The catalogue of this process, with the state of the table from which it was made."""

    catalogue: tuple[tuple[int | None, ...], Catalogue] | None = None


def catalogue() -> Catalogue:
    """As the present version of the site has it.

    Parts are written and deleted but never changed, and no key comes back: a few sums tell two states apart.
    """
    known = site_version.version_cache()
    if "findings" not in known:
        known["findings"] = _read() if site_version.is_changing() else _common()
    return known["findings"]


def _read() -> Catalogue:
    return Catalogue(findings().order_by().values_list("pk", "page_id", "group_term_id", "group"))


def _common() -> Catalogue:
    state = PagePart.objects.aggregate(number=Count("pk"), highest=Max("pk"), pages=Sum("page_id"))
    stamp = tuple(state.values())
    if _Kept.catalogue is None or _Kept.catalogue[0] != stamp:
        _Kept.catalogue = (stamp, _read())
    return _Kept.catalogue[1]


@site_version.cached_until_change
def tallies() -> Tallies:
    return catalogue().tallies()
