"""The notice in the editor that names a resource which may be the same: whom it tells what."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from resources.models import ResourceIndexPage
from tests import factories

pytestmark = pytest.mark.django_db


def editor_below(page, *extra):
    person, group = factories.user(), Group.objects.create(name=f"Writers of {page.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person.groups.add(group)
    return person


@pytest.fixture
def others(client):
    """Signed in is somebody who may edit one page elsewhere, and none of the resources."""
    client.force_login(editor_below(factories.standard_page(title="My section")))
    return client


def found(client, **question):
    answer = client.get(reverse("same_resources"), question)
    assert answer.status_code == 200
    return answer.json()["found"]


def titles(client, **question):
    return [one["title"] for one in found(client, **question)]


def link(url):
    return [("link", {"label": "The report", "url": url})]


def test_names_it_by_title_doi_and_address(client):
    page = factories.resource(title="Safer supply: a guide", doi="10.1000/abc", links=link("https://example.org/a"))
    client.force_login(factories.user(is_superuser=True))
    for question in (
        {"title": "safer supply - guide"},
        {"doi": "doi:10.1000/ABC"},
        {"url": "http://www.example.org/a/"},
    ):
        (one,) = found(client, **question)
        assert (one["title"], one["url"]) == (page.title, f"/admin/pages/{page.pk}/edit/")


def test_a_page_is_not_the_same_as_itself(client):
    page = factories.resource(title="Safer supply")
    client.force_login(factories.user(is_superuser=True))
    assert titles(client, title="Safer supply", page=page.pk) == []


def test_translations_are_named_once(client):
    factories.in_french(factories.resource(title="Safer supply", doi="10.1000/abc"), title="Safer supply")
    client.force_login(factories.user(is_superuser=True))
    assert titles(client, doi="10.1000/abc") == ["Safer supply"]


def test_a_draft_of_a_section_of_others_is_not_told(others):
    factories.resource(title="Secret study", doi="10.1000/abc", live=False)
    assert titles(others, title="Secret study") == titles(others, doi="10.1000/abc") == []


def test_a_live_page_of_others_is_told_with_its_public_address(others):
    page = factories.resource(title="Safer supply")
    assert [(one["title"], one["url"]) for one in found(others, title="Safer supply")] == [("Safer supply", page.url)]


def test_what_the_draft_of_a_live_page_says_is_not_told(others):
    page = factories.resource(title="Safer supply", links=link("https://example.org/a"))
    page.title, page.doi, page.links = "Secret new title", "10.1000/new", link("https://example.org/secret")
    page.save_revision()
    assert titles(others, title="Secret new title") == titles(others, doi="10.1000/new") == []
    assert titles(others, url="https://example.org/secret") == []
    assert titles(others, title="Safer supply") == ["Safer supply"]


def test_a_private_page_is_not_told(others):
    PageViewRestriction.objects.create(page=factories.resource(title="Secret study"), restriction_type="groups")
    assert titles(others, title="Secret study") == []


def test_who_may_edit_drafts_is_told_of_them(client):
    index = factories.resource_index()
    factories.resource(title="Draft study", live=False)
    client.force_login(editor_below(ResourceIndexPage.objects.get(pk=index.pk)))
    assert titles(client, title="Draft study") == ["Draft study"]


def test_strangers_and_people_without_pages_get_nothing(client):
    factories.resource(title="Safer supply")
    address = f"{reverse('same_resources')}?title=Safer+supply"
    assert client.get(address).status_code == 302
    person = factories.user()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code in {302, 403} and b"Safer" not in answer.content


@pytest.mark.parametrize(
    "query",
    ["", "?title=", "?page=x&title=a", "?page=99999999999999999999&title=a", "?doi=%00", "?url=http://[", "?title=%F0"],
)
def test_odd_questions_are_no_errors(client, query):
    client.force_login(factories.user(is_superuser=True))
    assert client.get(reverse("same_resources") + query).json() == {"found": []}


def test_the_answer_is_kept_nowhere(client):
    client.force_login(factories.user(is_superuser=True))
    assert "no-store" in client.get(reverse("same_resources"))["Cache-Control"]


def test_the_editor_loads_the_script(client):
    client.force_login(factories.user(is_superuser=True))
    page = factories.resource()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "js/admin-duplicates.js" in html and '"/admin/resources/same/"' in html
