"""The form of an event: fields that apply, and groups that are folded while they hold nothing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HOURS = ["start_time", "end_time", "same_hours_daily", "shows_zones"]
DAYS = ["end_date", "time_zone", "all_day"]


@pytest.fixture
def form(desk_of, site):
    """A new event that is not saved, with its groups open."""
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    expect(desk.named("title")).to_be_visible()
    for group in ("More about days and hours", "Is it happening?", "Taking part"):
        desk.unfold(group)
    return desk


def shown(desk, *names: str) -> list[str]:
    return [name for name in names if desk.named(name).is_visible()]


def test_only_what_applies_to_the_date_stands_open(form):
    assert shown(form, "start_date", *DAYS, *HOURS) == ["start_date", *DAYS, *HOURS]
    form.fill("start_time", "2 pm")
    # With the keyboard alone.
    form.named("precision").focus()
    form.tab.keyboard.press("ArrowDown")
    expect(form.named("start_time")).to_be_hidden()
    assert shown(form, "start_date", *DAYS, *HOURS) == ["start_date", *DAYS]
    form.named("precision").select_option("month")
    assert shown(form, "start_date", *DAYS, *HOURS) == ["start_date"]
    form.named("precision").select_option("none")
    assert shown(form, "start_date", *DAYS, *HOURS, "date_note") == ["date_note"]
    form.named("precision").select_option("exact")
    expect(form.named("start_time")).to_have_value("2 pm")


def test_the_reason_and_the_new_day_are_asked_of_who_needs_them(form):
    asked = ["condition_reason", "new_date", "new_time"]
    assert shown(form, *asked) == []
    form.named("condition").select_option("cancelled")
    assert shown(form, *asked) == ["condition_reason"]
    form.named("condition").select_option("postponed")
    assert shown(form, *asked) == asked
    form.fill("new_date", "2031-03-03")
    form.named("condition").select_option("as-planned")
    # What is filled in can be taken out again.
    assert shown(form, *asked) == ["new_date", "new_time"]


PLACE = ["venue_name", "venue_city"]
LINK = ["online_platform", "joining_link"]


def test_a_place_is_asked_of_meetings_and_a_link_of_those_online(form):
    # Whatever was taken over from the last events.
    form.named("mode").select_option("")
    assert shown(form, *PLACE, *LINK) == [*PLACE, *LINK]
    form.named("mode").select_option("in-person")
    assert shown(form, *PLACE, *LINK) == PLACE
    form.fill("venue_city", "Cranbrook")
    form.named("mode").select_option("online")
    # What is filled in can be taken out again.
    assert shown(form, *PLACE, *LINK) == [*PLACE, *LINK]
    form.named("mode").select_option("hybrid")
    assert shown(form, *PLACE, *LINK) == [*PLACE, *LINK]


def test_how_to_sign_up_is_asked_where_people_need_to(form):
    ways = ["registration_url", "registration_label", "registration_deadline"]
    assert shown(form, *ways, "cost") == [*ways, "cost"]
    form.write("registration_other_ways", "Call the desk.")
    form.named("registration_needed").select_option("False")
    assert shown(form, *ways) == []
    other_ways = form.tab.locator("[data-contentpath='registration_other_ways'] [role='textbox']")
    expect(other_ways).to_be_visible()
    form.named("is_free").select_option("True")
    assert shown(form, "cost") == []


FIRST = ["title", "lead", "start_date", "mode", "organisations-count", "introduction", "objectives-count"]


def test_what_every_event_needs_stands_first_and_the_rest_is_folded(desk_of, site):
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    for name in FIRST:
        expect(desk.named(name).locator("xpath=ancestor::section[1]")).to_be_visible()
    assert shown(desk, "registration_url", "attendance", "condition", "date_note", "registration_needed") == []
    desk.fill("title", "Folded and open")
    desk.unfold("Taking part")
    desk.fill("capacity", "40")
    desk.save_draft()
    desk.tab.reload()
    expect(desk.named("capacity")).to_be_visible()
    assert shown(desk, "attendance", "condition") == []


def test_a_group_with_an_error_stands_open(form):
    # It has no title, so that nothing is kept of it.
    form.fill("registration_url", "nowhere")
    form.tab.get_by_role("button", name="Submit for review").click()
    error = form.tab.locator("[data-contentpath='registration_url'] .error-message")
    expect(error).to_be_visible()
    # Errors of streams come a moment later; the tab counts with them.
    form.tab.wait_for_function("""() => {
      const held = document.querySelectorAll("#tab-content .error-message, #tab-content .help-critical").length;
      return held > 1 && document.querySelector(".w-tabs__errors").textContent.includes(`(${held} errors)`);
    }""")


def test_a_person_on_one_line_goes_into_its_fields_and_back(form):
    form.unfold("People and contact")
    person = form.add("people")
    line = "Rosa Delmar, MPH, Project Manager, Northern Housing Project"
    form.fill(f"{person}-name", line)
    expect(form.named(f"{person}-name")).to_have_value("Rosa Delmar")
    expect(form.named(f"{person}-credentials")).to_have_value("MPH")
    expect(form.named(f"{person}-role")).to_have_value("Project Manager")
    expect(form.named(f"{person}-organisation_name")).to_have_value("Northern Housing Project")
    form.tab.get_by_role("button", name="Put it back").press("Enter")
    expect(form.named(f"{person}-name")).to_have_value(line)
    expect(form.named(f"{person}-role")).to_have_value("")


def test_an_answer_that_is_given_up_half_way_is_no_error(form):
    """A question about names is given up when more is typed, also while its answer comes in."""
    form.unfold("People and contact")
    person = form.add("people")
    form.tab.evaluate("""() => {
      const given = () => Promise.reject(new DOMException("signal is aborted without reason", "AbortError"));
      window.fetch = async () => ({ ok: true, redirected: false, json: given, text: given });
    }""")
    form.fill(f"{person}-name", "Rosa")
    # Longer than the pause before a question; errors of scripts fail the test at its end.
    form.tab.wait_for_timeout(1000)
    expect(form.named(f"{person}-name")).to_have_value("Rosa")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_form_never_slides_sideways(desk_of, site, width):
    """Whatever comes into view: something that is hidden at the right edge must not pull the form there."""
    desk = desk_of("editor")
    desk.tab.set_viewport_size({"width": width, "height": 900})
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    desk.named("title").fill("Donaudampfschifffahrtsgesellschaft" * 4)
    boxes = "main, .terms-field__window, .DraftEditor-root"
    slid = f"""() => [document.scrollingElement, ...document.querySelectorAll("{boxes}")].map((one) => {{
      one.scrollLeft = 500;
      return one.scrollLeft;
    }})"""
    assert set(desk.tab.evaluate(slid)) == {0}
    desk.tab.evaluate(
        "document.querySelectorAll('[data-panel-toggle][aria-expanded=false]').forEach((one) => one.click())"
    )
    desk.tab.locator("[data-typed-calendar]").first.click()
    assert desk.tab.evaluate("document.scrollingElement.scrollWidth") <= width
    assert set(desk.tab.evaluate(slid)) == {0}
