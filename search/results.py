"""What is asked of search, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString
from wagtail.models import Page

from core.models import BasePage
from core.visibility import STRANGER, visible_to
from search import kinds
from search.filters import Filters
from search.models import Entry
from search.parts import MOST_NAMED, FoundPart, parts_of
from search.ranking import Score
from search.words.highlighting import excerpt, holds, marked
from search.words.query_parser import ParsedQuery
from users.models import AnyUser

PAGE_SIZE = 10


@dataclass(frozen=True)
class SearchQuery:
    """These words, of these kinds, in this language, by this person."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    language: str = ""
    filters: Filters | None = None
    user: AnyUser = STRANGER
    page: int = 1
    page_size: int = PAGE_SIZE
    # Each of the first results says why it stands where it does.
    explain: bool = False


@dataclass(frozen=True)
class Hit:
    """One result: the page, and where the words stand in it."""

    page: BasePage
    kind: str
    title: SafeString
    excerpt: SafeString
    plain_excerpt: str
    # The one part of the page in which all the words stand: the result leads there.
    part: FoundPart | None = None
    # Where several have them all, the result leads to the page and names the first.
    parts: tuple[FoundPart, ...] = ()
    # Why it stands where it does, where that was asked.
    score: Score | None = None


@dataclass(frozen=True)
class Rescue:
    """A question with words left out, and how much it would find."""

    left_out: str
    words: str
    total: int


@dataclass(frozen=True)
class SearchResult:
    words: ParsedQuery = field(default_factory=ParsedQuery)
    items: list[Hit] = field(default_factory=list)
    total: int = 0
    # How many there are of each kind, whatever kind was asked for.
    by_kind: dict[str, int] = field(default_factory=dict)
    # How many there are without any filter, and of what is left how many have which value of each facet.
    unfiltered: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    rescues: list[Rescue] = field(default_factory=list)
    # Words that stand on no page that this person may see.
    missing: list[str] = field(default_factory=list)
    # What was looked for in the place of words that stand nowhere: as it was typed, and as it was read.
    corrections: list[tuple[str, str]] = field(default_factory=list)
    # So many have all words; the others have most of them.
    total_of_all_words: int = 0
    # Where nothing was found: the best of what has fewer of the words.
    nearest: list[Hit] = field(default_factory=list)
    # They are close in meaning; also above results that hold too little of what was asked.
    is_by_meaning: bool = False
    # Further ones, below results that are few. They are counted nowhere, and are only on the first page.
    also_near: list[Hit] = field(default_factory=list)
    is_degraded: bool = False
    # What staff recommend for these words; it stands above the results, and not among them.
    promoted: list[Hit] = field(default_factory=list)
    # The next instant at which something of that changes by itself.
    valid_until: datetime | None = None

    @property
    def all_hits(self) -> list[Hit]:
        """All that is shown, in the order in which it stands on the page."""
        return [*self.promoted, *self.nearest, *self.items, *self.also_near]

    @property
    def has_most_only(self) -> bool:
        return self.total_of_all_words < self.total_of_all_kinds

    @property
    def total_of_all_kinds(self) -> int:
        return sum(self.by_kind.values())


def hits_of(keys: list[int], words: ParsedQuery, user: AnyUser) -> list[Hit]:
    """As they are shown. Whoever gave the keys, the database says now who may see these pages."""
    rows = visible_to(Page.objects.filter(pk__in=keys), user).select_related("locale")
    pages = {page.pk: page for page in rows.specific()}
    texts, parts = _texts(keys), parts_of(pages.values(), words)
    found = [pages[key] for key in keys if key in pages]
    return [_hit(page, texts.get(page.pk, ""), words, parts.get(page.pk, [])) for page in found]


def _texts(keys: list[int]) -> dict[int, str]:
    """The words of the pages as they are read."""
    rows = Entry.objects.filter(content_type__in=kinds.content_types(), object_id__in=keys)
    return dict(rows.values_list("object_id", "text"))


def _hit(page: BasePage, text: str, words: ParsedQuery, parts: list[FoundPart]) -> Hit:
    kind, title = kinds.kind_of(type(page)), marked(page.title, words)
    if holds(page.title, words):
        parts = []
    if len(parts) == 1:
        return Hit(page, kind, title, parts[0].excerpt, parts[0].plain_excerpt, parts[0])
    plain = excerpt(text, words, otherwise=page.summary_text)
    return Hit(page, kind, title, marked(plain, words), plain, parts=tuple(parts[:MOST_NAMED]))
