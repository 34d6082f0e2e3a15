"""What a map on the front page can count, and how it is said."""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, npgettext

from core.drawings.shown_map import ShownMap
from core.prefetch import Reader
from events.models import EventIndexPage
from networks.directory_counts import organisation_map
from resources.models import ResourceIndexPage
from search.listing import ListingPage
from search.lists.term_counts import opened_list, opened_map


class Counted(models.TextChoices):
    RESOURCES = "resources", _("Resources")
    EVENTS = "events", _("Events to come")
    ORGANISATIONS = "organisations", _("Organisations")


def _resources(total: int) -> str:
    return npgettext("list", "%(total)s resource", "%(total)s resources", total) % {"total": total}


def _events(total: int) -> str:
    return ngettext("%(total)s event", "%(total)s events", total) % {"total": total}


LISTS: dict[str, tuple[type[ListingPage], Callable[[int], str]]] = {
    Counted.RESOURCES: (ResourceIndexPage, _resources),
    Counted.EVENTS: (EventIndexPage, _events),
}


def counted_map(counted: str, vocabulary: str, reader: Reader) -> ShownMap | None:
    """None where the vocabulary has no map, or the reader no such list."""
    if counted not in LISTS:
        return organisation_map(vocabulary)
    model, words = LISTS[counted]
    opened = opened_list(model, reader)
    return opened_map(opened, vocabulary, words) if opened else None
