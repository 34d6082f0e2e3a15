"""One press puts a date into a calendar on the web: that date, its hours and zone, and nothing that is not public."""

import datetime
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from events.calendars.calendar_links import calendar_links
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2099, 12, 3)
SECRET = "https://zoom.example/j/secret"


def asked(event):
    return {
        link.name: {name: found[0] for name, found in parse_qs(urlsplit(link.address).query).items()}
        for link in calendar_links(event)
    }


def test_hours_are_instants_with_their_zone():
    event = factories.event(title="Tea & talk", start_date=FIRST, time_zone="America/Toronto", joining_link=SECRET)
    google, outlook = asked(event)["Google"], asked(event)["Outlook.com"]
    assert google["dates"] == "20991203T150000Z/20991203T163000Z"
    assert (google["ctz"], google["text"]) == ("America/Toronto", "Tea & talk")
    assert (outlook["startdt"], outlook["enddt"]) == ("2099-12-03T15:00:00Z", "2099-12-03T16:30:00Z")
    assert event.url in google["details"] and event.url in outlook["body"]
    assert SECRET not in str(asked(event))


def test_whole_days_end_on_the_day_after():
    event = factories.event(start_date=FIRST, end_date=FIRST + datetime.timedelta(days=1), all_day=True)
    assert asked(event)["Google"]["dates"] == "20991203/20991205"
    assert (asked(event)["Outlook.com"]["enddt"], asked(event)["Outlook.com"]["allday"]) == ("2099-12-05", "true")


def test_each_date_has_its_own(client):
    event = factories.event(start_date=FIRST, repeats="weekly", repeats_until=FIRST + datetime.timedelta(days=28))
    second = FIRST + datetime.timedelta(days=7)
    page = unescape(client.get(f"{event.url}{second}/").content.decode())
    assert re.search(rf"dates={second:%Y%m%d}T", page)


def test_what_is_off_or_has_no_day_offers_none():
    assert not asked(factories.event(condition="cancelled", condition_reason="Snow."))
    assert not asked(factories.event(precision="month", start_date=FIRST))
