"""The schedule: what is to come with its zone, what missed its hour and why, for whoever may edit the page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from jobs import scheduling
from planning.schedule.coming_hours import coming, overdue
from planning.schedule.missed_hours import missed
from tests import factories
from tests.planning.conftest import DAY, scheduled

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def told(person):
    return [(one.kind.value, one.title, one.is_open) for one in missed(person, timezone.now())]


def schedule(client, person):
    client.force_login(person)
    answer = client.get(reverse("schedule_page"))
    assert answer.status_code == 200
    return answer.content.decode()


def editor_of(client, person, page):
    client.force_login(person)
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def held(**fields):
    """Without a host no event goes live."""
    page = factories.event(live=False, organisations=[], **fields)
    page.go_live_at = timezone.now() - HOUR
    page.save_revision(approved_go_live_at=page.go_live_at)
    scheduling.publish_due()
    return page


def test_what_is_to_come_is_told_in_order_with_zone_and_approver(client, editor):
    boss = factories.user(first_name="Ada", is_superuser=True)
    now = timezone.now()
    page = factories.standard_page(live=False, title="In May")
    page.go_live_at = now + 9 * DAY
    page.save_revision().publish(user=boss)
    factories.standard_page(title="Until April", expire_at=now + 5 * DAY)
    rows, more = coming(editor, now)
    assert [(row.kind.value, row.title, row.approved_by) for row in rows] == [
        ("expires", "Until April", ""),
        ("goes-live", "In May", "Ada"),
    ]
    assert more == 0
    html = schedule(client, editor)
    assert "In May" in html and "Pacific Time" in html
    editor.time_zone = "America/Halifax"
    editor.save()
    assert "Atlantic Time" in schedule(client, editor)


def test_a_page_that_was_refused_says_when_it_was_due_and_why(client, editor):
    page = held(title="A talk")
    assert told(editor) == [("goes-live", "A talk", True)]
    (one,) = missed(editor, timezone.now())
    assert one.at and abs(one.at - (timezone.now() - HOUR)) < HOUR / 2
    for html in (schedule(client, editor), editor_of(client, editor, page)):
        assert "host" in html and "Pacific Time" in html
    assert "It missed its time" in editor_of(client, editor, page)


def test_a_page_whose_hour_is_over_is_said_to_be_overdue(client, editor):
    page = scheduled(timezone.now() - HOUR, title="Forgotten")
    gone = factories.standard_page(title="Still here", expire_at=timezone.now() - HOUR)
    assert {title for _kind, title, _open in told(editor)} == {"Forgotten", "Still here"}
    for one in (page, gone):
        assert "Background work does not run" in editor_of(client, editor, one)
    scheduling.publish_due()
    scheduling.expire_due()
    assert overdue(editor, timezone.now()) == []


def test_what_happened_late_says_so_for_a_month(client, editor):
    page = scheduled(timezone.now() - HOUR, title="Late news")
    factories.standard_page(title="Late offer", expire_at=timezone.now() - HOUR)
    scheduling.publish_due()
    scheduling.expire_due()
    assert set(told(editor)) == {("goes-live", "Late news", False), ("expires", "Late offer", False)}
    assert "stood still at that hour" in editor_of(client, editor, page)
    assert schedule(client, editor).count("It happened late") == 2
    Page.objects.get(pk=page.pk).specific.save_revision().publish()
    assert told(editor) == [("expires", "Late offer", False)]
    PageLogEntry.objects.update(timestamp=timezone.now() - 31 * DAY)
    assert told(editor) == []


def test_what_happened_in_time_is_not_told(editor):
    scheduled(timezone.now() - datetime.timedelta(seconds=2))
    factories.standard_page(expire_at=timezone.now() - datetime.timedelta(seconds=2))
    scheduling.publish_due()
    scheduling.expire_due()
    assert told(editor) == []


def test_others_see_none_of_it(client, stranger_in_admin):
    held(title="Secret talk")
    scheduled(timezone.now() + DAY, title="Secret news")
    scheduled(timezone.now() - HOUR, title="Secret overdue")
    factories.standard_page(title="Secret offer", expire_at=timezone.now() + DAY)
    assert "Secret" not in schedule(client, stranger_in_admin)
    assert told(stranger_in_admin) == [] and coming(stranger_in_admin, timezone.now()) == ([], 0)


def test_the_hour_is_told_with_its_zone_everywhere(client):
    boss = factories.user(is_superuser=True)
    page = factories.standard_page(live=False, title="In May")
    page.go_live_at = timezone.now() + 9 * DAY
    page.save_revision().publish(user=boss)
    client.force_login(boss)
    for address in ("background-work/", f"pages/{page.pk}/history/", f"pages/{page.pk}/edit/", "reports/site-history/"):
        assert "Pacific Time" in client.get(f"/admin/{address}").content.decode(), address
    form = client.get(f"/admin/pages/{factories.standard_page().pk}/edit/").context["form"]
    assert {form[name].help_text for name in ("go_live_at", "expire_at")} == {"Day and hour in Pacific Time"}


def test_it_speaks_french(client, editor):
    held(title="Exposé")
    editor.language = "fr"
    editor.save()
    html = schedule(client, editor)
    assert "Calendrier des publications" in html and "heure du Pacifique" in html


def test_more_pages_take_no_more_queries(client, editor):
    def cost():
        schedule(client, editor)
        with CaptureQueriesContext(connection) as found:
            schedule(client, editor)
        return len(found)

    def add():
        held()
        scheduled(timezone.now() - HOUR)
        scheduling.publish_due()
        for at in (timezone.now() + DAY, timezone.now() - HOUR):
            scheduled(at)
            factories.standard_page(expire_at=at)

    add()
    before = cost()
    for _number in range(3):
        add()
    assert cost() <= before
