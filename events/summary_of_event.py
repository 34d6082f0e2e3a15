"""The draft of a summary, filled in from the event that was held."""

import datetime
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.models import Page

from core.models import PageTerm
from core.page_slugs import free_page_slug
from core.visibility import in_bin, outside_bin
from events.models import EventPage, WebinarIndexPage, WebinarSummaryPage
from users.models import AnyUser

LONGEST_HEADING = 250


def summary_in_work(event: EventPage) -> WebinarSummaryPage | None:
    """The summary of the event in its own language, live or a draft."""
    summaries = WebinarSummaryPage.objects.filter(event=event, locale=event.locale)
    return outside_bin(summaries).order_by("pk").first()


def section_for(event: EventPage, user: AnyUser) -> Page | None:
    """Where the summary of the event belongs: its series; else the list of webinars in its language."""
    sections: list[Any] = [event.series] if event.series_id else []
    sections += list(WebinarIndexPage.objects.filter(locale=event.locale))
    there = (one for one in sections if not in_bin(one))
    return next((one for one in there if one.permissions_for_user(user).can_add_subpage()), None)


def draft_of_summary(event: EventPage, section: Page, user: AnyUser, now: datetime.datetime) -> WebinarSummaryPage:
    """A new draft below `section`, linked to the event. Of an event that repeats, its last date so far is summed up."""
    over = [date for date in event.dates() if date.span[1] <= now and not date.is_cancelled]
    held = event.at(over[-1]) if over else event
    times = held.times
    summary = WebinarSummaryPage(
        title=held.title,
        slug=free_page_slug(section, slugify(held.title, allow_unicode=True) or event.slug),
        number=event.series_position,
        date=times.first if times.known_days else None,
        start_time=times.known_hours[0] if times.known_hours else None,
        end_time=times.known_hours[1] if times.known_hours and not times.is_continuous else None,
        time_zone=event.time_zone,
        mode=held.mode,
        event=event,
        people=held.people,
        organisations=held.organisations,
        contact=held.contact,
        sections=[("section", _section(str(block.value))) for block in held.objectives],
        # The frame of the question period: a question, and room for its answer.
        questions=[("question", {"question": "", "answer": ""})],
        recordings=held.recordings,
        downloads=held.downloads,
        owner=user,
        locale=event.locale,
        live=False,
    )
    known = {slot.vocabulary for slot in WebinarSummaryPage.term_slots}
    terms = [row.term for row in event.page_terms.all() if row.term.vocabulary in known]
    summary.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(terms)]
    section.add_child(instance=summary)
    summary.save_revision(user=user)
    return summary


def _section(objective: str) -> dict[str, Any]:
    """The objective is its heading; one that is too long for that stands in the text, so that nothing of it is lost."""
    words = " ".join(strip_tags(objective).split())
    return {"heading": words, "body": ""} if len(words) <= LONGEST_HEADING else {"heading": "", "body": objective}
