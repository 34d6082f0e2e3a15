"""The view behind the addresses of pages: the same answers as Wagtail's own, with the way looked up in memory."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests import factories

pytestmark = pytest.mark.django_db
# Says that the page itself has to answer, and not what was kept of it.
ANEW = {"page": "7"}


def status(address):
    return Client().get(address, ANEW).status_code


@pytest.fixture
def event(home, commit):
    page = factories.event(slug="walk")
    commit()
    return page


def test_a_page_is_found_in_one_query(event):
    assert status(event.url) == 200
    with CaptureQueriesContext(connection) as asked:
        assert status(event.url) == 200
    assert sum('"wagtailcore_page"."slug"' in query["sql"] for query in asked) == 1
    assert not any("wagtailcore_site" in query["sql"] for query in asked)


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"slug": "elsewhere"},
        # Moved: it stands below another page.
        {"path": "00010001ZZZZ"},
    ],
)
def test_what_is_remembered_of_the_way_is_asked_of_the_database(event, change):
    """Nothing announces this change: the guard does not rely on what a process remembers."""
    assert status(event.url) == 200
    Page.objects.filter(pk=event.pk).update(**change)
    assert status(event.url) == 404


def test_another_page_at_the_same_address_answers(event):
    assert status(event.url) == 200
    other = factories.event(title="Another one")
    Page.objects.filter(pk=event.pk).update(slug="gone")
    Page.objects.filter(pk=other.pk).update(slug="walk")
    assert b"Another one" in Client().get(event.url, ANEW).content


def test_a_page_that_was_deleted_answers_no_more(event):
    assert status(event.url) == 200
    Page.objects.get(pk=event.pk).delete()
    assert status(event.url) == 404


def test_a_list_whose_row_is_gone_answers_no_more(event):
    """Its node is still remembered where the change was not announced."""
    index = event.get_parent()
    assert status(f"{index.url}no-such-page/") == 404
    Page.objects.filter(path__startswith=index.path).update(live=False)
    assert status(f"{index.url}no-such-page/") == 404
    assert status(index.url) == 404


@pytest.mark.parametrize(
    "address", ["/nothing/", "/events/nothing/", "/events/walk/nothing/", "/fr/rien/", "/events/feed/x/"]
)
def test_where_no_page_is_nothing_answers(event, address):
    assert status(address) == 404


def test_with_two_sites_the_host_tells_which_one_is_meant(event, settings):
    settings.ALLOWED_HOSTS = ["*"]
    root = factories.standard_page(title="The other front page", slug="other")
    Site.objects.create(hostname="other.example.org", port=80, root_page=root)
    assert Client().get(event.url, ANEW, headers={"host": "localhost"}).status_code == 200
    answer = Client().get("/", ANEW, headers={"host": "other.example.org"})
    assert b"The other front page" in answer.content
    assert Client().get(event.url, ANEW, headers={"host": "other.example.org"}).status_code == 404


def test_without_a_site_nothing_answers(event):
    Site.objects.all().delete()
    assert status("/") == 404


def test_a_draft_of_the_front_page_is_not_served(home):
    Page.objects.filter(pk=home.pk).update(live=False)
    assert status("/") == 404
