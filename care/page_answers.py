"""What is answered when a page comes up: still right, later, somebody else looks after it, archive it."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from care import care_mails
from care.caring_people import may_look_after, pages_to_edit
from care.models import PageCare
from care.review_dates import after_months, looked_at_today
from core.locking import lock_page
from users.models import AnyUser, User

# For how many months a page may be put off.
PUT_OFF = (1, 3)
HANDED_OVER = "care.hand_over"


def _change(row: PageCare, change: Callable[[PageCare, Page], None]) -> None:
    with transaction.atomic():
        page = lock_page(row.page_id)
        held = PageCare.objects.select_for_update().filter(pk=row.pk).first()
        if page and held:
            change(held, page)
            held.save()


def still_right(row: PageCare, person: AnyUser) -> None:
    def change(held: PageCare, page: Page) -> None:
        looked_at_today(held, page)
        held.looked_by_id = person.pk

    _change(row, change)


def put_off(row: PageCare, months: int) -> datetime.date:
    day = after_months(timezone.localdate(), months)

    def change(held: PageCare, page: Page) -> None:
        held.later_until = held.review_on = day
        held.archive_asked_by = None

    _change(row, change)
    return day


def ask_to_archive(row: PageCare, person: AnyUser) -> None:
    """For those who may not take it off the site: whoever may finds it in their list."""

    def change(held: PageCare, page: Page) -> None:
        held.archive_asked_by_id = person.pk

    _change(row, change)


def hand_over(page: Page, giver: AnyUser, key: str) -> User | None:
    """The page and its translations, to somebody who may edit it, with a mail. None where there is no such person."""
    person = next((one for one in may_look_after(page) if str(one.pk) == key), None)
    if person is None:
        return None
    with transaction.atomic():
        lock_page(page.pk)
        twins = Page.objects.filter(translation_key=page.translation_key)
        # Only what both may edit.
        keys = set(twins.filter(pk__in=pages_to_edit(person).values("pk")).values_list("pk", flat=True))
        keys &= set(pages_to_edit(giver).filter(pk__in=keys).values_list("pk", flat=True))
        Page.objects.filter(pk__in=keys).update(owner=person)
        log(instance=page, action=HANDED_OVER, user=giver, data={"to": str(person)})
        if person.pk != giver.pk:
            care_mails.handed_over(person, giver, [page], 1)
    return person


def hand_over_all(leaver: User, giver: AnyUser, person: User) -> tuple[int, int]:
    """Every page of one person, drafts too, to another: how many went, and how many the other may not edit."""
    with transaction.atomic():
        theirs = Page.objects.filter(owner=leaver).order_by("pk")
        total = len(theirs.select_for_update().values_list("pk", flat=True))
        able = theirs.filter(pk__in=pages_to_edit(person).values("pk"))
        keys = list(able.values_list("pk", flat=True))
        named = list(Page.objects.filter(pk__in=keys[: care_mails.NAMED]))
        Page.objects.filter(pk__in=able.order_by().values("pk")).update(owner=person)
        if keys:
            log(instance=leaver, action=HANDED_OVER, user=giver, data={"to": str(person), "count": len(keys)})
            if person.pk != giver.pk:
                care_mails.handed_over(person, giver, named, len(keys))
    return len(keys), total - len(keys)
