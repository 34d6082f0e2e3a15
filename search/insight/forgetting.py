"""What was counted is not kept for ever: rare words go after a month, the others after a year."""

import datetime
from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from search.insight.asked_words import looks_personal
from search.models import AskedWords, WantedContent
from search.offers.crisis import is_crisis, is_nearly_crisis

# Words that were asked fewer times than this are shown to nobody: somebody might be known by them.
FEWEST = 5
RARE_KEPT = datetime.timedelta(days=30)
KEPT = datetime.timedelta(days=365)
BATCH = 500
Value = TypeVar("Value")


def forget() -> int:
    """How many rows went."""
    today = timezone.localdate()
    old = AskedWords.objects.filter(day__lt=today - KEPT)
    gone = old.delete()[0]
    aging = AskedWords.objects.filter(day__lt=today - RARE_KEPT)
    for keys in _batches(_rare(aging)):
        gone += aging.filter(pk__in=keys).delete()[0]
    gone += _forget_words_of_crisis()
    same = AskedWords.objects.filter(language=OuterRef("language"), words=OuterRef("words"))
    WantedContent.objects.exclude(Exists(same)).delete()
    return gone


def _rare(rows: QuerySet[AskedWords]) -> list[int]:
    """Of these, rows whose words were asked too few times in all that is kept."""
    sums = AskedWords.objects.order_by().values("language", "words").annotate(sum=Sum("times"))
    often = set(sums.filter(sum__gte=FEWEST).values_list("language", "words"))
    return [pk for pk, *key in rows.values_list("pk", "language", "words") if tuple(key) not in often]


def _forget_words_of_crisis() -> int:
    """Staff may have made them such since they were asked."""
    said = AskedWords.objects.order_by().values_list("shown", flat=True).distinct()
    found = [words for words in said.iterator() if may_not_be_shown(words)]
    return sum(AskedWords.objects.filter(shown__in=batch).delete()[0] for batch in _batches(found))


def may_not_be_shown(words: str) -> bool:
    return looks_personal(words) or is_crisis(words) or is_nearly_crisis(words)


def _batches(found: list[Value]) -> Iterator[list[Value]]:
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))
