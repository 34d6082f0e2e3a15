"""The editorial calendar: what stands on which day, for whom, and at what cost."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from care.models import PageCare
from care.review_dates import keep_rows
from moderation.submission import submit
from planning.editorial.asking import entries_of
from planning.editorial.calendar_filters import month_of, next_month
from planning.editorial.dated_entries import Asked, Kind
from planning.models import PlannedDay
from tests import factories
from tests.planning.conftest import DAY, noon, scheduled

pytestmark = pytest.mark.django_db


def entries(person, today, *kinds, **more):
    asked = Asked(person, today - 400 * DAY, today + 400 * DAY, **more)
    return [(one.kind.value, one.title, one.day - today) for one in entries_of(asked, kinds).entries]


def titles(person, today, *kinds, **more):
    return {title for _kind, title, _days in entries(person, today, *kinds, **more)}


def month(client, who, **query):
    client.force_login(who)
    answer = client.get(reverse("editorial_calendar"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def looked_at_on(page, day):
    keep_rows()
    PageCare.objects.filter(page=page).update(review_on=day)


@pytest.fixture
def one_of_each(editor, moderator, today):
    """All of it outside of any section of its own."""
    planned = factories.standard_page(live=False, title="Secret plan", owner=editor)
    PlannedDay.objects.create(page=planned, day=today + 2 * DAY)
    scheduled(noon(today + 3 * DAY), title="Secret news", owner=editor)
    factories.standard_page(title="Secret offer", expire_at=noon(today + 4 * DAY), owner=editor)
    looked_at_on(factories.standard_page(title="Secret page", owner=editor), today + 6 * DAY)
    sent = factories.resource(live=False, title="Secret study", owner=editor)
    sent.save_revision(user=editor)
    submit(sent, editor)


EACH = {
    (Kind.PLANNED, "Secret plan", 2),
    (Kind.GOES_LIVE, "Secret news", 3),
    (Kind.EXPIRES, "Secret offer", 4),
    (Kind.LOOK_AT, "Secret page", 6),
}


def test_each_kind_stands_on_its_day(one_of_each, editor, today):
    found = set(entries(editor, today))
    assert {(kind.value, title, days * DAY) for kind, title, days in EACH} <= found
    assert titles(editor, today, Kind.REVIEW) == {"Secret study"}
    factories.in_french(factories.standard_page(title="Another"))
    assert "Secret page" in titles(editor, today, Kind.TRANSLATION)


def test_nobody_sees_what_they_may_not_edit(one_of_each, stranger_in_admin, today):
    seen = titles(stranger_in_admin, today, *(kind for kind in Kind if kind != Kind.EVENT))
    assert not {title for title in seen if title.startswith("Secret")}


def test_who_decides_sees_the_page_in_review(one_of_each, moderator, today):
    assert titles(moderator, today, Kind.REVIEW) == {"Secret study"}


def test_an_event_stands_on_its_days_once_and_in_the_language_of_the_reader(editor, today):
    event = factories.event(title="A talk", start_date=today + DAY)
    factories.in_french(event, title="Un exposé")
    factories.event(title="Not yet live", live=False, start_date=today + DAY)
    assert entries(editor, today, Kind.EVENT) == [("event", "A talk", DAY)]
    with translation.override("fr"):
        assert titles(editor, today, Kind.EVENT) == {"Un exposé"}


def test_events_behind_a_closed_door_are_shown_to_those_inside(editor, stranger_in_admin, today):
    event = factories.event(title="Board meeting", start_date=today + DAY)
    group = Group.objects.get(name="Members")
    door = PageViewRestriction.objects.create(page=event.get_parent(), restriction_type=PageViewRestriction.GROUPS)
    door.groups.add(group)
    assert titles(stranger_in_admin, today, Kind.EVENT) == set()
    stranger_in_admin.groups.add(group)
    assert titles(stranger_in_admin, today, Kind.EVENT) == {"Board meeting"}


def test_days_are_those_of_the_site_whatever_the_zone_of_the_reader(editor, today):
    late = noon(today) + datetime.timedelta(hours=11, minutes=30)
    scheduled(late, title="Late")
    with timezone.override("Asia/Tokyo"):
        (found,) = entries(editor, today, Kind.GOES_LIVE)
    assert found[2] == 0 * DAY


def test_it_is_narrowed_by_section_and_person(one_of_each, editor, moderator, today):
    section = factories.standard_page(title="Here")
    draft = factories.standard_page(parent=section, live=False, title="Below", owner=moderator)
    PlannedDay.objects.create(page=draft, day=today)
    assert titles(editor, today, Kind.PLANNED, paths=(section.path,)) == {"Below"}
    assert titles(editor, today, Kind.PLANNED, owner=moderator.pk) == {"Below"}
    assert titles(editor, today, Kind.PLANNED) == {"Below", "Secret plan"}


def test_month_and_list_show_the_same_and_link_to_each_page(client, one_of_each, editor, today):
    day = (today + 2 * DAY).replace(day=15)
    PlannedDay.objects.update(day=day)
    for view in ("month", "list"):
        html = month(client, editor, month=f"{day:%Y-%m}", view=view, kind="planned")
        assert "Secret plan" in html and "Secret offer" not in html
        assert reverse("wagtailadmin_pages:edit", args=[PlannedDay.objects.get().page_id]) in html
        assert "Pacific Time" in html
    assert "Secret plan" not in month(client, editor, month=f"{next_month(day):%Y-%m}", kind="planned")


def test_it_speaks_french(client, one_of_each, editor, today):
    editor.language = "fr"
    editor.save()
    html = month(client, editor)
    assert "Calendrier éditorial" in html and "Planned" not in html


@pytest.mark.parametrize(
    "query",
    [
        {"month": "0000-00"},
        {"month": "9999-12"},
        {"month": "2026-1²"},
        {"month": "\x00"},
        {"kind": ["planned", "what"], "section": "-1", "person": "x"},
        {"section": "99999999"},
        {"view": "agenda"},
    ],
)
def test_odd_addresses_are_answered(client, editor, query):
    month(client, editor, **query)


def test_another_method_is_refused(client, editor):
    client.force_login(editor)
    for name in ("editorial_calendar", "schedule_page"):
        assert client.post(reverse(name)).status_code == 405


def test_only_the_admin_reads_it(client, groups):
    person = factories.user("mia@example.org")
    client.force_login(person)
    for name in ("editorial_calendar", "schedule_page", "calendar_subscription"):
        assert client.get(reverse(name)).status_code in {302, 403}


def test_months_follow_each_other(today):
    assert next_month(datetime.date(2026, 12, 1)) == datetime.date(2027, 1, 1)
    assert month_of("2027-02") == datetime.date(2027, 2, 1)
    assert month_of("2027-13") == today.replace(day=1)


def test_what_lasts_stands_on_each_of_its_days(client, editor):
    factories.event(
        title="Retreat",
        precision="day",
        start_time=None,
        start_date=datetime.date(2027, 3, 30),
        end_date=datetime.date(2027, 4, 2),
    )
    assert month(client, editor, month="2027-03", kind="event").count("Retreat") == 2
    assert month(client, editor, month="2027-04", kind="event").count("Retreat") == 2


def test_more_entries_take_no_more_queries(client, editor, moderator, today):
    def cost():
        with CaptureQueriesContext(connection) as found:
            month(client, editor, month=f"{today:%Y-%m}")
        return len(found)

    def add():
        planned = factories.standard_page(live=False)
        PlannedDay.objects.create(page=planned, day=today)
        scheduled(noon(today))
        factories.standard_page(expire_at=noon(today) + DAY / 4)
        factories.event(start_date=today)
        sent = factories.event(live=False, start_date=today + DAY)
        sent.save_revision(user=editor)
        submit(sent, editor)
        keep_rows()
        PageCare.objects.update(review_on=today)

    add()
    # The tree of a changed site is read anew once.
    cost()
    before = cost()
    for _number in range(3):
        add()
    cost()
    assert cost() <= before
