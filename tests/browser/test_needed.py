"""What an event still needs: the list follows what is typed, and each line leads to its field."""

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


def needed(desk):
    return desk.tab.get_by_role("region", name="Still needed")


def count(desk):
    return needed(desk).locator("[data-needed-count]")


def sums(desk):
    return needed(desk).locator("[data-needed-sum]")


def test_a_line_is_checked_off_when_its_field_is_filled(form):
    before = int(count(form).get_attribute("data-needed-count"))
    expect(needed(form).get_by_role("link", name="Title")).to_be_visible()
    form.named("title").fill("An evening of questions")
    expect(count(form)).to_have_attribute("data-needed-count", str(before - 1))
    expect(needed(form).get_by_text("Done: Title")).to_be_visible()
    expect(needed(form).get_by_role("status")).to_contain_text("still needed")


def test_a_link_opens_the_tab_and_moves_the_focus(form):
    needed(form).get_by_role("link", name="First day").click()
    expect(form.named("start_date")).to_be_focused()


def test_by_keyboard_alone(form):
    # A field that no new page takes over from the last ones: hosts may be there already.
    needed(form).get_by_role("link", name="First day").focus()
    form.tab.keyboard.press("Enter")
    expect(form.named("start_date")).to_be_focused()


def test_a_list_from_before_says_so(form):
    form.tab.route("**/still-needed/*", lambda route: route.abort())
    before = sums(form).text_content()
    form.named("title").fill("Typed without a network")
    expect(needed(form).get_by_text("This list is from before.")).to_be_visible()
    assert sums(form).text_content() == before
    form.tab.unroute("**/still-needed/*")
    form.named("title").fill("Typed with a network again")
    expect(needed(form).get_by_text("This list is from before.")).to_be_hidden()


def test_the_draft_is_saved_whatever_is_missing(form):
    form.named("title").fill("Much is missing")
    form.save_draft()
    expect(needed(form)).to_contain_text("still needed")
    form.tab.locator("button[name='action-submit']").click()
    expect(form.tab.locator(".messages")).to_contain_text("What is still needed stands in the list.")


def test_in_a_narrow_window_it_is_one_line(form):
    form.tab.set_viewport_size({"width": 360, "height": 740})
    form.tab.reload()
    expect(sums(form)).to_be_visible()
    expect(needed(form).get_by_role("link", name="Title")).to_be_hidden()
    sums(form).click()
    expect(needed(form).get_by_role("link", name="Title")).to_be_visible()
    assert form.tab.evaluate("document.documentElement.scrollWidth") <= 360


SAME_IN_EVENTS = """
from events.models import EventPage
from networks.models import Organisation
host = Organisation.objects.filter(live=True).first()
for event in EventPage.objects.filter(live=True, locale__language_code="en").order_by("-pk")[:20]:
    event.mode = "online"
    event.organisations = [("organisation", {"role": "host", "organisation": host, "name": ""})]
    event.save()
"""


@pytest.mark.parametrize(
    ("field", "line"), [("Hosts, partners and funders", "Name at least one host"), ("Mode", "Say whether people meet")]
)
def test_what_was_taken_over_and_is_cleared_is_needed_at_once(site, desk_of, field, line):
    site.manage("shell", "-v0", "-c", SAME_IN_EVENTS)
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    clear = desk.tab.get_by_role("button", name=f"Clear – {field}")
    expect(clear).to_be_visible()
    expect(needed(desk)).not_to_contain_text(line)
    clear.press("Enter")
    expect(needed(desk).get_by_role("link", name=line)).to_be_visible(timeout=5_000)


def test_what_is_good_to_have_leads_to_its_field_and_goes_when_it_is_chosen(form):
    link = needed(form).locator(".needed__good a[data-field='terms_event_type']")
    link.click()
    box = form.tab.locator("[data-contentpath='terms_event_type'] select")
    expect(box).to_be_focused()
    box.select_option(index=1)
    expect(link).to_have_count(0)


def test_a_place_of_an_earlier_event_is_taken_with_one_press(form):
    form.fill("mode", "in-person")
    place = form.tab.locator("[data-past-place]").first
    name = place.get_attribute("data-venue_name")
    place.click()
    expect(form.named("venue_name")).to_have_value(name)
    expect(form.named("venue_city")).to_have_value(place.get_attribute("data-venue_city"))
    expect(form.tab.locator("[data-past-place]").first).to_be_visible()
    form.fill("mode", "online")
    expect(form.tab.locator("[data-past-place]").first).to_be_hidden()


def test_what_a_check_found_stands_beside_its_field(form):
    form.named("title").fill("Call 604-555-0118")
    words = "The telephone number 604-555-0118 will be public."
    note = form.tab.locator("[data-contentpath='title']").get_by_text(words)
    expect(note).to_be_visible()
    expect(needed(form).get_by_role("link", name=words)).to_be_visible()
    form.named("title").fill("Call us")
    expect(note).to_be_hidden()
