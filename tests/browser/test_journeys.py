"""From the editor's first word to the visitor who finds it: an event, a summary, a finding."""

import datetime
import json
import re
import urllib.parse

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
DAY = datetime.date.today() + datetime.timedelta(days=9)


def _add_page(desk, section: str, kind: str) -> None:
    """The form of a new page of a kind, from the list of that kind in the menu."""
    tab = desk.tab
    tab.get_by_role("link", name=section, exact=True).first.click()
    tab.locator("header").get_by_role("link", name=f"Add {kind}", exact=True).click()
    if "choose_parent" in tab.url:
        # A series may have the word in its name, and hold such pages too.
        tab.get_by_role("radio", name=section, exact=True).check()
        tab.get_by_role("button", name=re.compile("^Create")).click()
    expect(desk.named("title")).to_be_visible()


def _mail_to(site, address: str) -> list[dict]:
    code = (
        "import json; from jobs.models import OutgoingMail as M; "
        f"print(json.dumps(list(M.objects.filter(recipient='{address}').order_by('created_at')"
        ".values('subject', 'text'))))"
    )
    return json.loads(site.manage("shell", "-v0", "-c", code).strip().splitlines()[-1])


def _send_back_and_approve(site, desk_of, editor, title: str, mend) -> None:
    """The way through moderation, with one turn back."""
    address_of_form = editor.tab.url
    editor.submit()
    letter = _mail_to(site, "moderator@lantern.example")[-1]
    assert title in letter["subject"] + letter["text"]
    address = re.search(r"/admin/review/\d+/", letter["text"])[0]
    moderator = desk_of("moderator")
    moderator.tab.goto(site.url + address)
    moderator.tab.get_by_label("What should change").fill("Please say who opens the session.")
    moderator.tab.get_by_role("button", name="Send back").click()
    expect(moderator.tab.get_by_role("button", name="Send back")).to_be_hidden()
    assert "Please say who opens the session." in _mail_to(site, "editor@lantern.example")[-1]["text"]
    editor.tab.goto(address_of_form)
    mend()
    editor.save_draft()
    editor.submit()
    letter = _mail_to(site, "moderator@lantern.example")[-1]
    moderator.tab.goto(site.url + re.search(r"/admin/review/\d+/", letter["text"])[0])
    moderator.tab.get_by_role("button", name=re.compile("^Approve")).click()
    expect(moderator.tab.locator("body")).to_contain_text(f"“{title}” is live.")


def _finds(tab, site, words: str, title: str) -> None:
    """Search knows it, at the latest when the worker has been at it."""
    address = f"{site.url}/search/?{urllib.parse.urlencode({'q': words})}"
    for _attempt in range(40):
        tab.goto(address)
        if tab.get_by_role("link", name=title).count():
            return
        tab.wait_for_timeout(500)
    pytest.fail(f"search does not find {title!r} by {words!r}")


def _is_public(tab, site, section: str, slug: str, title: str) -> None:
    """At its address, in the feed and in the site map."""
    tab.goto(f"{site.url}/{section}/{slug}/")
    expect(tab.get_by_role("heading", level=1)).to_contain_text(title)
    assert title in tab.request.get(f"{site.url}/{section}/feed/").text()
    assert f"/{slug}/" in _site_map(tab, site)


def _site_map(tab, site) -> str:
    text = tab.request.get(f"{site.url}/sitemap.xml").text()
    parts = re.findall(r"<loc>([^<]+sitemap[^<]+)</loc>", text)
    return text + "".join(tab.request.get(part).text() for part in parts)


