"""A page that goes live by itself when the event ends that it is about. Its hour is never typed: it follows."""

import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from core.going_live import Problem
from core.locking import lock_page
from core.models import BasePage


class LiveAfterEvent(BasePage):
    # `go_live_at` follows from it, until the page has been live once.
    after_event = models.BooleanField(
        _("goes live when this event ends"),
        default=False,
        help_text=_(
            "Once approved, it waits for the end of the event, of its last date if it repeats. If the event is moved "
            "or takes longer, this moves along. If it is over already, the page goes live at once."
        ),
    )

    private_fields = {"after_event"}
    of_one_time = {"after_event"}

    class Meta:
        abstract = True

    # Of the page itself.
    event: Any
    event_id: int | None

    def waits_for(self) -> Page | None:
        event: Page | None = self.event if self.follows_event else None
        return event

    @property
    def follows_event(self) -> bool:
        return self.after_event and self.first_published_at is None

    def end_of_event(self) -> datetime.datetime | None:
        """Of what is live of it, in whichever language it was moved last; none while no day is known."""
        model = type(self)._meta.get_field("event").related_model
        event = model.objects.filter(pk=self.event_id).first()
        if event is None:
            return None
        rows = model.objects.filter(Q(pk=event.pk) | Q(live=True, translation_key=event.translation_key))
        ends = [row.known_end if row.takes_place else None for row in rows]
        return None if None in ends else max(filter(None, ends), default=None)

    def take_hour_of_event(self) -> None:
        if self.follows_event:
            self.go_live_at = self.end_of_event()

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """An event that was moved meanwhile takes the page along: whatever door is tried, it is never early."""
        lock_page(self.pk)
        if self.follows_event:
            self.take_hour_of_event()
            keep_hour(revision, self.go_live_at)
        return super().publish(revision, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """A draft says when it would go live, too."""
        self.take_hour_of_event()
        return super().save_revision(*args, **kwargs)

    def go_live_problems(self) -> list[Problem]:
        return [*self._problems_of_hour(), *super().go_live_problems()]

    def _problems_of_hour(self) -> list[Problem]:
        if not self.follows_event:
            return []
        if self.event is None:
            return [Problem("event", gettext("Choose the event after which the page goes live."))]
        if self.end_of_event() is None:
            words = gettext("Nobody knows yet when this event ends, or it does not take place.")
            return [Problem("after_event", words)]
        return []


def keep_hour(revision: Revision, at: datetime.datetime | None) -> None:
    """The version keeps its number, its day and its words: what was approved stays approved. The page is held."""
    if hour_of(revision) == at:
        return
    revision.content = {**revision.content, "go_live_at": at.astimezone(datetime.UTC).isoformat() if at else None}
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def hour_of(revision: Revision) -> datetime.datetime | None:
    """One that was saved a moment ago holds it as it was given, one from the database in words."""
    at = revision.content.get("go_live_at")
    return at if at is None or isinstance(at, datetime.datetime) else parse_datetime(at)
