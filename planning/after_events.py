"""Which of the pages that go live wait for the end of an event; it is named to whoever may be shown it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.visibility import shown_in_admin
from events.models import EventPage, WebinarSummaryPage
from users.models import AnyUser


def after_events(keys: Iterable[int], person: AnyUser) -> dict[int, str]:
    waiting = WebinarSummaryPage.objects.filter(
        pk__in=list(keys), after_event=True, first_published_at=None, event__isnull=False
    ).order_by()
    events = dict(waiting.values_list("pk", "event_id"))
    shown = (
        shown_in_admin(EventPage.objects.filter(pk__in=events.values()), person) if events else EventPage.objects.none()
    )
    titles = dict(shown.values_list("pk", "title"))
    return {pk: _words(titles.get(event, "")) for pk, event in events.items()}


def _words(title: str) -> str:
    return _("when “%(title)s” ends") % {"title": title} if title else _("when its event ends")
