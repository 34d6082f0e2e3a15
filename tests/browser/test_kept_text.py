"""What an editor writes is lost neither when their session ends nor with the window; and it is nobody else's."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEW_PAGE = """
from home.models import HomePage, StandardPage
page = HomePage.objects.first().add_child(instance=StandardPage(title="Kept text", slug="kept-text", live=False))
page.save_revision()
print(page.pk)
"""
TAKE_AWAY = """
from wagtail.models import Page
for page in Page.objects.filter(pk={pk}): page.delete()
"""
END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
TITLE = "from wagtail.models import Page; print(Page.objects.get(pk={pk}).get_latest_revision_as_object().title)"
SOMEBODY_ELSE = """
from wagtail.models import Page
page = Page.objects.get(pk={pk}).get_latest_revision_as_object()
page.title = "By somebody else"
page.save_revision()
"""
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('kept-text:')).length"


@pytest.fixture
def page(site):
    """A draft of its own for each test: others look for the pages of the demonstration."""
    pk = int(site.manage("shell", "-v0", "-c", NEW_PAGE))
    yield pk
    site.manage("shell", "-v0", "-c", TAKE_AWAY.format(pk=pk))


@pytest.fixture
def open_form(site, page):
    def opened(tab):
        tab.goto(f"{site.url}/admin/pages/{page}/edit/")
        # The state of the session has come: from now on text is kept.
        expect(tab.locator("[name=kept_as]")).to_have_count(1)
        tab.wait_for_load_state("networkidle")
        return tab.locator('[name="title"]')

    return opened


def title_of(site, pk):
    return site.manage("shell", "-v0", "-c", TITLE.format(pk=pk)).strip()


def count_kept(tab, number):
    """How many windows' text the browser keeps. Looked at from outside: the page allows no code made of words."""
    for _attempt in range(100):
        if tab.evaluate(KEPT) == number:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"{tab.evaluate(KEPT)} texts are kept, not {number}")


def saved(tab):
    return tab.locator(".w-autosave-indicator__state--saved")


def offer(tab):
    return tab.locator("[data-kept-offer]")


def refuse_saving(tab):
    tab.route(re.compile("/edit/$"), lambda way: way.abort() if way.request.method == "POST" else way.continue_())


def leave_unsaved(tab, title, words):
    """Writes while the site does not take it, and closes the window."""
    refuse_saving(tab)
    title.fill(words)
    count_kept(tab, 1)
    # Rich text and the last look.
    tab.wait_for_timeout(800)
    context = tab.context
    tab.close(run_before_unload=False)
    return context.new_page()


def sign_in_again(desk, site):
    dialog = desk.tab.get_by_role("dialog", name="Sign in and keep writing")
    expect(dialog).to_be_visible()
    email = dialog.get_by_label("E-mail address")
    expect(email).to_have_value("editor@lantern.example")
    password = dialog.get_by_label("Password")
    password.fill(desk.password)
    desk.tab.keyboard.press("Enter")
    expect(dialog).not_to_be_visible()


def test_a_session_that_ended_while_writing_lets_one_sign_in_over_the_form(site, desk_of, page, open_form):
    desk = desk_of("editor")
    title = open_form(desk.tab)
    site.manage("shell", "-v0", "-c", END_SESSIONS)
    title.fill("Written without a session")
    dialog = desk.tab.get_by_role("dialog")
    expect(dialog).to_contain_text("Your session has ended.")
    expect(dialog.get_by_label("Password")).to_be_focused()
    dialog.get_by_label("Password").fill("wrong")
    desk.tab.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("We found no account")
    sign_in_again(desk, site)
    expect(saved(desk.tab)).to_be_visible()
    assert title_of(site, page) == "Written without a session"
    # The form has its new token: saving goes on.
    with desk.tab.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")):
        title.fill("Written afterwards")
    count_kept(desk.tab, 0)
    desk.tab.reload()
    expect(title).to_have_value("Written afterwards")
    expect(offer(desk.tab)).to_have_count(0)


