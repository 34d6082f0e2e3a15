"""Calendar files: what they say, and what they never say."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import SiteSettings
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2099, 12, 3)


def entries(address: str) -> list[icalendar.Event]:
    response = Client().get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def entry_of(page) -> icalendar.Event:
    return entries(f"{page.url}event.ics")[0]


def test_is_a_calendar_file_with_crlf():
    page = factories.event()
    response = Client().get(f"{page.url}event.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.count(b"\n") == response.content.count(b"\r\n")
    assert response.content.index(b"BEGIN:VTIMEZONE") < response.content.index(b"BEGIN:VEVENT")


def test_is_kept_like_pages():
    page = factories.event()
    assert Client().get(f"{page.url}event.ics").wsgi_request.is_cached_page


def test_no_page_leads_to_a_calendar_file_that_is_not_there():
    page = factories.event(precision="season")
    answer = Client().get(page.url).content.decode()
    assert "event.ics" not in answer
    assert "<time>" not in answer


def test_keeps_times_with_their_zone():
    entry = entry_of(factories.event(start_date=DAY))
    assert entry["dtstart"].dt == datetime.datetime(2099, 12, 3, 10, tzinfo=ZoneInfo("America/Vancouver"))
    assert entry["dtend"].dt.time() == datetime.time(11, 30)


def test_whole_days_end_on_the_day_after():
    entry = entry_of(factories.event(start_date=DAY, end_date=datetime.date(2099, 12, 5), all_day=True))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (DAY, datetime.date(2099, 12, 6))


def test_only_a_day_without_hours_says_that_the_time_will_come():
    whole = factories.event(start_date=DAY, precision="day", all_day=True)
    open_hours = factories.event(start_date=DAY, precision="day")
    assert "time will be announced" not in entry_of(whole).get("description", "")
    assert "time will be announced" in entry_of(open_hours)["description"]


def test_the_same_hours_daily_repeat():
    entry = entry_of(factories.event(start_date=DAY, end_date=datetime.date(2099, 12, 5), same_hours_daily=True))
    assert entry["rrule"]["COUNT"] == [3]
    assert entry["dtend"].dt.date() == DAY


def test_the_sequence_rises_with_each_publication_and_the_identifier_stays():
    page = factories.event()
    before = entry_of(page)
    page.first_published_at -= datetime.timedelta(days=1)
    page.title = "Another title"
    page.save_revision().publish()
    after = entry_of(page)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_both_languages_are_one_event_to_a_calendar():
    page = factories.event()
    french = factories.in_french(page)
    assert entry_of(french)["uid"] == entry_of(page)["uid"]


def test_a_cancelled_event_is_cancelled_there_too():
    page = factories.event(condition="cancelled", condition_reason="Snow.")
    assert entry_of(page)["status"] == "CANCELLED"


def test_never_holds_the_joining_link():
    page = factories.event(joining_link="https://zoom.example/secret-room")
    assert b"secret-room" not in Client().get(f"{page.url}event.ics").content
    assert b"secret-room" not in Client().get("/events/calendar.ics").content


def test_an_event_without_a_day_has_no_calendar_file():
    page = factories.event(precision="month", start_date=DAY)
    assert Client().get(f"{page.url}event.ics").status_code == 404


def test_the_subscription_holds_public_events_with_a_day():
    shown = factories.event(title="Shown")
    private = factories.event(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    factories.event(title="Draft", live=False)
    factories.event(title="Some day", precision="none", start_date=None, start_time=None)
    factories.event(title="Long over", start_date=datetime.date(2020, 1, 1))
    assert [str(entry["summary"]) for entry in entries("/events/calendar.ics")] == [shown.title]


def test_a_members_subscription_is_no_larger_than_a_strangers():
    private = factories.event(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    client = Client()
    client.force_login(factories.user())
    assert b"Private" not in client.get("/events/calendar.ics").content


def test_the_file_of_a_private_event_is_closed_to_strangers():
    page = factories.event()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(f"{page.url}event.ics").status_code in {302, 404}


def test_the_french_subscription_shows_each_event_once():
    page = factories.event(title="Session")
    factories.in_french(page, title="Séance")
    factories.event(title="Only in English")
    index = page.get_parent().get_translations().get(locale__language_code="fr")
    titles = {str(entry["summary"]) for entry in entries(f"{index.url}calendar.ics")}
    assert titles == {"Séance", "Only in English"}


def test_names_the_role_mailbox():
    contact = [("contact", {"name": "Events desk", "mailbox": "events@example.org", "subject": "", "phone": ""})]
    entry = entry_of(factories.event(contact=contact))
    assert entry["organizer"] == "mailto:events@example.org"
    assert entry["organizer"].params["CN"] == "The host"


def test_without_a_mailbox_nobody_is_named():
    SiteSettings.objects.all().delete()
    assert "organizer" not in entry_of(factories.event())


def test_an_open_end_takes_the_two_hours_that_the_site_counts_and_says_so():
    entry = entry_of(factories.event(start_date=DAY, start_time=datetime.time(20), end_time=None))
    assert entry["dtend"].dt - entry["dtstart"].dt == datetime.timedelta(hours=2)
    assert "two hours are set aside" in entry["description"]


def test_an_end_at_midnight_is_the_end_of_the_day():
    entry = entry_of(factories.event(start_date=DAY, start_time=datetime.time(20), end_time=datetime.time(0)))
    assert entry["dtend"].dt == datetime.datetime(2099, 12, 4, tzinfo=ZoneInfo("America/Vancouver"))
    assert "set aside" not in entry["description"]


def test_the_subscription_follows_the_filters_of_the_list():
    bc, talk = factories.term("region", "BC"), factories.term("topic", "Housing")
    factories.event(title="In BC", terms=[bc, talk])
    factories.event(title="In BC lately", terms=[bc], start_date=datetime.date.today() - datetime.timedelta(days=9))
    factories.event(title="Elsewhere", terms=[talk])
    factories.event(title="Held in a room", terms=[bc], mode="in-person", venue_city="Victoria")
    titles = {str(entry["summary"]) for entry in entries("/events/calendar.ics?region=bc&mode=online")}
    assert titles == {"In BC", "In BC lately"}


def test_the_past_is_in_the_subscription_when_it_is_asked_for():
    factories.event(title="Long over", start_date=datetime.date(2020, 1, 1))
    factories.event(title="To come")
    assert [str(entry["summary"]) for entry in entries("/events/calendar.ics?when=past")] == ["Long over"]
    assert len(entries("/events/calendar.ics?when=all")) == 2


def test_the_subscription_says_its_name_and_when_to_ask_again():
    factories.event(terms=[factories.term("region", "BC")])
    written = Client().get("/events/calendar.ics?region=bc").content.decode().replace("\r\n ", "")
    assert "X-WR-CALNAME:" in written and "(BC)\r\n" in written
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in written and "X-PUBLISHED-TTL:PT12H\r\n" in written
    assert "calendar.ics?region=bc" in written


def test_the_list_leads_to_its_calendar_with_its_filters():
    factories.event(terms=[factories.term("region", "BC")])
    assert 'href="/events/calendar.ics?region=bc"' in Client().get("/events/?region=bc").content.decode()


def test_the_head_of_the_list_opens_its_subscription_in_a_calendar(settings):
    settings.PUBLIC_URL = "https://lantern.example"
    factories.event(terms=[factories.term("region", "BC")])
    assert 'href="webcal://lantern.example/events/calendar.ics?region=bc"' in Client().get("/events/?region=bc").text