def test_an_event_with_every_field(site, desk_of, open_tab):
    title = "Evening of maps and second chances"
    editor = desk_of("editor")
    _add_page(editor, "Events", "event")
    _write_event_words(editor, title)
    _write_event_time_and_place(editor)
    _write_event_people(editor)
    _write_event_ways_in(editor)
    _write_event_afterwards(editor)
    editor.unfold("Filed under")
    for field, label in (("event_type", "Forum"), ("topic", "Stigma"), ("region", "Victoria"), ("language", "English")):
        editor.choose_term(f"terms_{field}", label)
    for field, label in (("audience", "Families"), ("sector", "Housing"), ("population", "Children and youth")):
        editor.choose_term(f"terms_{field}", label)
    editor.save_draft()

    def mend():
        editor.fill("agenda-0-value-title", "Opening by Elder Rosalind")

    _send_back_and_approve(site, desk_of, editor, title, mend)
    visitor = open_tab()
    _is_public(visitor, site, "events", "evening-of-maps-and-second-chances", title)
    visitor.goto(f"{site.url}/events/")
    expect(visitor.get_by_role("link", name=title)).to_be_visible()
    visitor.goto(f"{site.url}/events/evening-of-maps-and-second-chances/")
    main = visitor.locator("main")
    for words in EVENT_WORDS:
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("secret-room")
    for words in ("wayfinding", "Wren Castellan", "Thistledown Hall"):
        _finds(visitor, site, words, title)


EVENT_WORDS = [
    "An evening about wayfinding",
    "Background to it all",
    "Learn where the maps end",
    "Neighbours with questions",
    "People who live on the island",
    "Opening by Elder Rosalind",
    "A song before the start",
    "The short atlas",
    "May I bring a friend?",
    "Thistledown Hall",
    "Garden room",
    "Wren Castellan",
    "Lantern Network",
    "Maps desk",
    "$75, in cash",
    "A ramp at the side door",
    "Sign up for the evening of maps",
    "Call the desk",
    "Sixty chairs",
    "Pay what you can",
    "Morning sitting",
    "Recording of the evening",
    "Map of the evening",
]


def _write_event_words(editor, title: str) -> None:
    editor.fill("title", title)
    editor.fill("lead", "An evening about wayfinding.")
    editor.write("introduction", "Background to it all.")
    editor.write(editor.add("objectives"), "Learn where the maps end.")
    editor.unfold("More about the programme")
    editor.write(editor.add("description", "Text"), "What we mean by wayfinding.")
    editor.write(editor.add("who_should_come"), "Neighbours with questions.")
    editor.write(editor.add("eligibility"), "People who live on the island.")
    item = editor.add("agenda")
    editor.fill(f"{item}-start", "18:00")
    editor.fill(f"{item}-title", "Opening")
    editor.write("ceremony", "A song before the start.")
    item = editor.add("preparation")
    editor.fill(f"{item}-url", "https://example.org/atlas")
    editor.fill(f"{item}-title", "The short atlas")
    item = editor.add("questions")
    editor.fill(f"{item}-question", "May I bring a friend?")
    editor.write(f"{item}-answer", "Yes, bring two.")


def _write_event_time_and_place(editor) -> None:
    editor.unfold("More about days and hours")
    for name, value in {
        "start_date": str(DAY),
        "start_time": "18:00",
        "end_time": "20:30",
        "time_zone": "America/Edmonton",
        "date_note": "Doors open early",
        "mode": "hybrid",
        "venue_name": "Thistledown Hall",
        "venue_room": "Garden room",
        "venue_address": "12 Quince Street",
        "venue_city": "Cranbrook",
        "online_platform": "Zoom",
        "joining_link": "https://example.org/secret-room",
    }.items():
        editor.fill(name, value)
    editor.tick("shows_zones")
    item = editor.add("sessions")
    editor.fill(f"{item}-label", "Morning sitting")


def _write_event_people(editor) -> None:
    item = editor.add("organisations")
    editor.fill(f"{item}-role", "host")
    editor.choose(f"{item}-organisation", "Lantern Network")
    editor.unfold("People and contact")
    item = editor.add("people")
    editor.choose(f"{item}-person", "Wren Castellan")
    editor.fill(f"{item}-part", "panellist")
    item = editor.add("contact")
    editor.fill(f"{item}-name", "Maps desk")
    editor.fill(f"{item}-mailbox", "maps@lantern.example")


