"""What staff recommend: a page above the results, where all words of one of its lines stand in the question."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from wagtail.models import Locale, Page

from caching.site_version import cached_until_change
from core.visibility import shown_to
from search.models import Promotion
from search.results import SearchQuery, SearchResult, hits_of
from search.words.query_parser import ParsedQuery, parse
from search.words.typed_lines import lines_of

MOST = 3


class Promoted(NamedTuple):
    lines: tuple[ParsedQuery, ...]
    translation_key: UUID
    until: date | None


@cached_until_change
def _promotions() -> list[Promoted]:
    rows = Promotion.objects.order_by("pk").values_list("words", "page__translation_key", "until")
    return [Promoted(tuple(parse(line) for line in lines_of(words)), key, until) for words, key, until in rows]


def with_promoted(answer: SearchResult, asked: ParsedQuery, question: SearchQuery, locale: Locale) -> SearchResult:
    """The answer with what is recommended for these words, of what this person may see; nothing is in it twice.

    Asked as it was typed, too: what was read as another word may be what staff thought of.
    """
    today = timezone.localdate()
    wanted = [one for one in _promotions() if _is_meant(one, [asked, answer.words])]
    wanted = [one for one in wanted if one.until is None or one.until >= today]
    if not wanted:
        return answer
    order = list(dict.fromkeys(one.translation_key for one in wanted))
    pages = shown_to(Page.objects.filter(translation_key__in=order), question.user, locale)
    found = sorted(pages.values_list("translation_key", "pk"), key=lambda row: order.index(row[0]))
    hits = hits_of([pk for _key, pk in found], answer.words, question.user)
    hits = [hit for hit in hits if not question.kinds or hit.kind in question.kinds][:MOST]
    shown = {hit.page.pk for hit in hits}
    ends = [answer.valid_until, *(_end_of(one.until) for one in wanted)]
    return replace(
        answer,
        promoted=hits if answer.page == 1 else [],
        items=[hit for hit in answer.items if hit.page.pk not in shown],
        nearest=[hit for hit in answer.nearest if hit.page.pk not in shown],
        also_near=[hit for hit in answer.also_near if hit.page.pk not in shown],
        valid_until=min((end for end in ends if end), default=None),
    )


def _is_meant(promoted: Promoted, questions: Iterable[ParsedQuery]) -> bool:
    return any(_holds(question, line) for question in questions for line in promoted.lines)


def _holds(question: ParsedQuery, line: ParsedQuery) -> bool:
    """Whether all words of the line stand in the question, in any order, as they are or by their stems."""
    known = {token for term in question.terms for phrase in term.phrases for token in phrase}
    return bool(line) and all(any(known.issuperset(phrase) for phrase in term.phrases) for term in line.terms)


def _end_of(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None
