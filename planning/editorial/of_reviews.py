"""Pages in review on the day until which they should be decided; and originals that wait for a translator."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from care.caring_people import pages_to_edit
from events.models import EventPage
from moderation.home_panels import with_an_import
from moderation.inbox.due_dates import due_day
from moderation.translating.unfinished import MAY_TRANSLATE, originals_for, target_locales, unfinished
from planning.editorial.dated_entries import MOST, Asked, Entry, Found, Kind, day_of, editor_of, keys_in_words
from planning.models import site_today


def in_review(asked: Asked) -> Found:
    """Those that this person may edit or decides about. The day is computed, so all of them are asked for it."""
    mine = TaskState.objects.reviewable_by(asked.person).values("pk")
    states = WorkflowState.objects.filter(
        Q(object_id__in=keys_in_words(pages_to_edit(asked.person))) | Q(current_task_state__in=mine),
        base_content_type=get_default_page_content_type(),
        status=WorkflowState.STATUS_IN_PROGRESS,
        object_id__in=keys_in_words(asked.narrowed(Page.objects.all())),
    ).exclude(pk__in=with_an_import())
    states = states.order_by("created_at", "pk")
    shown = list(states.select_related("current_task_state__workflow_state")[: MOST + 1])
    more = states.count() - MOST if len(shown) > MOST else 0
    pages = _pages(shown[:MOST])
    found = [
        _in_review(state.current_task_state, pages[state.object_id]) for state in shown if state.object_id in pages
    ]
    return Found([one for one in found if asked.first <= one.day <= asked.last], more)


def _pages(states: list[WorkflowState]) -> dict[str, Page]:
    pages = Page.objects.filter(pk__in=[int(state.object_id) for state in states]).select_related("latest_revision")
    return {str(page.pk): page for page in pages}


def _in_review(state: TaskState, page: Page) -> Entry:
    day = due_day(state, draft_of(page))
    key, title = str(page.pk), page.get_admin_display_title()
    return Entry(
        Kind.REVIEW,
        key,
        day,
        title,
        editor_of(key),
        state.started_at,
        note=_("decide by this day"),
        has_passed=day < site_today(),
    )


def draft_of(page: Page) -> Page:
    """As much of the newest version as its day follows from, without a query for each part of it."""
    content: dict[str, Any] = page.latest_revision.content if page.latest_revision else {}
    if issubclass(page.specific_class or Page, EventPage):
        event = EventPage.from_serializable_data(content, check_fks=False)
        if event is not None:
            return event
    return Page(go_live_at=parse_datetime(content.get("go_live_at") or ""))


def to_translate(asked: Asked) -> Found:
    """On the day on which the original went live: since then somebody waits."""
    entries: list[Entry] = []
    more = 0
    for locale in target_locales() if asked.person.has_perm(MAY_TRANSLATE) else ():
        pages = unfinished(asked.narrowed(originals_for(asked.person, locale)))
        pages = pages.filter(last_published_at__gte=asked.begins, last_published_at__lt=asked.ends)
        here = _to_translate(pages, locale.language_code, locale.get_display_name())
        entries, more = entries + here.entries, more + here.more
    return Found(entries[:MOST], more + len(entries[MOST:]))


def _to_translate(pages: QuerySet[Page], code: str, language: str) -> Found:
    shown = list(pages[: MOST + 1])
    more = pages.count() - MOST if len(shown) > MOST else 0
    return Found([_original(page, code, language) for page in shown[:MOST]], more)


def _original(page: Page, code: str, language: str) -> Entry:
    at: datetime.datetime = page.last_published_at
    # Of the list of originals.
    address = editor_of(getattr(page, "twin_pk", None) or page.pk)
    return Entry(Kind.TRANSLATION, f"{page.pk}-{code}", day_of(at), page.title, address, at, note=language)
