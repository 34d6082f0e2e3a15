"""On which day a draft is meant to go live: set, changed, taken back, and done once the page is live."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published

from core.locking import lock_page
from core.visibility import shown_in_admin
from planning.models import PlannedDay
from users.models import AnyUser

PLAN, TAKE_BACK = "planning.plan", "planning.take_back"


def is_unpublished(page: Page) -> bool:
    """Something of it is still to go live."""
    return not page.live or page.has_unpublished_changes


def may_plan(user: AnyUser, page: Page) -> bool:
    """Whoever may edit it."""
    if page.is_root() or not page.permissions_for_user(user).can_edit():
        return False
    return shown_in_admin(Page.objects.filter(pk=page.pk), user).exists()


def plan(pk: int, person: AnyUser, day: datetime.date, note: str) -> bool:
    """False where it went live, or away, meanwhile."""
    with transaction.atomic():
        page = lock_page(pk)
        if page is None or not is_unpublished(page):
            return False
        given = {"day": day, "note": note}
        if PlannedDay.objects.filter(page=page, **given).exists():
            return True
        PlannedDay.objects.update_or_create(
            page=page, defaults={**given, "set_by_id": person.pk, "set_at": timezone.now()}
        )
        log(instance=page, action=PLAN, user=person, data={"day": day.isoformat(), "note": note})
    return True


def take_back(pk: int, person: AnyUser) -> None:
    with transaction.atomic():
        page = lock_page(pk)
        if page and PlannedDay.objects.filter(page=page).delete()[0]:
            log(instance=page, action=TAKE_BACK, user=person)


def _on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Wagtail says so too of a page that only waits for its hour now: that one keeps its day."""
    if instance.live:
        PlannedDay.objects.filter(page_id=instance.pk).delete()


def connect() -> None:
    page_published.connect(_on_published, dispatch_uid="planned-day-done")
