"""What is said before an event goes off the site while people hold places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from events.models import EventPage
from signup.models import SignUp

State = SignUp.State


def warning_of(page: Page) -> str:
    """How many hear nothing of it; empty where nobody signed up, or the event was cancelled first."""
    keys = EventPage.objects.descendant_of(page, inclusive=True).exclude(condition=EventPage.Condition.CANCELLED)
    states = [State.PLACE, State.OFFERED, State.WAITING]
    count = SignUp.objects.filter(places__event_key__in=keys.values("translation_key"), state__in=states).count()
    if not count:
        return ""
    words = ngettext(
        "%(count)d person has signed up, and is not told. Cancel the event first, with the reason: they get a mail.",
        "%(count)d people have signed up, and are not told. Cancel the event first, with the reason: they get a mail.",
        count,
    )
    return words % {"count": count}


def say_who_is_not_told(request: HttpRequest, page: Page) -> None:
    """Above the question of Wagtail, whether it is to be deleted."""
    words = warning_of(page) if request.method == "GET" else ""
    if words:
        messages.warning(request, words)


def ask_once_more(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail asks without us whether to unpublish; where people would not be told, our own question says so."""
    return redirect("moderate_unpublish", page.pk) if warning_of(page) else None
