"""After a rename or a move everything below a page leads on: routes of views, files, filters, other languages."""

from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect

from events.models import EventIndexPage, EventPage, WebinarSummaryPage
from resources.models import ResourceIndexPage, ResourcePage
from tests import factories
from website.routes import routes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(db, django_capture_on_commit_callbacks):
    def to(page, slug):
        with django_capture_on_commit_callbacks(execute=True):
            page = type(page).objects.get(pk=page.pk)
            page.slug = slug
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return to


def leads_to(client, address):
    answer = client.get(address)
    assert answer.status_code == 301, (address, answer.status_code)
    return unquote(answer["Location"])


# A value for each kind of part that the pattern of a route may have.
VALUES = {
    "slug": "csv",
    "str": "9f2c",
    "int": "1",
    "day": "2027-01-14",
    "uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
}
MODELS = [EventPage, EventIndexPage, WebinarSummaryPage, ResourcePage, ResourceIndexPage]


def addresses_below(model):
    """As the routes of the model have them; files end without a slash."""
    for route in routes_of(model):
        parts = []
        for part in str(route.pattern).rstrip("/").split("/"):
            kind = part.strip("<>").partition(":")[0] if part.startswith("<") else ""
            parts.append(VALUES[kind] if kind else part)
        ending = "" if "." in parts[-1] else "/"
        yield "/".join(parts) + ending


def page_of(model):
    return {
        EventPage: factories.event,
        EventIndexPage: factories.event_index,
        WebinarSummaryPage: factories.summary,
        ResourcePage: factories.resource,
        ResourceIndexPage: factories.resource_index,
    }[model]()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_route_of_a_renamed_page_leads_on_with_its_query(model, rename, client):
    page = page_of(model)
    old = page.url
    new = rename(page, "whats-on").url
    assert new != old
    for rest in ["", *addresses_below(model)]:
        assert leads_to(client, f"{old}{rest}?page=2&region=bc") == f"{new}{rest}?page=2&region=bc"


@pytest.mark.parametrize("model", [EventPage, ResourcePage], ids=lambda model: model.__name__)
def test_what_stands_below_entries_follows_a_renamed_list(model, rename, client):
    page = page_of(model)
    old = page.url
    rename(page.get_parent().specific, "whats-on")
    for rest in ["", *addresses_below(model)]:
        assert leads_to(client, f"{old}{rest}") == f"/whats-on/{page.slug}/{rest}"


def test_a_moved_page_takes_its_files_with_it(client, django_capture_on_commit_callbacks):
    index, event = factories.event_index(), factories.event(slug="session")
    section = factories.standard_page(slug="section")
    with django_capture_on_commit_callbacks(execute=True):
        index.move(section, pos="last-child")
    assert leads_to(client, "/events/session/event.ics") == "/section/events/session/event.ics"
    assert leads_to(client, "/events/calendar.ics?region=bc") == "/section/events/calendar.ics?region=bc"
    assert event.pk


def test_twice_renamed_leads_on_at_once(rename, client):
    page = factories.event(slug="first")
    rename(rename(page, "second"), "third")
    for old in ("first", "second"):
        assert leads_to(client, f"/events/{old}/event.ics") == "/events/third/event.ics"


def test_renamed_back_answers_and_does_not_turn_in_circles(rename, client):
    page = factories.event(slug="first", precision="month")
    rename(rename(page, "second"), "first")
    assert client.get("/events/first/").status_code == 200
    assert leads_to(client, "/events/second/") == "/events/first/"
    # An event without a day has no calendar file, at no address.
    assert client.get("/events/first/event.ics").status_code == 404


def test_what_the_page_does_not_answer_stays_lost(rename, client):
    rename(factories.event(slug="session"), "meeting")
    for rest in ("gap-map/", "event.ics/more", "nowhere/", "version/1/"):
        assert client.get(f"/events/session/{rest}").status_code == 404


def test_the_place_of_an_untranslated_page_in_french_leads_on(rename, client, home):
    factories.in_french(factories.event_index(), slug="evenements")
    rename(factories.event(slug="session"), "meeting")
    assert leads_to(client, "/fr/evenements/session/") == "/fr/evenements/meeting/"
    assert leads_to(client, "/fr/evenements/session/event.ics") == "/fr/evenements/meeting/event.ics"


def test_untranslated_pages_follow_a_renamed_french_list(rename, client, home):
    french = factories.in_french(factories.event_index(), slug="evenements")
    factories.event(slug="session")
    rename(french, "rencontres")
    assert leads_to(client, "/fr/evenements/session/?page=2") == "/fr/rencontres/session/?page=2"
    assert leads_to(client, "/fr/evenements/feed/?region=bc") == "/fr/rencontres/feed/?region=bc"
    assert leads_to(client, "/fr/evenements/calendar.ics") == "/fr/rencontres/calendar.ics"


def test_a_list_without_translation_leads_on_in_french_too(rename, client, home, french):
    french(home, slug="accueil")
    rename(factories.event_index(), "whats-on")
    assert leads_to(client, "/fr/events/calendar.ics") == "/fr/whats-on/calendar.ics"


@pytest.mark.parametrize("slug", ["forum-sur-la-mise-en-œuvre", "ʔuwe", "żółć", "منتدى"])
def test_addresses_with_any_letters_lead_on_and_are_written_as_the_standard_says(slug, rename, client):
    page = factories.event(slug=slug)
    assert client.get(f"/events/{slug}/event.ics").status_code == 200
    new = rename(page, f"{slug}-2")
    answer = client.get(f"/events/{slug}/event.ics")
    assert answer["Location"].isascii()
    assert unquote(answer["Location"]) == unquote(f"{new.url}event.ics")


def test_a_private_page_is_not_named_by_what_stood_below_its_old_address(rename, client, close):
    page = factories.event(slug="œuvre")
    close(page, Group.objects.create(name="Board"))
    rename(page, "secret-œuvre")
    for rest in ("", "event.ics"):
        answer = client.get(f"/events/œuvre/{rest}")
        assert answer.status_code == 302 and "secret" not in answer["Location"]
    client.force_login(factories.user())
    assert client.get("/events/œuvre/event.ics").status_code == 403


def test_an_unpublished_page_is_not_named(rename, client):
    page = rename(factories.event(slug="session"), "meeting")
    page.unpublish()
    assert client.get("/events/session/").status_code == 404
    assert client.get("/events/session/event.ics").status_code == 404


def test_what_staff_say_of_an_address_with_its_query_goes_first(client):
    page, other = factories.event(), factories.event()
    Redirect.add_redirect("/old?id=7", page, is_permanent=True)
    Redirect.add_redirect("/old", other, is_permanent=True)
    assert leads_to(client, "/old?id=7") == page.url
    assert leads_to(client, "/old?id=8") == f"{other.url}?id=8"


def test_an_address_of_another_site_is_taken_as_it_was_typed(client, home):
    Redirect.objects.create(old_path="/away", redirect_link="https://example.org/x", site=None)
    assert leads_to(client, "/away?a=b") == "https://example.org/x"


def test_a_missing_address_of_the_site_itself_is_looked_for_nowhere(client, django_assert_max_num_queries):
    factories.standard_page()
    for address in ("/admin/no/such/place/at/all/", "/api/v2/no/such/place/at/all/", "/fr/admin/no/such/place/"):
        client.get(address)
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code in {302, 404}
