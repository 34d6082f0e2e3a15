"""The life of a session: an editor writes a hybrid series with a cancelled and a moved date, a visitor elsewhere reads
it, and when it is over its owner makes the summary.
"""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import complaints
from tests.browser.test_journeys import _add_page, _mail_to

pytestmark = pytest.mark.browser
TITLE = "Kitchen table on Thursdays"
ADDRESS = "/events/kitchen-table-on-thursdays/"
DAY = datetime.timedelta(days=1)
TODAY = datetime.date.today()
# A Thursday, two weeks on.
FIRST = TODAY + 14 * DAY + ((3 - (TODAY + 14 * DAY).weekday()) % 7) * DAY
WEEK = 7 * DAY


def write_it(editor) -> None:
    _add_page(editor, "Events", "event")
    editor.fill("title", TITLE)
    editor.write("introduction", "Soup, and talk about the winter.")
    for name, value in {
        "start_date": str(FIRST),
        "start_time": "18:00",
        "end_time": "19:30",
        "time_zone": "America/Vancouver",
        "mode": "hybrid",
        "venue_name": "Thistledown Hall",
        "venue_city": "Cranbrook",
    }.items():
        editor.fill(name, value)
    item = editor.add("organisations")
    editor.fill(f"{item}-role", "host")
    editor.choose(f"{item}-organisation", "Lantern Network")
    for field, label in (("event_type", "Forum"), ("region", "Victoria")):
        editor.choose_term(f"terms_{field}", label)
    editor.unfold("Does it repeat?")
    editor.fill("repeats", "weekly")
    editor.fill("repeats_until", str(FIRST + 3 * WEEK))
    item = editor.add("dates_apart", "Cancel a date")
    editor.fill(f"{item}-day", str(FIRST + WEEK))
    editor.fill(f"{item}-reason", "The hall is being painted.")
    item = editor.add("dates_apart", "Move a date")
    editor.fill(f"{item}-day", str(FIRST + 2 * WEEK))
    editor.fill(f"{item}-new_day", str(FIRST + 2 * WEEK + DAY))
    editor.fill(f"{item}-reason", "The hall is let on Thursday.")


def approve(site, desk_of) -> None:
    letter = next(one for one in reversed(_mail_to(site, "moderator@lantern.example")) if TITLE in one["subject"])
    moderator = desk_of("moderator")
    moderator.tab.goto(site.url + re.search(r"/admin/review/\d+/", letter["text"])[0])
    moderator.tab.get_by_role("button", name=re.compile("^Approve")).click()
    expect(moderator.tab.locator("body")).to_contain_text(f"“{TITLE}” is live.")


def read_it(site, open_tab) -> None:
    """In Tokyo: the hours with their zone, and those on the reader's clocks; every date with what became of it."""
    visitor = open_tab(viewport={"width": 360, "height": 740}, timezone_id="Asia/Tokyo")
    visitor.goto(f"{site.url}{ADDRESS}")
    expect(visitor.locator("main")).to_contain_text("6:00 to 7:30 pm Pacific Time")
    expect(visitor.get_by_text("Where you are:")).to_be_visible()
    dates = visitor.locator("ul.dates").first.get_by_role("listitem")
    expect(dates).to_have_count(4)
    expect(dates.nth(1)).to_contain_text("Cancelled")
    expect(dates.nth(2)).to_contain_text("Moved")
    assert complaints(visitor) == []
    dates.nth(2).get_by_role("link").click()
    expect(visitor.locator("main")).to_contain_text("This date was moved")
    expect(visitor.locator("main")).to_contain_text("The hall is let on Thursday.")
    calendar = visitor.request.get(f"{site.url}{ADDRESS}event.ics").text()
    assert calendar.count("BEGIN:VEVENT") == 3
    assert calendar.count("STATUS:CANCELLED") == 1


def hold_it(site) -> None:
    """Months pass: the whole series is over."""
    code = (
        "import datetime; from events.models import EventPage;"
        f"e = EventPage.objects.get(title='{TITLE}', locale__language_code='en');"
        "e.start_date -= datetime.timedelta(days=49); e.repeats = ''; e.repeats_until = None; e.dates_apart = [];"
        "e.save_revision().publish()"
    )
    site.manage("shell", "-v0", "-c", code)


def make_the_summary(site, editor) -> None:
    """One press at the desk; what the event says is filled in."""
    editor.tab.goto(f"{site.url}/admin/")
    row = editor.tab.get_by_role("row").filter(has_text=TITLE).filter(has_text="Write the summary")
    row.get_by_role("link", name="Write the summary").click()
    editor.tab.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(editor.tab.locator("body")).to_contain_text("This is a new draft.")
    assert TITLE in editor.named("title").input_value()
    assert editor.named("start_time").input_value().startswith(("18:00", "6:00"))
    editor.tab.goto(f"{site.url}/admin/")
    expect(row).to_have_count(0)


def test_a_hybrid_series_from_its_form_to_its_summary(site, desk_of, open_tab):
    editor = desk_of("editor")
    write_it(editor)
    editor.save_draft()
    editor.submit()
    approve(site, desk_of)
    read_it(site, open_tab)
    hold_it(site)
    make_the_summary(site, editor)
