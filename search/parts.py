"""Parts of pages found on their own: a finding, a question, a section in which all the words stand.

Two ways: `attach` looks into the parts of the few pages that a page of results shows; `matching` and `best` ask the
index of all parts (see the migration `entries`), whatever engine searches the pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, When
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.models import PagePart
from core.models.terms import known_terms
from search.engines import postgresql, sqlite
from search.words.highlighting import EXCERPT, excerpt, holds, marked
from search.words.query_parser import ParsedQuery

# Parts of one page of results that are looked into, and those of one page that are named.
MOST_PARTS, MOST_NAMED = 2_000, 3
# One page may have hundreds of passages: they do not push out what others say.
_LONG_LAST = Case(When(kind=PagePart.Kind.TRANSCRIPT, then=1), default=0)
# The table of their words.
WORDS = "search_partentry"


@dataclass(frozen=True)
class FoundPart:
    """A part in which the words stand, as a result shows it."""

    part: PagePart
    words: ParsedQuery

    @property
    def kind(self) -> str:
        return self.part.kind

    @property
    def kind_label(self) -> str:
        return str(PagePart.Kind(self.part.kind).label)

    @property
    def group(self) -> str:
        return group_of(self.part)

    @property
    def anchor(self) -> str:
        return self.part.block_id

    @cached_property
    def plain_excerpt(self) -> str:
        text = " ".join(self.part.text.split())
        return text if len(text) <= EXCERPT else excerpt(text, self.words)

    @property
    def excerpt(self) -> SafeString:
        return marked(self.plain_excerpt, self.words)


def group_of(part: PagePart) -> str:
    """The heading under which a part stands: the editor's own words, else the name of the group."""
    term = known_terms().get(part.group_term_id) if part.group_term_id else None
    if term and term.merged_into_id:
        term = known_terms().get(term.merged_into_id, term)
    return part.group or (term.label if term else "")


def parts_of(pages: Iterable[Page], words: ParsedQuery) -> dict[int, list[FoundPart]]:
    """For each page the parts in which all the words stand, in their order. One query.

    The heading of its group belongs to a part, but does not make one alone: all parts of the group have it.
    """
    keys = [page.pk for page in pages]
    found: dict[int, list[FoundPart]] = {}
    if not keys or not words:
        return found
    parts = PagePart.objects.filter(page__in=keys).order_by(_LONG_LAST, "page", "kind", "order")
    for part in parts[:MOST_PARTS]:
        has_all = holds(part.text, words)
        heading = "" if has_all else group_of(part)
        if has_all or (heading and holds(f"{heading}\n{part.text}", words) and not holds(heading, words)):
            found.setdefault(part.page_id, []).append(FoundPart(part, words))
    return found


def attach(pages: Iterable[Any], words: ParsedQuery) -> None:
    """`page.found_parts`: what a card names, for all cards of a page at once. A title that has the words is enough."""
    shown = list(pages)
    found = parts_of(shown, words)
    for page in shown:
        page.found_parts = [] if holds(page.title, words) else found.get(page.pk, [])[:MOST_NAMED]


def matching(words: ParsedQuery) -> list[int]:
    """Keys of all parts that hold every word, in no order. Who may see them is for the asker to say."""
    sql, values = _found(words)
    return _keys(sql, values)


def best(words: ParsedQuery) -> list[int]:
    """The same keys, the best first. To be asked where they are few: each of them is weighed."""
    sql, values = _found(words, with_score=True)
    return _keys(f"SELECT pk FROM ({sql}) hits ORDER BY score, pk", values)


def _keys(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [pk for (pk,) in cursor.fetchall()]


def _found(words: ParsedQuery, with_score: bool = False) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        sql, values = postgresql.hits(words, None, WORDS, "part_id")
    else:
        sql, values = sqlite.hits(words, None, f"{WORDS}_words", "1.0")
    return f"SELECT hit AS pk{', score' if with_score else ''} FROM ({sql}) found", values
