"""An editor, two moderators, somebody without an account and an owner, by keyboard alone, while no mail gets out.

From the first word to the page that is looked at again, in English and in French; axe finds nothing on the way.
"""

import re
import socket
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, _free_port, served
from tests.browser.counted_hands import Hands
from tests.browser.desk import Desk
from tests.browser.test_accessibility import complaints
from tests.browser.test_admin_accessibility import Walk

pytestmark = pytest.mark.browser
ACCOUNTS = {
    "editor": "editor@lantern.example",
    "moderator": "moderator@lantern.example",
    "second moderator": "moderation@lantern.example",
}
SPEAK = "from users.models import User; User.objects.filter(email__in={addresses}).update(language='{language}')"
COMES_UP = """
import datetime; from care.models import PageCare; from care.review_dates import keep_rows
from home.models import StandardPage
keep_rows()
page = StandardPage.objects.get(title="{title}", live=True)
# By the rule, so that the worker comes to the same day.
long_ago = datetime.date.today() - datetime.timedelta(days=3000)
PageCare.objects.filter(page=page).update(looked_at=long_ago)
keep_rows()
print(PageCare.objects.filter(page=page, review_on__lte=datetime.date.today()).count())
"""
ANSWERED = """
from care.models import PageCare; from home.models import StandardPage
print(PageCare.objects.get(page=StandardPage.objects.get(title="{title}", live=True)).review_on)
"""
MAILS = """
import json; from jobs.models import OutgoingMail
print(json.dumps(list(OutgoingMail.objects.values_list("state", flat=True).distinct())))
"""


@contextmanager
def refusing():
    """Nobody listens there."""
    yield f"smtp://127.0.0.1:{_free_port()}"


