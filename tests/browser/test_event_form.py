"""The form of an event: fields that apply, and what its tabs say of errors."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HOURS = ["start_time", "end_time", "same_hours_daily", "shows_zones"]
DAYS = ["end_date", "time_zone", "all_day"]


@pytest.fixture
def form(desk_of, site):
    """A new event that is not saved, at its tab of days and places."""
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    expect(desk.named("title")).to_be_visible()
    desk.show_tab("When and where")
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


def test_tabs_say_at_once_how_many_errors_they_hold(form):
    # It has no title, so that nothing is kept of it.
    form.show_tab("Taking part")
    form.fill("registration_url", "nowhere")
    form.show_tab("Who")
    form.add("organisations")
    form.tab.get_by_role("button", name="Submit for review").click()
    expect(form.tab.locator(".error-message").first).to_be_attached()
    for name in ("What", "When and where", "Taking part", "Who"):
        badge = form.tab.get_by_role("tab", name=re.compile(f"^{name}( |$)")).locator(".w-tabs__errors")
        held = form.tab.get_by_role("tab", name=re.compile(f"^{name}( |$)")).get_attribute("href")
        errors = form.tab.locator(f"{held} .error-message").count()
        assert errors, name
        expect(badge).to_contain_text(str(errors))