def test_a_button_pressed_after_the_session_ended_loses_nothing(site, desk_of, page, open_form):
    desk = desk_of("editor")
    title = open_form(desk.tab)
    site.manage("shell", "-v0", "-c", END_SESSIONS)
    title.fill("Sent without a session")
    desk.tab.get_by_role("button", name="Save draft").first.evaluate("button => button.click()")
    sign_in_again(desk, site)
    # What the button asked for is done.
    expect(desk.tab.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    expect(title).to_have_value("Sent without a session")
    expect(offer(desk.tab)).to_have_count(0)
    assert title_of(site, page) == "Sent without a session"


def test_later_leaves_a_notice_and_another_account_saves_nothing(site, desk_of, page, open_form):
    desk = desk_of("editor")
    title = open_form(desk.tab)
    site.manage("shell", "-v0", "-c", END_SESSIONS)
    title.fill("Mine alone")
    dialog = desk.tab.get_by_role("dialog")
    expect(dialog).to_be_visible()
    desk.tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    notice = desk.tab.locator("[data-kept-ended]")
    expect(notice).to_contain_text("You are signed out.")
    notice.get_by_role("button", name="Sign in").click()
    other = desk_of("moderator")
    dialog.get_by_label("E-mail address").fill("moderator@lantern.example")
    dialog.get_by_label("Password").fill(other.password)
    desk.tab.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("This is a different account")
    assert title_of(site, page) == "Kept text"
    dialog.get_by_label("E-mail address").fill("editor@lantern.example")
    sign_in_again(desk, site)
    expect(saved(desk.tab)).to_be_visible()
    assert title_of(site, page) == "Mine alone"


def test_text_of_a_window_that_was_closed_is_offered_once(site, desk_of, page, open_form):
    desk = desk_of("editor")
    tab = leave_unsaved(desk.tab, open_form(desk.tab), "Written before the window closed")
    title = open_form(tab)
    expect(title).to_have_value("Kept text")
    expect(offer(tab)).to_contain_text("You have text for this form that was not saved, from")
    expect(offer(tab).get_by_text("What is shown here has changed since then")).to_be_hidden()
    offer(tab).get_by_role("button", name="Put it back").click()
    expect(title).to_have_value("Written before the window closed")
    assert title_of(site, page) == "Written before the window closed"
    open_form(tab)
    expect(offer(tab)).to_have_count(0)
    assert tab.evaluate(KEPT) == 0


def test_rich_text_and_blocks_are_kept_too(site, desk_of, page, open_form):
    desk = desk_of("editor")
    open_form(desk.tab)
    refuse_saving(desk.tab)
    desk.tab.locator("[data-streamfield-stream-container] button").first.click()
    desk.tab.get_by_role("option").first.click()
    box = desk.tab.locator("[data-streamfield-child] [role='textbox']").first
    box.click()
    box.press_sequentially("Words in a block")
    tab = leave_unsaved(desk.tab, desk.tab.locator('[name="title"]'), "With a block")
    open_form(tab)
    offer(tab).get_by_role("button", name="Put it back").click()
    expect(tab.locator("[data-streamfield-child] [role='textbox']").first).to_have_text("Words in a block")


def test_what_somebody_else_saved_meanwhile_is_told_before(site, desk_of, page, open_form):
    desk = desk_of("editor")
    tab = leave_unsaved(desk.tab, open_form(desk.tab), "Mine from before")
    site.manage("shell", "-v0", "-c", SOMEBODY_ELSE.format(pk=page))
    title = open_form(tab)
    expect(title).to_have_value("By somebody else")
    expect(offer(tab).get_by_text("What is shown here has changed since then")).to_be_visible()
    offer(tab).get_by_role("button", name="Discard it").click()
    open_form(tab)
    expect(offer(tab)).to_have_count(0)
    assert title_of(site, page) == "By somebody else"


def test_nobody_else_sees_it_and_nothing_stays_after_signing_out(site, desk_of, page, open_form):
    desk = desk_of("editor")
    tab = leave_unsaved(desk.tab, open_form(desk.tab), "Of the editor alone")
    stored = tab.context.storage_state()
    assert "Of the editor alone" not in str(stored)
    # The next person at this computer, after the session of the first has ended.
    tab.context.clear_cookies()
    tab.goto(f"{site.url}/sign-in/")
    other = type(desk)(tab, site.url).sign_in("moderator@lantern.example", desk_of("moderator").password)
    open_form(other.tab)
    expect(offer(tab)).to_have_count(0)
    tab.goto(f"{site.url}/sign-out/")
    assert tab.evaluate(KEPT) == 1
    tab.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("main")).to_contain_text("You are signed out.")
    count_kept(tab, 0)


NEW_PERSON = """
from networks.models import Person
print(Person.objects.create(name="Kept Person", slug="kept-person").pk)
"""
NAMES = """
from networks.models import Person
row = Person.objects.get(pk={pk})
print(row.name, "/", row.get_latest_revision_as_object().name)
"""
NO_PERSON = "from networks.models import Person; Person.objects.filter(pk={pk}).delete()"


@pytest.fixture
def person(site):
    pk = int(site.manage("shell", "-v0", "-c", NEW_PERSON))
    yield pk
    site.manage("shell", "-v0", "-c", NO_PERSON.format(pk=pk))


def test_text_for_the_directory_is_kept_and_put_back_as_a_draft(site, desk_of, person):
    def opened(tab):
        tab.goto(f"{site.url}/admin/snippets/networks/person/edit/{person}/")
        expect(tab.locator("[name=kept_as]")).to_have_count(1)
        tab.wait_for_load_state("networkidle")
        return tab.locator('[name="name"]')

    tab = desk_of("editor").tab
    name = opened(tab)
    tab.route(re.compile("/person/edit/"), lambda way: way.abort() if way.request.method == "POST" else way.continue_())
    name.fill("Kept Person, unsaved")
    count_kept(tab, 1)
    context = tab.context
    tab.close(run_before_unload=False)
    tab = context.new_page()
    name = opened(tab)
    expect(name).to_have_value("Kept Person")
    offer(tab).get_by_role("button", name="Put it back").click()
    expect(tab.locator(".messages")).to_contain_text(re.compile("saved|updated"))
    names = site.manage("shell", "-v0", "-c", NAMES.format(pk=person)).strip()
    assert names == "Kept Person / Kept Person, unsaved"
    opened(tab)
    expect(offer(tab)).to_have_count(0)
