"""From the desk to the review, counted: how much somebody has to do whose text is written already.

Each journey is made by mouse and by keyboard. What was done is printed at the end of the run; more than agreed fails.
Afterwards a moderator approves the page, and a visitor reads all of it.
"""

import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.counted_journey import Journey, spelled
from tests.browser.neighbour import CSL, DOI
from tests.browser.written_documents import Written, words_of

pytestmark = pytest.mark.browser
DAY = datetime.date.today() + datetime.timedelta(days=40)
# Interactions, at most.
EVENT, NEXT_DATE, SUMMARY, RESOURCE, RESOURCE_BY_DOI, SHEET = 25, 4, 12, 15, 8, 10


@pytest.fixture(params=["mouse", "keyboard"])
def journey(request, site, desk_of, open_tab, record_property):
    made = Journey(desk_of, open_tab, site.url, request.param == "keyboard")
    yield made
    assert made.hands.are_honest()
    record_property("interactions", f"{request.node.name.partition('[')[2].rstrip(']'):50} {made.hands.told}")


def _brought(journey: Journey, kind: str, section: str, written: Written, folder: Path) -> None:
    """A document is a draft; every sentence of it stands in the form, or beside it."""
    journey.begin_from_document(kind, section)
    journey.bring(written.file_name, written.content, folder)
    words = journey.words
    assert [piece for piece in written.sentences if spelled(piece) not in words] == []


def _sent_and_read(journey: Journey, pieces: list[str]) -> None:
    """The visitor reads all of it that the form does not tell as read, or left over."""
    beside = journey.words_beside
    journey.confirm()
    journey.send()
    shown = journey.shown_after_approval()
    assert [one for one in pieces if spelled(one) not in beside and spelled(one) not in shown] == []


SUMMARIES = [("bridging-night-and-morning", "Webinars"), ("trois-cuisines", "Webinaires")]


@pytest.mark.parametrize(("name", "section"), SUMMARIES, ids=["summary, Word", "summary, Word, French"])
def test_a_summary_from_its_word_file(name, section, journey, tmp_path):
    written = Written(name, "docx")
    _brought(journey, "Write a summary", section, written, tmp_path)
    _sent_and_read(journey, written.sentences)
    assert journey.hands.total <= SUMMARY


EVENTS = [("journee-des-proches", "docx", "Événements"), ("harm-reduction-walk", "html", "Events")]


@pytest.mark.parametrize(("name", "ending", "section"), EVENTS, ids=["event, Word, French", "event, web page"])
def test_an_event_from_its_document(name, ending, section, journey, tmp_path):
    written = Written(name, ending)
    _brought(journey, "Write an event", section, written, tmp_path)
    if journey.needs("organisations"):
        journey.name_host("Lantern Network")
    if journey.needs("registration_label"):
        journey.hands.fill(journey.field("registration_label"), "Sign up for the night walk")
    _sent_and_read(journey, written.sentences)
    assert journey.hands.total <= EVENT


RESOURCES = [("peer-kitchens-report", "docx"), ("telephone-lines-review", "pdf"), ("rural-transport-notes", "odt")]


@pytest.mark.parametrize(("name", "ending"), RESOURCES, ids=["resource, Word", "resource, PDF", "resource, ODT"])
def test_a_resource_from_its_document(name, ending, journey, tmp_path):
    written = Written(name, ending)
    _brought(journey, "Write a resource", "Resources", written, tmp_path)
    journey.file_under(category="Practices", region="Northern", language="English")
    _sent_and_read(journey, written.sentences)
    assert journey.hands.total <= RESOURCE


@pytest.mark.parametrize("_what", ["resource, DOI"])
def test_a_resource_by_its_doi(_what, journey):
    journey.begin_from_document("Write a resource", "Resources")
    journey.bring_words(f"https://doi.org/{DOI}")
    expect(journey.field("title")).to_have_value(CSL["title"])
    journey.file_under(category="Practices", region="Northern")
    _sent_and_read(journey, [CSL["title"], "Falls halved where each landing had a lamp.", "Odalys Brandvold"])
    assert journey.hands.total <= RESOURCE_BY_DOI


