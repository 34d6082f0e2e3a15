"""How many findings each resource has in each group, so that a view of findings counts without reading them.

Filters of resources leave bits (see `search.shelf`). A `Tally` sums a small number for each bit that is set: the
numbers are kept in layers, one integer for each binary digit, so that a sum is a few ANDs whatever the number of pages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Count, QuerySet

from core.generation import remembered
from core.models import PagePart
from core.models.terms import known_terms
from search.shelf import bits_of
from search.words import fold

FINDING = PagePart.Kind.FINDING
# How the address names a heading of the editors' own; no slug has a colon.
HEADING = "heading:"
LONGEST_KEY = 100


class Tally:
    """A number for each page."""

    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers

    @cached_property
    def layers(self) -> list[int]:
        digits = max(self.numbers.values(), default=0).bit_length()
        return [
            bits_of(page for page, number in self.numbers.items() if number >> digit & 1) for digit in range(digits)
        ]

    def of(self, bits: int) -> int:
        """The sum for the pages whose bit is set."""
        return sum((bits & layer).bit_count() << digit for digit, layer in enumerate(self.layers))


class Tallies:
    """Findings by group: terms of the vocabulary by slug, and headings of the editors' own."""

    def __init__(self, findings: QuerySet) -> None:
        by_key: dict[str, Counter[int]] = defaultdict(Counter)
        # How headings of the editors' own are written, by key, and how often on which page.
        written: dict[str, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
        rows = findings.order_by().values_list("page_id", "group_term_id", "group").annotate(Count("pk"))
        for page, term, heading, number in rows:
            key = key_of(term, heading)
            by_key[key][page] += number
            if key.startswith(HEADING):
                written[key][heading][page] += number
        self.groups = {key: Tally(numbers) for key, numbers in by_key.items()}
        self.spellings = {
            key: {heading: Tally(numbers) for heading, numbers in headings.items()} for key, headings in written.items()
        }

    @cached_property
    def all(self) -> Tally:
        return merged(self.groups.values())

    def of_groups(self, keys: list[str]) -> Tally:
        """What these groups hold together; of none, what all hold."""
        return merged(self.groups[key] for key in keys if key in self.groups) if keys else self.all

    def spelling(self, key: str, bits: int) -> str:
        """A heading as it is written most often on these pages."""
        often = {heading: tally.of(bits) for heading, tally in self.spellings.get(key, {}).items()}
        heading = max(often, key=lambda one: (often[one], one), default="")
        return heading if often.get(heading) else key.removeprefix(HEADING)


def merged(tallies: Iterable[Tally]) -> Tally:
    found: Counter[int] = Counter()
    for tally in tallies:
        found.update(tally.numbers)
    return Tally(found)


def key_of(term_id: int | None, heading: str) -> str:
    """What the address calls the group of a finding."""
    term = known_terms().get(term_id) if term_id else None
    if term and term.merged_into_id:
        term = known_terms().get(term.merged_into_id, term)
    return term.slug if term else heading_key(heading)


def heading_key(heading: str) -> str:
    return HEADING + " ".join(fold(heading).split())[:LONGEST_KEY]


def findings() -> QuerySet:
    """All findings of live pages; who may see them is the reader's matter."""
    return PagePart.objects.filter(kind=FINDING)


@remembered
def tallies() -> Tallies:
    return Tallies(findings())
