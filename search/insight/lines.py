"""What the report on searches shows: sums by words and language, of words that were asked often enough."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from search.insight.forgetting import FEWEST, may_not_be_shown
from search.models import AskedWords, WantedContent

ALL, NOTHING, UNOPENED, WANTED = "", "nothing", "unopened", "wanted"
DEFAULT_DAYS = 30


class Choice(NamedTuple):
    """What somebody wants to see."""

    show: str = ALL
    language: str = ""
    days: int = DEFAULT_DAYS


@dataclass(frozen=True)
class Line:
    """Words in one language, with what was counted in the period."""

    language: str
    words: str
    shown: str
    times: int
    nothing: int
    opened: int
    last_nothing: datetime.date | None
    wanted: WantedContent | None

    @property
    def language_name(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

    @property
    def mail(self) -> str:
        """Subject and text of a mail that asks for content, as they stand in an address."""
        subject = gettext("People look for “%(words)s”") % {"words": self.shown}
        text = gettext("Searches: %(times)d, without a result: %(nothing)d.") % {
            "times": self.times,
            "nothing": self.nothing,
        }
        body = f"{text}\r\n{settings.PUBLIC_URL}{reverse('searches_report')}"
        return urlencode({"subject": subject, "body": body}, quote_via=quote)


def sums(choice: Choice) -> QuerySet:
    """A dictionary for each line, the most asked first; never of words that were asked fewer than five times."""
    since = timezone.localdate() - datetime.timedelta(days=choice.days - 1)
    rows = AskedWords.objects.order_by().filter(day__gte=since)
    rows = rows.filter(language=choice.language) if choice.language else rows
    same = rows.filter(language=OuterRef("language"), words=OuterRef("words"))
    found = (
        rows.values("language", "words")
        .annotate(
            sum=Sum("times"),
            nothing=Sum("found_nothing"),
            results_opened=Sum("opened"),
            last_nothing=Max("day", filter=Q(found_nothing__gt=0)),
            most_shown=Subquery(same.order_by("-times", "-day").values("shown")[:1]),
        )
        .filter(sum__gte=FEWEST)
    )
    return _narrowed(found, choice.show)


def _narrowed(found: QuerySet, show: str) -> QuerySet:
    order = ["-sum", "words", "language"]
    if show == NOTHING:
        return found.filter(nothing__gt=0).order_by("-nothing", *order)
    if show == UNOPENED:
        # Of what found nothing there was nothing to open.
        return found.filter(results_opened=0, sum__gt=F("nothing")).order_by(*order)
    if show == WANTED:
        wanted = WantedContent.objects.filter(language=OuterRef("language"), words=OuterRef("words"))
        found = found.filter(Exists(wanted))
    return found.order_by(*order)


def lines(found: Iterable[dict[str, Any]]) -> list[Line]:
    """Without words that became words of a crisis since they were asked."""
    found = [one for one in found if not may_not_be_shown(one["most_shown"])]
    rows = WantedContent.objects.filter(words__in=[one["words"] for one in found]).select_related("asked_by")
    wanted = {(row.language, row.words): row for row in rows}
    return [
        Line(
            one["language"],
            one["words"],
            one["most_shown"],
            one["sum"],
            one["nothing"],
            min(one["results_opened"], one["sum"]),
            one["last_nothing"],
            wanted.get((one["language"], one["words"])),
        )
        for one in found
    ]
