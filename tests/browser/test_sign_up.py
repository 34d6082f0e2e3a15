"""A visitor in another time zone signs up, changes and cancels; somebody who waits is offered a place and takes it."""

import json
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import complaints

pytestmark = pytest.mark.browser
EVENT, FULL = "/events/coming-home-part-five/", "/events/first-aid-for-hard-moments/"
MANY_DATES = "/events/learning-session-medication-across-distance/"
# People read a form for longer than that (signup.robots.QUICKEST).
MOMENT = 2_500


def personal_address(site, mailbox: str) -> str:
    """As the mail has it that waits in the outbox."""
    asked = f"print(OutgoingMail.objects.filter(recipient='{mailbox}').latest('pk').text)"
    letter = site.manage("shell", "-v0", "-c", f"from jobs.models import OutgoingMail; {asked}")
    return re.search(r"http\S+/sign-up/\S{32}/", letter).group(0)


def no_barriers(tab: Page, script: bool) -> None:
    if script:
        assert complaints(tab) == []
        assert tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def read_the_event(tab: Page, site, script: bool) -> None:
    tab.goto(f"{site.url}{EVENT}")
    tab.get_by_role("link", name="Register for the hundredth day").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/sign-up/")
    zone = tab.get_by_label("Your time zone")
    if script:
        expect(tab.get_by_text("Where you are:")).to_be_visible()
        expect(zone).to_be_hidden()
    else:
        zone.select_option("Asia/Tokyo")
    no_barriers(tab, script)


def fill_in(tab: Page, mailbox: str, script: bool) -> None:
    """What is missing is said, and one press leads there."""
    tab.wait_for_timeout(MOMENT)
    name = tab.get_by_role("textbox", name="Name", exact=True)
    name.fill("Kit")
    tab.get_by_role("button", name="Sign me up").click()
    summary = tab.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(2)
    no_barriers(tab, script)
    summary.get_by_role("link", name="In which language", exact=False).click()
    tab.keyboard.press("Space")
    tab.get_by_label("E-mail").fill(mailbox)
    expect(name).to_have_value("Kit")
    tab.get_by_label("E-mail").press("Enter")
    tab.wait_for_url(re.compile(r"/sign-up/done/"))
    expect(tab.locator("h1")).to_have_text("You have a place")
    expect(tab.get_by_role("status")).to_contain_text(mailbox)
    no_barriers(tab, script)


def change(tab: Page, script: bool) -> None:
    expect(tab.get_by_text("On your clocks:")).to_contain_text("Japan")
    no_barriers(tab, script)
    tab.get_by_role("link", name="Change what I wrote").click()
    no_barriers(tab, script)
    tab.get_by_label("What helps you to take part?").fill("Captions")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("status")).to_have_text("Saved.")
    tab.get_by_role("link", name="Change what I wrote").click()
    expect(tab.get_by_label("What helps you to take part?")).to_have_value("Captions")
    tab.get_by_role("link", name="Back", exact=True).click()


def cancel(tab: Page, script: bool) -> None:
    tab.get_by_text("I cannot come").press("Enter")
    no_barriers(tab, script)
    tab.get_by_role("button", name="Yes, cancel my sign-up").press("Enter")
    expect(tab.locator("h1")).to_have_text("You have given your place back")
    no_barriers(tab, script)


@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_elsewhere_signs_up_changes_and_cancels(site, open_tab, script):
    tab = open_tab(viewport={"width": 360, "height": 740}, timezone_id="Asia/Tokyo", java_script_enabled=script)
    mailbox = f"kit-{uuid.uuid4().hex[:8]}@example.org"
    read_the_event(tab, site, script)
    fill_in(tab, mailbox, script)
    tab.goto(personal_address(site, mailbox))
    change(tab, script)
    cancel(tab, script)


def people_of(site, slug: str) -> dict[str, str]:
    """Of the full event: the key of somebody with a place, and of who is next."""
    lines = (
        "import json; from signup.models import SignUp as S; from events.models import EventPage as E; "
        f"k = E.objects.get(slug='{slug}').translation_key; r = S.objects.filter(places__event_key=k); "
        "print(json.dumps({'has': r.with_place().first().key, 'next': r.waiting().first().key}))"
    )
    return json.loads(site.manage("shell", "-v0", "-c", lines).strip().splitlines()[-1])


def test_a_free_place_is_offered_to_who_waits_and_taken_by_a_button(site, open_tab):
    tab = open_tab(viewport={"width": 768, "height": 900})
    tab.goto(f"{site.url}{FULL}")
    tab.get_by_role("link", name="Join the waiting list").click()
    tab.get_by_role("textbox", name="Name", exact=True).fill("Ola")
    tab.get_by_label("E-mail").fill(f"ola-{uuid.uuid4().hex[:8]}@example.org")
    tab.get_by_label("Neither").check()
    no_barriers(tab, True)
    tab.wait_for_timeout(MOMENT)
    tab.get_by_role("button", name="Put me on the waiting list").click()
    expect(tab.locator("h1")).to_have_text("You are on the waiting list")
    no_barriers(tab, True)
    people = people_of(site, FULL.strip("/").rpartition("/")[2])
    tab.goto(f"{site.url}{FULL}sign-up/{people['has']}/")
    tab.get_by_text("I cannot come").click()
    tab.get_by_role("button", name="Yes, cancel my sign-up").click()
    tab.goto(f"{site.url}{FULL}sign-up/{people['next']}/")
    expect(tab.locator("h1")).to_have_text("There is a place for you")
    no_barriers(tab, True)
    tab.get_by_role("button", name="Yes, I take the place").click()
    expect(tab.locator("h1")).to_have_text("You have a place")
    expect(tab.get_by_role("status")).to_contain_text("The place is yours")


def test_a_date_is_chosen_first(site, open_tab):
    tab = open_tab(viewport={"width": 360, "height": 740}, color_scheme="dark")
    tab.goto(f"{site.url}{MANY_DATES}sign-up/")
    no_barriers(tab, True)
    tab.locator("ul.dates").get_by_role("link").nth(1).click()
    tab.wait_for_url(re.compile(r"/\d{4}-\d\d-\d\d/sign-up/$"))
    expect(tab.get_by_role("button", name="Sign me up")).to_be_visible()
    no_barriers(tab, True)


def test_an_address_that_leads_nowhere_says_so_kindly(site, open_tab):
    tab = open_tab()
    tab.goto(f"{site.url}{EVENT}sign-up/{'x' * 32}/")
    expect(tab.locator("h1")).to_have_text("There is nothing here any more")
    no_barriers(tab, True)


def test_what_belongs_to_signing_up_here_stands_open_when_it_is_ticked(site, desk_of):
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    desk.tab.wait_for_load_state("networkidle")
    desk.unfold("Taking part")
    group = desk.tab.locator("section.w-panel, div.w-panel").filter(has=desk.named("sign_ups_kept")).last
    expect(desk.named("sign_ups_kept")).to_be_hidden()
    desk.named("sign_up_here").check()
    expect(desk.named("sign_ups_kept")).to_be_visible()
    expect(group.get_by_text("Questions to ask", exact=True)).to_be_visible()
    expect(group.get_by_text("Reminders", exact=True)).to_be_visible()
    desk.named("sign_up_here").uncheck()
    expect(desk.named("sign_ups_kept")).to_be_hidden()