@pytest.mark.parametrize("_what", ["event, by hand"])
def test_an_event_by_hand(_what, journey):
    written, hands = Written("evening-of-shared-plans", "docx"), journey.hands
    journey.begin("Write an event", "Events")
    hands.fill(journey.field("title"), written.title)
    _paste_programme(journey, written)
    for name, words in (
        ("start_date", f"{DAY:%B} {DAY.day}, {DAY.year}"),
        ("start_time", "5:30 pm"),
        ("end_time", "8 pm"),
    ):
        hands.fill(journey.field(name), words)
    hands.choose(journey.field("mode"), "In person")
    hands.fill(journey.field("venue_name"), "Alder Street Clinic")
    hands.fill(journey.field("venue_city"), "Kelowna")
    if journey.needs("organisations"):
        journey.name_host("Lantern Network")
    # Headings that the form has itself, and the last line, which is of the site around the text, nobody pastes.
    headings = [words_of(line) for line in written.lines if line.startswith("## ")][1:]
    _sent_and_read(journey, [piece for piece in written.sentences[:-1] if piece not in headings])
    assert hands.total <= EVENT


def _paste_programme(journey: Journey, written: Written) -> None:
    hands = journey.hands
    about = written.between("**Shared Plans Evening**", "## Objectives of the evening").replace("## ", "### ")
    hands.paste(journey.box("introduction"), about, written.html_of(about))
    hands.press(journey.adder("objectives"))
    hands.paste(
        journey.box("objectives-0-value"), written.between("## Objectives of the evening", "## Who should come")
    )
    journey.unfold("More about the programme")
    hands.press(journey.adder("who_should_come"))
    hands.paste(journey.box("who_should_come-0-value"), written.between("## Who should come", "## Agenda"))
    hands.press(journey.adder("agenda"))
    hands.paste(journey.field("agenda-0-value-title"), written.between("## Agenda", "More Events"))


NEWEST = """
from django.utils import timezone; from events.models import EventPage
page = EventPage.objects.get(title="Working side by side across sectors")
EventPage.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
"""


@pytest.mark.parametrize("_what", ["event, next in series"])
def test_the_next_date_of_a_series(_what, journey, site):
    site.manage("shell", "-v0", "-c", NEWEST)
    journey.look.reload()
    row = journey.look.get_by_role("row").filter(has_text="Working side by side across sectors")
    journey.hands.press(row.get_by_role("link", name="Next in this series"))
    journey.look.wait_for_url(re.compile("/edit/"))
    journey.hands.fill(journey.field("title"), "What a year of tables has changed")
    journey.hands.fill(journey.field("start_date"), str(DAY))
    journey.send()
    assert spelled("What a year of tables has changed") in journey.shown_after_approval()
    assert journey.hands.total <= NEXT_DATE


def _sheet(place: Path, count: int) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["title", "summary", "category", "region", "language", "link", "year"])
    for number in range(count):
        title = f"Note {place.name} {number}: what the porters of ward {number} know"
        summary = f"The porters of ward {number} were asked, and answered."
        address = f"https://example.org/porters/{place.name}/{number}"
        book.active.append([title, summary, "Practices", "Northern", "English", address, 2020 + number % 5])
    book.save(place / "porters.xlsx")
    return (place / "porters.xlsx").read_bytes()


@pytest.mark.parametrize("_what", ["200 resources, sheet"])
def test_two_hundred_resources_by_a_sheet(_what, journey, site, tmp_path):
    hands, look = journey.hands, journey.look
    journey.open_menu("Reports", "Import")
    hands.bring(look.locator("input[type=file]"), "porters.xlsx", _sheet(tmp_path, 200), tmp_path)
    for step in ("Read the file", "See what would happen", re.compile("^Apply")):
        # Two hundred rows are read, and compared, before the next button comes.
        expect(look.get_by_role("button", name=step)).to_be_visible(timeout=60_000)
        hands.press(look.get_by_role("button", name=step))
    expect(look.locator("#main")).to_contain_text("Drafts made", timeout=120_000)
    hands.press(look.get_by_role("link", name="Send for review"))
    hands.press(look.get_by_role("button", name="Send them for review"))
    expect(look.locator(".messages")).to_contain_text("on its way to the moderators", timeout=60_000)
    assert hands.total <= SHEET
    found = f"ResourcePage.objects.filter(title__contains='Note {tmp_path.name}').count()"
    told = site.manage("shell", "-v0", "-c", f"from resources.models import ResourcePage; print({found})")
    assert int(told.splitlines()[-1]) == 200
