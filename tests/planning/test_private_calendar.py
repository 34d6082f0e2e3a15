"""The calendar at a private address: what it holds, and all that must not open it."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import GroupPagePermission

from planning.models import CalendarSubscription, PlannedDay
from planning.subscription import private_calendar
from planning.subscription.calendar_address import make_address
from tests import factories
from tests.planning.conftest import DAY, noon, scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(editor):
    return make_address(editor).partition("//")[2].partition("/")[2]


def read(client, address, **query):
    client.logout()
    return client.get(f"/{address}", query)


def entries(answer):
    assert answer.status_code == 200, answer.status_code
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["summary"]): one for one in found}


@pytest.fixture
def planned(draft, today):
    return PlannedDay.objects.create(page=draft, day=today + 3 * DAY, note="After the board has met")


def test_a_planned_day_is_a_whole_day_that_says_what_it_is(client, address, planned, today):
    answer = read(client, address)
    (entry,) = entries(answer).values()
    assert entry["summary"] == "Planned: Quiet hours" and entry["status"] == "TENTATIVE"
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (today + 3 * DAY, today + 4 * DAY)
    assert "nothing happens by itself" in entry["description"] and "After the board has met" in entry["description"]
    assert entry["last-modified"].dt == planned.set_at.replace(microsecond=0)
    assert answer["Content-Type"].startswith("text/calendar")


def test_an_entry_keeps_its_name_when_it_moves(client, address, planned):
    before = {str(one["uid"]) for one in entries(read(client, address)).values()}
    planned.day += DAY
    planned.save()
    assert {str(one["uid"]) for one in entries(read(client, address)).values()} == before


def test_hours_are_instants_and_events_stand_at_theirs(client, address, editor, today):
    at = noon(today + DAY)
    scheduled(at, title="News")
    event = factories.event(title="A talk", start_date=today + DAY)
    found = entries(read(client, address))
    assert found["Goes live: News"]["dtstart"].dt == at
    assert found["Event: A talk"]["dtstart"].dt == event.occurrences.get().start_utc
    assert found["Event: A talk"]["dtend"].dt == event.occurrences.get().end_utc


def test_it_is_in_the_language_of_its_person_wherever_it_is_read(client, editor, planned):
    editor.language = "fr"
    editor.save()
    address = make_address(editor).partition("//")[2].partition("/")[2]
    (name,) = entries(read(client, address))
    assert name.startswith("Prévu") and "Quiet hours" in name


def test_it_holds_what_was_chosen(client, address, planned, today):
    scheduled(noon(today + DAY), title="News")
    assert set(entries(read(client, address, kind="goes-live"))) == {"Goes live: News"}
    assert len(entries(read(client, address, kind="\x00what", section="1x", person="-"))) == 2


def test_nobody_keeps_it_and_no_search_engine_lists_it(client, address, planned):
    answer = read(client, address)
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert client.post(f"/{address}").status_code == 405


def test_the_database_does_not_hold_the_address(address):
    token = address.split("/")[1]
    row = CalendarSubscription.objects.get()
    assert token not in str(vars(row)) and len(row.digest) == 64


# What must not open it


def test_unknown_and_odd_addresses_are_not_found(client, address):
    token = address.split("/")[1]
    row = CalendarSubscription.objects.get()
    for other in ("x", token[:-1], token + "a", row.digest, "%00", "é", "a" * 3000):
        assert client.get(f"/editorial-calendar/{other}/calendar.ics").status_code == 404


def test_one_that_was_taken_back_or_made_anew_opens_nothing(client, address, editor, planned):
    newer = make_address(editor).partition("//")[2].partition("/")[2]
    assert read(client, address).status_code == 404
    assert read(client, newer).status_code == 200
    client.force_login(editor)
    client.post(reverse("calendar_subscription"), {"action": "take-back"})
    assert read(client, newer).status_code == 404


def test_a_closed_account_opens_nothing(client, address, editor, planned):
    editor.is_active = False
    editor.save()
    assert read(client, address).status_code == 404


def test_who_left_the_admin_opens_nothing(client, address, editor, planned):
    editor.groups.clear()
    assert read(client, address).status_code == 404


def test_who_lost_the_right_to_edit_does_not_see_the_draft_any_more(client, address, editor, planned):
    assert len(entries(read(client, address))) == 1
    GroupPagePermission.objects.filter(group__in=editor.groups.all()).delete()
    assert entries(read(client, address)) == {}


def test_a_draft_of_another_section_is_not_in_it(client, stranger_in_admin, planned):
    address = make_address(stranger_in_admin).partition("//")[2].partition("/")[2]
    assert b"Quiet hours" not in read(client, address).content


def test_members_of_a_group_lose_its_closed_events_with_it(client, address, editor, today):
    group = Group.objects.get(name="Members")
    event = factories.event(title="Board meeting", start_date=today + DAY)
    door = event.get_parent().view_restrictions.create(restriction_type="groups")
    door.groups.add(group)
    editor.groups.add(group)
    assert "Event: Board meeting" in entries(read(client, address))
    editor.groups.remove(group)
    assert "Event: Board meeting" not in entries(read(client, address))


def test_guessing_and_asking_all_the_time_come_to_an_end(client, address, monkeypatch):
    for limit in ("MOST_READINGS", "MOST_GUESSES"):
        monkeypatch.setattr(private_calendar, limit, 2)
    cache.clear()
    assert [read(client, address).status_code for _number in range(3)] == [200, 200, 429]
    assert [client.get("/editorial-calendar/x/calendar.ics").status_code for _number in range(3)] == [404, 404, 429]
    cache.clear()


# Where it is made


def test_the_address_is_shown_once(client, editor, planned):
    client.force_login(editor)
    page = reverse("calendar_subscription")
    html = client.post(f"{page}?kind=planned", {"action": "make"}).content.decode()
    shown = html.partition("/editorial-calendar/")[2].partition('"')[0]
    assert shown.endswith("/calendar.ics?kind=planned")
    assert "/editorial-calendar/" not in client.get(page).content.decode()
    assert len(entries(client.get(f"/editorial-calendar/{shown}"))) == 1


def test_another_button_makes_nothing(client, editor):
    client.force_login(editor)
    client.get(reverse("calendar_subscription"), {"action": "make"})
    assert client.post(reverse("calendar_subscription"), {"action": "what"}).status_code == 200
    client.post(reverse("calendar_subscription"), {"action": "take-back"})
    assert not CalendarSubscription.objects.exists()


def test_what_is_long_over_is_left_out(client, address, draft, today):
    PlannedDay.objects.create(page=draft, day=today - 40 * DAY)
    assert entries(read(client, address)) == {}
    PlannedDay.objects.update(day=timezone.localdate() - DAY)
    (entry,) = entries(read(client, address)).values()
    assert "The day has passed" in entry["description"]
