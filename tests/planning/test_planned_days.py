"""A planned day: who sets it, that nothing happens on it, and when it is done."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from jobs import scheduling
from planning.models import PlannedDay
from tests import factories
from tests.planning.conftest import DAY

pytestmark = pytest.mark.django_db


def address(page):
    return reverse("plan_page", args=[page.pk])


def plan(client, person, page, day, **more):
    client.force_login(person)
    return client.post(address(page), {"day": str(day), "note": ""} | more)


def editor_of(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_an_editor_plans_and_the_page_says_so(client, draft, editor, today):
    answer = plan(client, editor, draft, today + 9 * DAY, note="After the board has met")
    assert answer.status_code == 302
    row = PlannedDay.objects.get()
    assert (row.page_id, row.day, row.set_by, row.note) == (
        draft.pk,
        today + 9 * DAY,
        editor,
        "After the board has met",
    )
    html = editor_of(client, draft)
    assert "Nothing happens by itself on that day" in html and "After the board has met" in html


def test_planning_again_changes_the_one_day(client, draft, editor, today):
    for number in (3, 5, 5):
        plan(client, editor, draft, today + number * DAY)
    assert PlannedDay.objects.get().day == today + 5 * DAY
    assert PageLogEntry.objects.filter(page=draft, action="planning.plan").count() == 2


def test_the_day_is_taken_back(client, draft, editor, today):
    plan(client, editor, draft, today)
    client.post(address(draft), {"action": "take-back"})
    client.post(address(draft), {"action": "take-back"})
    assert not PlannedDay.objects.exists()
    assert PageLogEntry.objects.filter(action="planning.take_back").count() == 1


@pytest.mark.parametrize("day", ["", "soon", "3/4/2027", "2020-01-01", "9999-12-31", "20027-01-01", "\x00"])
def test_what_is_no_day_to_come_is_refused(client, draft, editor, day):
    assert plan(client, editor, draft, day).status_code == 200
    assert not PlannedDay.objects.exists()


def test_others_may_not_and_are_told_nothing(client, draft, stranger_in_admin, today):
    answer = plan(client, stranger_in_admin, draft, today)
    assert answer.status_code in {302, 403} and not PlannedDay.objects.exists()
    assert "Quiet hours" not in client.get(address(draft)).content.decode()
    client.logout()
    assert client.post(address(draft), {"day": str(today)}).status_code == 302
    assert not PlannedDay.objects.exists()


def test_a_live_page_has_nothing_to_plan(client, editor, today):
    page = factories.standard_page()
    assert plan(client, editor, page, today).status_code == 302
    assert not PlannedDay.objects.exists()
    assert "there is nothing to plan" in client.get(address(page)).content.decode()
    assert address(page) not in editor_of(client, page)


def test_nothing_happens_on_the_day_itself(client, draft, editor, today):
    PlannedDay.objects.create(page=draft, day=today, set_by=editor)
    before = Revision.objects.count()
    for later in (0, 1, 30):
        scheduling.publish_due(timezone.now() + later * DAY)
        scheduling.expire_due(timezone.now() + later * DAY)
    draft.refresh_from_db()
    assert not draft.live and Revision.objects.count() == before and mail.outbox == []
    assert PlannedDay.objects.exists()


def test_the_day_is_done_once_the_page_is_live(draft, today):
    PlannedDay.objects.create(page=draft, day=today)
    draft.get_latest_revision().publish()
    assert not PlannedDay.objects.exists()


def test_the_day_stays_while_the_page_waits_for_its_hour(draft, today):
    PlannedDay.objects.create(page=draft, day=today)
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    draft.save_revision().publish()
    assert PlannedDay.objects.exists()
    draft.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    scheduling.publish_due()
    assert Page.objects.get(pk=draft.pk).live and not PlannedDay.objects.exists()


def test_a_page_that_is_not_published_keeps_its_day(draft, today, monkeypatch):
    PlannedDay.objects.create(page=draft, day=today)
    monkeypatch.setattr(type(draft), "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        draft.get_latest_revision().publish()
    assert PlannedDay.objects.exists()


def test_a_day_that_is_over_is_said_to_have_passed(client, draft, editor, today):
    PlannedDay.objects.create(page=draft, day=today - DAY)
    client.force_login(editor)
    assert "The day has passed" in editor_of(client, draft)
    assert "that day has passed" in client.get(address(draft)).content.decode()


def test_a_day_goes_with_its_page(draft, today):
    PlannedDay.objects.create(page=draft, day=today)
    draft.delete()
    assert not PlannedDay.objects.exists()
