"""A Word file becomes a draft: dropped on the page, its form filled in, what was read confirmed by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_admin_accessibility import Walk
from tests.intake.documents import document
from tests.intake.files import content_of

pytestmark = pytest.mark.browser
# A webinar summary as a Word file.
NUMBER = 0


FIRST_LIST = "from events.models import WebinarIndexPage as W; print(W.objects.order_by('pk').first().pk)"


@pytest.fixture
def desk(desk_of, site):
    """At the page where a document becomes the summary of a webinar, from the form of a new one."""
    desk = desk_of("editor")
    parent = site.manage("shell", "--no-imports", "-c", FIRST_LIST).strip()
    desk.tab.goto(f"{site.url}/admin/pages/add/events/webinarsummarypage/{parent}/")
    desk.tab.get_by_role("link", name="Start from a document").click()
    return desk


def test_a_word_file_fills_the_form_and_is_confirmed_by_keyboard(desk, tmp_path):
    tab, made = desk.tab, document(NUMBER)
    (tmp_path / made.name).write_bytes(content_of(made))
    tab.get_by_label("Document").set_input_files(tmp_path / made.name)
    expect(tab.locator("[data-intake-name]")).to_contain_text(made.name)
    tab.get_by_role("button", name="Read it and make a draft").press("Enter")
    tab.wait_for_url(re.compile("/edit/"))

    expect(desk.named("title")).to_have_value(made.title)
    expect(desk.named("date")).to_have_value("2026-03-05")
    for name in made.people:
        expect(tab.locator("[data-intake-guess=people]")).to_contain_text(name)

    guesses = tab.locator("[data-intake-guess]")
    before = guesses.count()
    tab.get_by_role("button", name="Confirm: Date of the session").press("Enter")
    expect(guesses).to_have_count(before - 1)
    # The next one has the focus.
    expect(tab.locator("[data-intake-confirm]").first).to_be_focused()
    tab.get_by_role("button", name="Confirm all").press("Enter")
    expect(guesses).to_have_count(0)

    tab.get_by_role("button", name="Done with this document").press("Enter")
    if tab.locator("[data-intake-ask]").is_visible():
        tab.get_by_role("button", name="I am done").press("Enter")
    expect(tab.get_by_role("button", name="Open it again")).to_be_focused()


def test_a_piece_that_found_no_field_is_added_where_the_cursor_is(desk):
    tab = desk.tab
    words = "Sleep in shelters\n\nSummary\n\nWe spoke of sleep at length.\n\nContact\n\nWrite to nobody in particular."
    tab.get_by_label("Or paste its text here").fill(words)
    tab.get_by_role("button", name="Read it and make a draft").click()
    tab.wait_for_url(re.compile("/edit/"))

    box = desk.named("summary").locator("xpath=ancestor::*[@data-field-input][1]").locator("[role='textbox']")
    box.click()
    tab.keyboard.press("Control+End")
    tab.locator("[data-intake-tray] summary").press("Enter")
    tab.get_by_role("button", name="Add to the text").click()
    expect(desk.named("summary")).to_have_value(re.compile("nobody in particular"))


LEFT = """Sleep

Summary

We spoke of sleep at length.

Contact

Amara Oduya, MSW, Director of Programs.
"""


@pytest.fixture
def left(desk):
    """A draft with a line at its side that found no field."""
    tab = desk.tab
    tab.get_by_label("Or paste its text here").fill(LEFT)
    tab.get_by_role("button", name="Read it and make a draft").click()
    tab.wait_for_url(re.compile("/edit/"))
    # The scripts of the form are there.
    tab.wait_for_load_state("load")
    tray = tab.locator("[data-intake-tray]")
    if tray.get_attribute("open") is None:
        tray.locator("summary").press("Enter")
    return tray


def test_a_line_is_made_a_person_by_keyboard_and_taken_back(desk, left):
    left.get_by_role("button", name="Add to a list").press("Enter")
    left.get_by_role("button", name="Facilitator and panel").press("Enter")
    expect(desk.named("people-0-value-name")).to_have_value("Amara Oduya")
    expect(desk.named("people-0-value-credentials")).to_have_value("MSW")
    expect(left).to_contain_text("0 pieces not placed yet")
    left.get_by_role("button", name="Undo").press("Enter")
    expect(left).to_contain_text("1 piece not placed yet")
    expect(desk.named("people-0-deleted")).to_have_value("1")


def test_a_line_is_dragged_onto_a_list(desk, left):
    target = desk.tab.locator("#people-root")
    target.evaluate("element => element.scrollIntoView({ block: 'start' })")
    left.locator("[data-intake-piece]").drag_to(target)
    expect(desk.named("people-0-value-name")).to_have_value("Amara Oduya")


def test_done_asks_while_a_piece_waits(desk, left):
    tab = desk.tab
    tab.get_by_role("button", name="Done with this document").press("Enter")
    window = tab.locator("[data-intake-ask]")
    expect(window).to_contain_text("1 piece of your document is not placed yet")
    tab.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(left).to_contain_text("1 piece not placed yet")
    tab.get_by_role("button", name="Done with this document").press("Enter")
    window.get_by_role("button", name="I am done").press("Enter")
    expect(left).to_be_hidden()
    tab.get_by_role("button", name="Open it again").press("Enter")
    expect(left).to_be_visible()


def test_what_is_corrected_in_the_form_is_asked_about_no_longer(desk):
    tab = desk.tab
    words = (
        "Sleep in shelters\n\nMarch 5, 2026, 10 am to 11 am\n\nPanel\n\n- Amara Oduya, Director\n- Kofi Mensah, Nurse"
    )
    tab.get_by_label("Or paste its text here").fill(f"{words}\n\nSummary\n\nWe spoke of sleep at length.")
    tab.get_by_role("button", name="Read it and make a draft").click()
    tab.wait_for_url(re.compile("/edit/"))

    expect(tab.locator("[data-intake-guess=date]")).to_have_count(1)
    desk.named("date").fill("2026-03-06")
    expect(tab.locator("[data-intake-guess=date]")).to_have_count(0)
    roles = tab.locator("[data-contentpath=people] [data-contentpath=role] input")
    for number, role in enumerate(("Director of Programs", "Nurse Practitioner")):
        expect(tab.locator("[data-intake-guess=people]")).to_have_count(1)
        roles.nth(number).fill(role)
    expect(tab.locator("[data-intake-guess=people]")).to_have_count(0)
    expect(tab.locator("[data-intake-guess=start_time]")).to_have_count(1)


def test_neither_the_door_nor_the_panel_has_barriers(desk, tmp_path):
    walk, made = Walk(desk), document(NUMBER)
    walk.look("door", ".intake-start")
    (tmp_path / made.name).write_bytes(content_of(made))
    walk.tab.get_by_label("Document").set_input_files(tmp_path / made.name)
    walk.tab.get_by_role("button", name="Read it and make a draft").click()
    walk.tab.wait_for_url(re.compile("/edit/"))
    walk.look("panel", ".intake-panel")
    assert walk.found == {}


def test_neither_the_pieces_nor_the_question_about_them_have_barriers(desk, left):
    walk = Walk(desk)
    left.get_by_role("button", name="Add to a list").click()
    walk.look("lists", ".intake-tray")
    desk.tab.get_by_role("button", name="Done with this document").click()
    walk.look("question", ".intake-ask")
    assert walk.found == {}
