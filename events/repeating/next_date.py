"""When an event takes place next, asked of the database."""

import datetime

from django.apps import apps
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def next_start(now: datetime.datetime) -> Coalesce:
    """Of events, the start of the first date that is not over; without such a date what they are sorted by.

    A subquery and no aggregate: lists are also asked for without the rows that an aggregate would group.
    """
    dates = apps.get_model("events", "Occurrence").objects.filter(event=OuterRef("pk"), end_utc__gte=now)
    return Coalesce(Subquery(dates.order_by("start_utc").values("start_utc")[:1]), F("sort_start_utc"))