@contextmanager
def hanging():
    """Somebody takes the call and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(100)
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def unknown():
    yield "smtp://mail.nowhere.invalid:25"


class Person:
    """One with a desk, who uses the keyboard alone."""

    def __init__(self, tab, site, name):
        accounts = Path(site.environment["VAR_DIR"], "demo-accounts.txt").read_text(encoding="utf-8")
        password = next(line.split()[1] for line in accounts.splitlines() if line.startswith(ACCOUNTS[name]))
        self.tab, self.base = tab, site.url
        self.hands = Hands(tab, by_keyboard=True)
        self.walk = Walk(Desk(tab, site.url).sign_in(ACCOUNTS[name], password))

    def at(self, place):
        self.tab.goto(f"{self.base}/admin/{place}")

    def look(self, name):
        self.walk.look(name)

    def press(self, selector):
        self.hands.press(self.tab.locator(selector).first)

    def fill(self, selector, words):
        self.hands.fill(self.tab.locator(selector).first, words)

    def is_told(self, words):
        expect(self.tab.locator(".messages, main").first).to_contain_text(words)


@pytest.fixture(
    params=[("en", refusing), ("fr", hanging), ("fr", unknown)], ids=["en-refusing", "fr-hanging", "fr-unknown"]
)
def silent_site(request, tmp_path_factory, neighbour):
    """A site whose letters do not get out, and the language of its people."""
    language, trouble = request.param
    with trouble() as address, served(tmp_path_factory, neighbour, EMAIL_URL=address) as running:
        running.manage("shell", "-v0", "-c", SPEAK.format(addresses=list(ACCOUNTS.values()), language=language))
        yield running, language


@pytest.fixture
def people(silent_site, chromium):
    site, language = silent_site
    contexts = []

    def tab():
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale=language, bypass_csp=True)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield {name: Person(tab(), site, name) for name in ACCOUNTS} | {"guest": tab()}
    for context in contexts:
        context.close()


def test_a_page_goes_its_whole_way(silent_site, people):
    site, language = silent_site
    editor, first, second = people["editor"], people["moderator"], people["second moderator"]
    with translation.override(language):
        title = "Where the night clinic is" if language == "en" else "Où est la clinique de nuit"
        number = written_and_sent(editor, title)
        taken_and_sent_back(first, title)
        mended_and_sent_again(editor, number, title)
        heard_without_an_account(second, people["guest"], title)
        approved(second, title)
        looked_at_again(editor, site, title)
    assert {name: one.walk.found for name, one in people.items() if name != "guest"} == {
        "editor": {},
        "moderator": {},
        "second moderator": {},
    }
    assert "sent" not in site.manage("shell", "-v0", "-c", MAILS)


def written_and_sent(editor, title):
    """Gives the number of the page."""
    editor.at("pages/add/home/standardpage/3/")
    assert editor.tab.locator("html").get_attribute("lang")[:2] == translation.get_language()
    editor.fill("[name=title]", title)
    editor.fill("[name=lead]", "Beside the station.")
    editor.press("button[name=action-submit]")
    editor.is_told(gettext("“%(title)s” is sent for review.") % {"title": title})
    editor.look("after sending")
    return re.search(r"/pages/(\d+)/", editor.tab.locator(".messages a").last.get_attribute("href"))[1]


def opened(person, title):
    """The page of the review, from the desk."""
    person.at("")
    person.look("desk")
    person.hands.press(person.tab.locator("td.title").get_by_role("link", name=title, exact=True).first)
    person.tab.wait_for_url(re.compile(r"/review/\d+/"))


def taken_and_sent_back(moderator, title):
    opened(moderator, title)
    moderator.look("review")
    moderator.press("button[name=action][value=take]")
    moderator.is_told(gettext("You are on it."))
    moderator.fill("#reason", "Please say when it is open.")
    moderator.press("button[name=decision][value=send-back]")
    moderator.is_told(gettext("“%(title)s” goes back to its author, with your reason.") % {"title": title})


def mended_and_sent_again(editor, number, title):
    editor.at("")
    expect(editor.tab.locator("main")).to_contain_text("Please say when it is open.")
    editor.look("desk")
    editor.at(f"pages/{number}/edit/")
    editor.look("form of a page that was sent back")
    editor.fill("[name=lead]", "Beside the station, from eight in the evening.")
    editor.press("button[name=action-submit], button[name=action-restart-workflow]")
    editor.is_told(gettext("“%(title)s” is sent for review.") % {"title": title})


def heard_without_an_account(moderator, guest, title):
    opened(moderator, title)
    moderator.press("a[href*='guest']")
    moderator.look("links")
    moderator.fill("[name=name]", "Robin Hale")
    moderator.hands.tick(moderator.tab.locator("[name=may_decide]"))
    moderator.hands.press(moderator.tab.locator("main form button[type=submit]").last)
    address = moderator.tab.locator("[id^=address-]").first.input_value()
    guest.goto(address)
    assert complaints(guest) == []
    hands = Hands(guest, by_keyboard=True)
    hands.fill(guest.locator("textarea[name=words]").first, "The door is on the left.")
    hands.press(guest.locator("button[value=comment]"))
    expect(guest.locator("main")).to_contain_text("The door is on the left.")
    hands.press(guest.locator("button[value=approve]"))
    expect(guest.locator("main")).to_contain_text(gettext("Thank you. What you said has arrived."))
    assert complaints(guest) == []


def approved(moderator, title):
    opened(moderator, title)
    expect(moderator.tab.locator("main")).to_contain_text("The door is on the left.")
    expect(moderator.tab.locator("main")).to_contain_text("Robin Hale")
    moderator.look("review with the words of a guest")
    moderator.press("button[name=decision][value=approve]")
    moderator.is_told(gettext("“%(title)s” is live.") % {"title": title})


def looked_at_again(owner, site, title):
    assert int(site.manage("shell", "-v0", "-c", COMES_UP.format(title=title)).splitlines()[-1]) == 1
    before = site.manage("shell", "-v0", "-c", ANSWERED.format(title=title)).splitlines()[-1]
    owner.at("")
    row = owner.tab.locator("tr").filter(has=owner.tab.locator(".care-page"), has_text=title)
    owner.look("desk of an owner")
    owner.hands.press(row.locator("button[value=right]"))
    expect(owner.tab.locator(".messages li.success")).to_be_visible()
    expect(row).to_have_count(0)
    assert site.manage("shell", "-v0", "-c", ANSWERED.format(title=title)).splitlines()[-1] > before
