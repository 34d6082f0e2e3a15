"""Choices in the form: few stand in it, windows open where the answer is, panel and agenda pick the same people."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def form(desk_of, site):
    """A new event that is not saved."""
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    expect(desk.named("title")).to_be_visible()
    return desk


def test_a_series_is_chosen_with_the_keyboard(form):
    form.unfold("Part of a series of webinars")
    group = form.tab.get_by_role("radiogroup", name="Series")
    group.get_by_role("radio", name="None").focus()
    form.tab.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio", checked=True)).not_to_have_value("")


def test_a_series_that_is_missing_is_begun_without_leaving_the_form(form):
    form.fill("title", "First of a new series")
    form.unfold("Part of a series of webinars")
    form.tab.get_by_text("A new series").click()
    line = form.tab.locator("[data-few-new]")
    line.get_by_role("button", name="Add").click()
    expect(line.get_by_role("status")).to_contain_text("Write its title")
    line.get_by_role("textbox").fill("Winters by the river")
    line.get_by_role("textbox").press("Enter")
    group = form.tab.get_by_role("radiogroup", name="Series")
    expect(group.get_by_role("radio", name="Winters by the river")).to_be_checked()
    expect(line.get_by_role("status")).to_contain_text("It is a draft")
    expect(form.named("title")).to_have_value("First of a new series")
    form.save_draft()
    form.tab.reload()
    expect(group.get_by_role("radio", name="Winters by the river")).to_be_checked()


def test_the_event_of_a_summary_is_looked_for_among_events_the_newest_first(desk_of, site):
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/write/summary/")
    desk.tab.locator(".write-sections a").first.click()
    desk.tab.wait_for_load_state("networkidle")
    desk.unfold("About the session")
    desk.tab.locator("#id_event-chooser").get_by_role("button").first.click()
    window = desk.tab.locator(".modal").last
    # The first row is the place itself.
    expect(window.locator("tbody tr").first).to_contain_text("Events")
    assert window.locator("tbody tr").count() > 5


def options(tab):
    return tab.locator("#people-offered option").evaluate_all("found => found.map((one) => one.value)")


def test_agenda_and_panel_pick_the_same_people(form):
    form.unfold("People and contact")
    form.unfold("More about the programme")
    person = form.add("people")
    form.fill(f"{person}-name", "Rosa Delmar")
    item = form.add("agenda")
    speaker = form.add(f"{item}-people")
    form.named(speaker).focus()
    assert options(form.tab) == ["Rosa Delmar"]
    form.named(speaker).fill("Iris Calloway")
    second = form.add("people")
    form.named(f"{second}-name").focus()
    assert sorted(options(form.tab)) == ["Iris Calloway", "Rosa Delmar"]


def test_whom_the_directory_knows_is_offered_and_chosen_by_name(form):
    form.unfold("People and contact")
    person = form.add("people")
    name = form.named(f"{person}-name")
    name.press_sequentially("Wren Cast")
    expect(form.tab.locator("#people-offered option")).to_have_count(1)
    name.fill("Wren Castellan")
    name.press("Tab")
    expect(form.named(f"{person}-person")).not_to_have_value("")
    expect(name).to_have_value("")
    form.tab.get_by_role("button", name="Put it back").press("Enter")
    expect(name).to_have_value("Wren Castellan")
    expect(form.named(f"{person}-person")).to_have_value("")


# What a new page takes over from the last one

# The parts of one series get the same host and contact.
SAME_IN_SERIES = """
from events.models import WebinarSeriesPage, WebinarSummaryPage
from networks.models import Organisation
series = WebinarSeriesPage.objects.get(slug="peers-at-work")
host = Organisation.objects.filter(live=True).first()
for part in WebinarSummaryPage.objects.child_of(series):
    part.mode = "hybrid"
    part.organisations = [("organisation", {"role": "host", "organisation": host, "name": ""})]
    part.contact = [("contact", {"name": "Series team", "mailbox": "team@lantern.example", "subject": "", "phone": ""})]
    part.save()
print("series:", series.pk)
"""


def test_what_was_taken_over_is_said_and_can_be_cleared(desk_of, site):
    series = site.manage("shell", "-v0", "-c", SAME_IN_SERIES).rpartition("series: ")[2].strip()
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/pages/add/events/webinarsummarypage/{series}/")
    mode = desk.tab.locator("[data-contentpath='mode']")
    contact = desk.tab.locator("[data-contentpath='contact']").first
    hosts = desk.tab.locator("[data-contentpath='organisations']").first
    for field in (mode, contact, hosts):
        expect(field).to_contain_text("As in “")
    # Changed by hand, it is the writer's own.
    desk.named("mode").press("ArrowUp")
    expect(desk.named("mode")).to_have_value("online")
    expect(mode).not_to_contain_text("As in")
    desk.tab.get_by_role("button", name="Clear – Contact").press("Enter")
    expect(contact).not_to_contain_text("As in")
    expect(desk.named("contact-0-deleted")).to_have_value("1")
    expect(contact.locator("button:focus")).to_have_count(1)
    desk.tab.get_by_role("button", name="Clear – Hosts, partners and funders").press("Enter")
    expect(desk.named("organisations-0-deleted")).to_have_value("1")
    expect(hosts.locator("button:focus")).to_have_count(1)


def test_a_cleared_choice_is_not_said_again(desk_of, site):
    series = site.manage("shell", "-v0", "-c", SAME_IN_SERIES).rpartition("series: ")[2].strip()
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/pages/add/events/webinarsummarypage/{series}/")
    desk.tab.get_by_role("button", name="Clear – Mode").press("Enter")
    expect(desk.named("mode")).to_have_value("")
    expect(desk.named("mode")).to_be_focused()
