"""Keeps the dates of the demo site near today, however long ago it was made."""

import datetime

from django.utils import timezone
from wagtail.models import Page

from home.demo.content import day, read
from home.demo.fields import World
from home.demo.page_maker import events
from users.models import AnyUser

TOLERANCE = datetime.timedelta(days=6)


def refresh_dates(world: World, user: AnyUser) -> int:
    """Move live demo events and summaries whose date has drifted by a week. Pages that staff changed are left alone."""
    moved = 0
    for item in events():
        moved += _move(world.pages[item["slug"]], "start_date", item.get("day"), user)
    for item in read("webinars")["summaries"]:
        moved += _move(world.pages[item["slug"]], "date", item.get("day"), user)
    return moved


def _move(page: Page, field: str, offset: int | None, user: AnyUser) -> int:
    present = getattr(page, field)
    if offset is None or present is None or not page.live or page.has_unpublished_changes:
        return 0
    wanted = day(offset, keep_weekend=offset == 0)
    if abs(wanted - present) <= TOLERANCE and not (offset == 0 and present != timezone.localdate()):
        return 0
    shift = wanted - present
    for language in page.get_translations(inclusive=True).filter(live=True).specific():
        _shift(language, field, shift)
        language.save_revision(user=user).publish(user=user)
    return 1


def _shift(page: Page, first: str, shift: datetime.timedelta) -> None:
    for name in (first, "end_date", "new_date", "registration_deadline", "repeats_until"):
        value = getattr(page, name, None)
        if value:
            setattr(page, name, value + shift)
    for block in getattr(page, "dates_apart", []):
        for name in ("day", "new_day"):
            if block.value.get(name):
                block.value[name] += shift
    for block in getattr(page, "sessions", []):
        if block.value.get("date"):
            block.value["date"] += shift
