"""What an editor writes is kept while they write, on every kind of page."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KINDS = """
import json
from django.apps import apps
from wagtail.models import Page, get_page_models
kinds = {}
for model in get_page_models():
    page = model.objects.live().order_by("pk").first()
    if page and model is not Page:
        kinds[model._meta.label] = page.pk
print(json.dumps(kinds))
"""

PUT_BACK = """
from wagtail.models import Page
for page in Page.objects.filter(pk__in={pks}).specific():
    page.save_revision(changed=False)
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
for begun in ("A first try at", "Saved once", "Saved by its button", "Kept though"):
    for page in Page.objects.filter(title__startswith=begun):
        page.delete()
"""


@pytest.fixture(scope="module")
def pages(site):
    """A live page of each kind. Other tests look for them by their names, so their drafts are put back."""
    found = json.loads(site.manage("shell", "-v0", "-c", KINDS))
    yield found
    site.manage("shell", "-v0", "-c", PUT_BACK.format(pks=sorted(found.values())))


def wait_until_kept(tab, kind: str) -> None:
    """Where nothing is kept, the failure says what the form knew of it."""
    try:
        expect(tab.locator(".w-autosave-indicator__state--saved"), kind).to_be_visible()
    except AssertionError as error:
        known = tab.locator("form[data-edit-form]").evaluate(
            "form => ({ ...form.dataset, indicator: document.querySelector('.w-autosave-indicator').innerText })"
        )
        raise AssertionError(f"{kind}: {known}") from error


def test_a_change_of_every_kind_is_kept_by_itself(pages, site, desk_of):
    tab = desk_of("editor").tab
    assert {"events.EventPage", "resources.ResourcePage"} <= pages.keys()
    for kind, pk in pages.items():
        tab.goto(f"{site.url}/admin/pages/{pk}/edit/")
        title = tab.locator('[name="title"]')
        words = f"{title.input_value()} kept"
        title.fill(words)
        wait_until_kept(tab, kind)
        tab.reload()
        expect(title, kind).to_have_value(words)


def test_a_new_page_of_every_kind_is_kept_by_itself(pages, site, desk_of):
    tab = desk_of("editor").tab
    for kind, parent in NEW.items():
        model = kind.lower().replace(".", "/")
        tab.goto(f"{site.url}/admin/pages/add/{model}/{pages[parent]}/")
        title = tab.locator('[name="title"]')
        title.fill(f"A first try at {kind}")
        wait_until_kept(tab, kind)


NEW = {
    "events.EventPage": "events.EventIndexPage",
    "events.WebinarSeriesPage": "events.WebinarIndexPage",
    "events.WebinarSummaryPage": "events.WebinarSeriesPage",
    "resources.ResourcePage": "resources.ResourceIndexPage",
    "networks.NetworkPage": "networks.NetworkIndexPage",
    "home.StandardPage": "home.HomePage",
}


def test_what_is_typed_while_autosave_is_under_way_is_kept_too(pages, site, desk_of):
    tab = desk_of("editor").tab
    address = f"{site.url}/admin/pages/{pages['events.EventPage']}/edit/"
    held = []

    def answer(route):
        if route.request.method == "POST" and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    tab.route(address, answer)
    tab.goto(address)
    title = tab.locator('[name="title"]')
    words = title.input_value()
    title.fill(f"{words} on")
    while not held:
        tab.wait_for_timeout(100)
    # Wagtail looks twice a second: it has not seen this when the answer comes.
    title.press_sequentially("ce")
    with tab.expect_response(lambda one: one.request.method == "POST" and one.url == address and one.ok) as first:
        held[0][0].fulfill(response=held[0][1])
    assert first.value.json()["success"]
    with tab.expect_response(lambda one: one.request.method == "POST" and one.url == address):
        pass
    tab.reload()
    expect(title).to_have_value(f"{words} once")


def test_opening_a_page_saves_nothing(pages, site, desk_of):
    tab = desk_of("editor").tab
    saved = []
    tab.on("request", lambda request: saved.append(request.url) if request.method == "POST" else None)
    for kind in ("events.WebinarSummaryPage", "resources.ResourcePage", "home.HomePage"):
        tab.goto(f"{site.url}/admin/pages/{pages[kind]}/edit/")
        # A widget that is late: the form differs from what it was when Wagtail looked at it first.
        tab.wait_for_timeout(2500)
        tab.locator('[name="title"]').evaluate("field => { field.value += ' by itself' }")
        tab.wait_for_timeout(1500)
    assert [url for url in saved if "/edit/" in url] == []


def _count(site, title: str) -> int:
    count = f"from wagtail.models import Page; print(Page.objects.filter(title__startswith={title!r}).count())"
    return int(site.manage("shell", "-v0", "-c", count))


@pytest.fixture
def form_of_new(pages, site):
    """Its address."""
    return f"{site.url}/admin/pages/add/home/standardpage/{pages['home.HomePage']}/"


def test_a_button_pressed_while_autosave_is_under_way_makes_no_second_page(form_of_new, site, desk_of):
    tab, address = desk_of("editor").tab, form_of_new
    # A slow machine: the answer comes after the button was pressed.
    tab.route(address, lambda route: (time.sleep(2), route.continue_()))
    tab.goto(address)
    title = "Saved once and no more"
    tab.locator('[name="title"]').fill(title)
    with tab.expect_request(lambda request: request.method == "POST" and request.url == address):
        pass
    tab.get_by_role("button", name="Save draft").first.click()
    expect(tab.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    assert _count(site, title) == 1


def test_what_was_typed_just_before_a_button_makes_no_second_page(form_of_new, site, desk_of):
    tab = desk_of("editor").tab
    posted = []
    tab.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    # A slow machine: autosave would notice the words before the answer to the button is there.
    tab.route(form_of_new, lambda route: (time.sleep(3 * (route.request.method == "POST")), route.continue_()))
    tab.goto(form_of_new)
    title = "Saved by its button alone"
    tab.wait_for_timeout(3000)
    tab.locator('[name="title"]').fill(title)
    tab.get_by_role("button", name="Save draft").first.click()
    expect(tab.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    assert _count(site, title) == 1
    assert posted.count(form_of_new) == 1


def test_an_answer_that_is_lost_makes_no_second_page(form_of_new, site, desk_of):
    tab = desk_of("editor").tab
    lost = []

    def answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    tab.route(form_of_new, answer)
    tab.goto(form_of_new)
    tab.wait_for_timeout(3000)
    title = tab.locator('[name="title"]')
    title.fill("Kept though nobody heard")
    # It asks again after two seconds.
    tab.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    title.press("End")
    with tab.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        title.press_sequentially(" of it")
    assert saved.value.json()["success"]
    tab.reload()
    expect(title).to_have_value("Kept though nobody heard of it")
    assert _count(site, "Kept though nobody heard") == 1


# A field of each kind without which a page does not go live.
NEEDED = {"events.EventPage": "start_date", "resources.ResourcePage": "summary"}


@pytest.mark.parametrize("kind", NEEDED)
def test_a_page_sent_at_once_with_something_missing_says_what_and_keeps_what_was_typed(kind, pages, site, desk_of):
    tab = desk_of("editor").tab
    tab.goto(f"{site.url}/admin/pages/{pages[kind]}/edit/")
    title = tab.locator('[name="title"]')
    words = f"{title.input_value()} in a hurry"
    title.fill(words)
    # Also where the field stands in a tab that is not open.
    tab.locator(f'[name="{NEEDED[kind]}"]').evaluate("field => { field.value = '' }")
    tab.locator("button[name='action-submit']").first.evaluate("button => button.click()")
    messages = tab.locator(".messages")
    expect(messages).to_contain_text("What is still needed stands in the list.")
    expect(messages).not_to_contain_text("could not be saved")
    expect(title).to_have_value(words)
    # Nothing was saved in another window: what is typed now is kept as before.
    title.fill(f"{words}, then at leisure")
    wait_until_kept(tab, kind)
    expect(tab.locator("body")).not_to_contain_text("Saving will overwrite a newer version")
    expect(tab.locator("body")).not_to_contain_text("in another window")
    tab.reload()
    expect(title).to_have_value(f"{words}, then at leisure")
