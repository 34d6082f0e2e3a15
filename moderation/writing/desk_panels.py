"""The admin's front page for who writes: new pages, my drafts, what goes live soon, what was read of mine."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState, get_default_page_content_type
from wagtail.query import PageQuerySet

from core.i18n.instants import in_words
from core.together.shared_hours import approved_pages, waits_for_shared_hour
from core.visibility import shown_in_admin
from moderation.desk_table import DeskTable
from moderation.writing.copies import next_part_button
from moderation.writing.new_pages import KINDS, sections_for
from search.insight.readings import readings_of
from users.models import AnyUser

# Of each list; the rest is found in the lists of the menu.
SHOWN = 8


class WriteSomething(Component):
    """A button for each kind that this person may add somewhere."""

    name = "write_something"
    template_name = "moderation/writing/write_something.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        return {"kinds": [kind for kind in KINDS if sections_for(kind, user).exists()]}


def pages_of(user: AnyUser) -> PageQuerySet:
    """Pages that this person began, or changed last, and may still be shown."""
    pages = Page.objects.filter(Q(owner=user) | Q(latest_revision__user=user))
    return shown_in_admin(pages, user).select_related("locale")


class Drafts(DeskTable):
    """Their own drafts that are on no way to visitors yet, the newest first."""

    name = "your_drafts"
    heading = _("Your drafts")
    columns = (_("Page"), _("Kind"), _("Last change"))
    template_name = "moderation/writing/drafts.html"
    order = 112

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        states = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
        in_review = [int(pk) for pk in states.values_list("object_id", flat=True)]
        pages = pages_of(parent_context["request"].user).filter(has_unpublished_changes=True)
        pages = pages.exclude(pk__in=in_review).annotate_approved_schedule().filter(_approved_schedule=False)
        pages = pages.exclude(waits_for_shared_hour())
        return {"pages": pages.order_by("-latest_revision_created_at", "-pk").specific(defer=True)[:SHOWN]}


class LiveSoon(DeskTable):
    """Their own pages that go live by themselves, the next first, each with day, hour and zone."""

    name = "live_soon"
    heading = _("Live soon")
    columns = (_("Page"), _("Goes live on"))
    template_name = "moderation/writing/live_soon.html"
    order = 113

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user = parent_context["request"].user
        pages = pages_of(user).annotate_approved_schedule().filter(_approved_schedule=True).specific(defer=True)
        found = [(page.scheduled_revision.approved_go_live_at, page) for page in pages]
        found += self._together(user)
        coming = sorted((one for one in found if one[0] > timezone.now()), key=lambda one: one[0])
        return {"entries": [{"page": page, "when": in_words(when, user)} for when, page in coming[:SHOWN]]}

    def _together(self, user: AnyUser) -> list[tuple[datetime.datetime, Page]]:
        waiting = list(approved_pages(user))
        own = set(pages_of(user).filter(pk__in=[page.pk for _at, page, _hour in waiting]).values_list("pk", flat=True))
        return [(at, page) for at, page, _hour in waiting if page.pk in own]


class PublishedLately(DeskTable):
    """Their own live pages, the latest first, how often each was read, and the way to the next one of a series."""

    name = "published_lately"
    heading = _("Published lately")
    columns = (_("Page"), _("Live since"), _("Read in the last 30 days"), _("Read in all"))
    template_name = "moderation/writing/published_lately.html"
    order = 116

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user = parent_context["request"].user
        pages = list(
            pages_of(user).live().filter(depth__gt=1).order_by("-last_published_at", "-pk").specific(defer=True)[:SHOWN]
        )
        read = readings_of(pages, user)
        return {
            "entries": [
                {"page": page, "read": read.get(page.pk, (0, 0)), "next_part": next_part_button(page, user)}
                for page in pages
            ]
        }


PANELS = [WriteSomething, Drafts, LiveSoon, PublishedLately]