def _write_event_ways_in(editor) -> None:
    editor.unfold("Taking part")
    editor.fill("registration_needed", "True")
    editor.fill("registration_url", "https://example.org/sign-up/maps")
    editor.fill("registration_label", "Sign up for the evening of maps")
    editor.fill("registration_deadline", str(DAY - datetime.timedelta(days=2)))
    editor.write("registration_other_ways", "Call the desk.")
    editor.fill("capacity", "60")
    editor.fill("capacity_note", "Sixty chairs")
    editor.fill("is_free", "False")
    editor.fill("cost", "Pay what you can")
    item = editor.add("supports")
    editor.fill(f"{item}-kind", "honorarium")
    editor.fill(f"{item}-amount", "$75, in cash")
    item = editor.add("accessibility")
    editor.fill(f"{item}-kind", "wheelchair")
    editor.write(f"{item}-text", "A ramp at the side door.")


def _write_event_afterwards(editor) -> None:
    editor.unfold("Afterwards")
    editor.write("report", "Forty people drew one map.")
    editor.fill("attendance", "40")
    item = editor.add("recordings")
    editor.fill(f"{item}-label", "Recording of the evening")
    editor.fill(f"{item}-host", "youtube")
    editor.fill(f"{item}-video_id", "https://www.youtube.com/watch?v=abcdefghijk")
    editor.fill(f"{item}-language", "en")
    item = editor.add("downloads")
    editor.fill(f"{item}-title", "Map of the evening")
    editor.fill(f"{item}-url", "https://example.org/map.pdf")


def test_a_webinar_summary(site, desk_of, open_tab):
    title = "What the night bus taught us"
    editor = desk_of("editor")
    _add_page(editor, "Webinars", "webinar summary")
    editor.fill("title", title)
    editor.unfold("About the session")
    editor.fill("subtitle", "Notes from the last stop")
    for name, value in {"date": "2026-03-05", "start_time": "10:00", "end_time": "11:30"}.items():
        editor.fill(name, value)
    item = editor.add("people")
    editor.choose(f"{item}-person", "Kofi Brightwater")
    editor.write("summary", "Drivers and riders spoke about tangerines.")
    item = editor.add("sections")
    editor.fill(f"{item}-heading", "The last stop at Juniper Flats")
    editor.write(f"{item}-body", "A bench and a lamp.")
    item = editor.add("questions")
    editor.fill(f"{item}-question", "Who waits with you?")
    editor.write(f"{item}-answer", "Somebody with a thermos.")
    editor.save_draft()

    def mend():
        editor.fill("subtitle", "Notes from the very last stop")

    _send_back_and_approve(site, desk_of, editor, title, mend)
    visitor = open_tab()
    _is_public(visitor, site, "webinars", "what-the-night-bus-taught-us", title)
    for words in ("tangerines", "Kofi Brightwater", "Juniper Flats", "thermos"):
        _finds(visitor, site, words, title)


def test_a_finding(site, desk_of, open_tab):
    title = "Lamps on the long stairs"
    editor = desk_of("editor")
    _add_page(editor, "Resources", "resource")
    editor.fill("title", title)
    editor.fill("summary", "A small study of handrails and light in old buildings.")
    item = editor.add("findings")
    editor.fill(f"{item}-heading", "What helped")
    editor.write(f"{item}-items-0-value", "Banisters painted ultramarine were held more often.")
    item = editor.add("links")
    editor.fill(f"{item}-label", "Lamps on the long stairs, full report")
    editor.fill(f"{item}-url", "https://example.org/lamps.pdf")
    item = editor.add("authors")
    editor.fill(f"{item}-name", "Perpetua Lindqvist")
    editor.fill("year", "2024")
    editor.unfold("Filed under")
    for field, label in (("category", "Practices"), ("region", "Vernon"), ("language", "English"), ("type", "Report")):
        editor.choose_term(f"terms_{field}", label)
    editor.save_draft()

    def mend():
        editor.unfold("More about the document")
        editor.fill("edition", "Second edition")

    _send_back_and_approve(site, desk_of, editor, title, mend)
    visitor = open_tab()
    _is_public(visitor, site, "resources", "lamps-on-the-long-stairs", title)
    visitor.goto(f"{site.url}/resources/?category=practices&region=vernon&year=2024")
    expect(visitor.get_by_role("link", name=title)).to_be_visible()
    for words in ("handrails", "Perpetua Lindqvist", "ultramarine"):
        _finds(visitor, site, words, title)
