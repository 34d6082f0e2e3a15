"""An event that goes off the site some days after it ends: when that is, that it moves along, and what it refuses."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from core.going_live import CannotGoLive, problems_of
from events.models import EventPage
from jobs import scheduling
from tests import factories
from tests.core.test_page_form import fields_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOON = datetime.time(12)


@pytest.fixture
def today(db):
    return timezone.localdate()


def event(day, after=7, **fields):
    given = {"start_date": day, "start_time": NOON, "end_time": datetime.time(14), "expires_after": after}
    return factories.event(**given | fields)


def end(page):
    return max(span[1] for _day, span in page.occurrence_spans())


def test_it_expires_so_many_days_after_its_end(today):
    page = event(today + 3 * DAY)
    assert page.expire_at == end(page) + 7 * DAY
    assert event(today + 3 * DAY, 0).expire_at == end(page)


def test_the_worker_takes_it_off_then_and_not_before(today):
    page = event(today + 3 * DAY)
    scheduling.expire_due(page.expire_at - datetime.timedelta(seconds=1))
    assert Page.objects.get(pk=page.pk).live
    scheduling.expire_due(page.expire_at)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_moved_event_takes_its_expiry_along(today):
    page = event(today + 3 * DAY)
    before = page.expire_at
    page.start_date += 10 * DAY
    revision = page.save_revision()
    assert EventPage.objects.get(pk=page.pk).expire_at == before
    revision.publish()
    assert EventPage.objects.get(pk=page.pk).expire_at == before + 10 * DAY


def test_postponed_it_counts_from_the_new_day_and_stays_without_one(today):
    off = {"condition": "postponed", "condition_reason": "Snow."}
    assert event(today + 3 * DAY, **off).expire_at is None
    moved = event(today + 3 * DAY, new_date=today + 20 * DAY, **off)
    assert moved.expire_at == end(moved) + 7 * DAY and moved.expire_at.date() > today + 26 * DAY


def test_one_that_repeats_counts_from_its_last_date(today):
    page = event(today + DAY, repeats="weekly", repeats_until=today + 22 * DAY)
    assert len(page.dates()) == 4
    assert page.expire_at == end(page) + 7 * DAY


@pytest.mark.parametrize("fields", [{"precision": "month"}, {"precision": "none", "start_date": None}])
def test_without_a_known_day_it_stays(today, fields):
    assert (
        event(**{"day": today + 3 * DAY, "start_time": None, "end_time": None} | _without_day(fields)).expire_at is None
    )


def _without_day(fields):
    return {("day" if name == "start_date" else name): value for name, value in fields.items()}


def test_without_days_the_schedule_is_left_alone(today):
    at = timezone.now() + 40 * DAY
    assert event(today + 3 * DAY, None, expire_at=at).expire_at == at
    assert event(today + 3 * DAY, None).expire_at is None


def test_what_would_go_at_once_does_not_go_live(today):
    late = event(today - 30 * DAY, live=False)
    assert "expires_after" in {problem.field for problem in problems_of(late)}
    with pytest.raises(CannotGoLive):
        late.save_revision().publish()
    held = event(today + 3 * DAY, live=False, go_live_at=timezone.now() + 90 * DAY)
    assert "expires_after" in {problem.field for problem in problems_of(held)}
    for page in (event(today - 3 * DAY, live=False), event(today - 30 * DAY, None, live=False)):
        assert "expires_after" not in {problem.field for problem in problems_of(page)}


def test_translations_go_with_it(today):
    page = event(today + 3 * DAY)
    assert factories.in_french(page).expires_after == 7


def edit(client, page, **given):
    client.force_login(factories.user(is_superuser=True))
    fields = {"title": page.title, "slug": page.slug, "start_date": str(page.start_date), "start_time": "12:00"}
    fields |= {"end_time": "14:00", "precision": "exact", "time_zone": page.time_zone, "action-submit": None}
    answer = client.post(f"/admin/pages/{page.pk}/edit/", fields_of(EventPage, **fields | given))
    assert answer.status_code == 302, answer.context["form"].errors
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def as_shown(page):
    return timezone.localtime(page.expire_at).strftime("%Y-%m-%d %H:%M")


def test_in_the_form_the_days_come_before_the_schedule(client, today):
    page = event(today + 3 * DAY)
    saved = edit(client, page, expires_after="9", expire_at=as_shown(page))
    assert saved.expire_at == end(page) + 9 * DAY


def test_without_the_days_what_followed_from_them_is_forgotten(client, today):
    page = event(today + 3 * DAY)
    assert edit(client, page, expires_after="", expire_at=as_shown(page)).expire_at is None


def test_another_day_may_be_set_instead(client, today):
    page = event(today + 3 * DAY)
    other = (timezone.localtime() + 90 * DAY).strftime("%Y-%m-%d 10:00")
    saved = edit(client, page, expires_after="", expire_at=other)
    assert saved.expire_at and timezone.localtime(saved.expire_at).strftime("%Y-%m-%d %H:%M") == other


@pytest.mark.parametrize("days", ["-1", "4000", "soon", "1e3", "\x00"])
def test_odd_numbers_are_refused(client, today, days):
    page = event(today + 3 * DAY)
    client.force_login(factories.user(is_superuser=True))
    given = {"title": page.title, "slug": page.slug, "expires_after": days, "action-submit": None}
    assert client.post(f"/admin/pages/{page.pk}/edit/", fields_of(EventPage, **given)).status_code == 200
    assert EventPage.objects.get(pk=page.pk).expires_after == 7
