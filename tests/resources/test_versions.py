"""An address for each published version: what it shows, to whom, and that nothing which is gone since breaks it."""

import datetime
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import GroupPagePermission, PageViewRestriction

from core.models import PageTerm, RelatedPage
from core.visibility import STRANGER
from files.models import SiteDocument, SiteImage
from resources.kept_versions import versions_for
from resources.models import PublishedVersion, ResourcePage
from tests import factories

pytestmark = pytest.mark.django_db


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def close(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def sign_in(client, may_edit=False):
    member = factories.user()
    if may_edit:
        group = Group.objects.create(name="Those who edit")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        permission = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=factories.home(), permission=permission)
        member.groups.add(group)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")


def numbers(page):
    return list(page.versions.order_by("number").values_list("number", flat=True))


def test_a_version_is_kept_when_the_words_change():
    page = factories.resource(title="First")
    page = publish(page, title="Second")
    assert [(one.number, one.title) for one in page.versions.order_by("number")] == [(1, "First"), (2, "Second")]


def test_publishing_the_same_words_again_makes_no_version():
    page = factories.resource(terms=None, findings=[("group", {"group": None, "heading": "G", "items": ["One"]})])
    page = publish(page)
    page.page_terms = [PageTerm(term=one.term, sort_order=one.sort_order) for one in page.page_terms.all()]
    page = publish(page, slug="renamed")
    assert numbers(page) == [1]


def test_another_term_makes_a_version():
    page = factories.resource()
    page.page_terms.add(PageTerm(term=factories.term("topic", "Housing"), sort_order=9))
    assert numbers(publish(page)) == [1, 2]


def test_drafts_make_no_version():
    page = factories.resource(live=False)
    page.title = "Draft"
    page.save_revision()
    assert numbers(page) == []


def test_each_version_has_an_address(client):
    page = factories.resource(title="First words", slug="report")
    PublishedVersion.objects.update(published_at=datetime.datetime(2024, 3, 14, 20, tzinfo=datetime.UTC))
    page = publish(page, title="Second words")
    text = client.get("/resources/report/version/1/").content.decode()
    assert "<h1>First words</h1>" in text and "Second words" not in text.partition("<main")[2]
    assert "This is version 1, of March 14, 2024." in text
    assert '<a href="/resources/report/">Read the newest version</a>' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/resources/report/">' in text
    assert client.head("/resources/report/version/2/").status_code == 200


def test_a_version_cites_its_own_address(client):
    page = publish(factories.resource(slug="report", doi="10.1234/ab"), title="Second")
    text = client.get("/resources/report/version/1/").content.decode()
    cited = text.partition('id="cite"')[2].partition("</section>")[0]
    assert cited.count('href="http://127.0.0.1:8000/resources/report/version/1/"') == 2
    assert "doi.org" in client.get(page.url).content.decode().partition('id="cite"')[2]


def test_the_page_lists_its_versions_when_there_are_several(client):
    page = factories.resource(slug="report")
    assert 'id="versions"' not in client.get(page.url).content.decode()
    page = publish(page, title="Second")
    text = client.get(page.url).content.decode()
    assert 'href="/resources/report/version/1/"' in text and 'href="/resources/report/version/2/"' in text


@pytest.mark.parametrize("number", ["0", "9", "x", "-1", "99999999999999999999999", "1.5"])
def test_versions_that_are_not_there(client, number):
    page = factories.resource(slug="report")
    assert client.get(f"/resources/report/version/{number}/").status_code == 404
    page.unpublish()
    assert client.get("/resources/report/version/1/").status_code == 404


def test_a_private_page_keeps_its_versions_to_itself(client):
    page = publish(factories.resource(title="Secret", slug="report"), title="Secret too")
    close(page)
    answer = client.get("/resources/report/version/1/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/resources/report/version/1/")
    sign_in(client)
    assert "Secret" in client.get("/resources/report/version/1/").content.decode()


def test_what_went_live_behind_a_door_stays_with_those_who_edit(client):
    page = factories.resource(title="Open", slug="report")
    door = close(page)
    page = publish(page, title="Secret")
    door.delete()
    page = publish(page, title="Open again")
    assert numbers(page) == [1, 2, 3]
    for path in ("/resources/report/", "/resources/report/version/1/", "/resources/report/version/3/"):
        text = client.get(path).content.decode()
        assert "Secret" not in text and "/version/2/" not in text
    assert client.get("/resources/report/version/2/").status_code == 404
    sign_in(client)
    assert client.get("/resources/report/version/2/").status_code == 404
    sign_in(client, may_edit=True)
    assert "Secret" in client.get("/resources/report/version/2/").content.decode()


def test_what_was_published_behind_a_door_is_a_version_for_all_once_it_is_published_openly(client):
    page = factories.resource(slug="report", live=False)
    door = close(page)
    page = publish(page)
    door.delete()
    publish(page)
    assert client.get("/resources/report/version/1/").status_code == 404
    assert client.get("/resources/report/version/2/").status_code == 200


def test_a_term_merged_since_shows_as_the_one_it_became(client):
    old, new = factories.term("topic", "Flats"), factories.term("topic", "Housing")
    page = factories.resource(slug="report", terms=[*usual(), old])
    publish(page, title="Second")
    old.merge_into(new)
    assert "Housing" in client.get("/resources/report/version/1/").content.decode()


def usual():
    return [factories.term(*pair) for pair in (("category", "Principles"), ("region", "BC"), ("language", "English"))]


def drawn():
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return SiteImage.objects.create(title="A drawing", file=ImageFile(file, "drawing.png"))


def test_what_is_gone_since_does_not_break_a_version(client):
    term, person, picture = factories.term("topic", "Flats"), factories.person("Ann Lee"), drawn()
    document = SiteDocument.objects.create(title="Paper", file=ContentFile(b"x", "paper.txt"))
    related = factories.resource()
    page = factories.resource(
        slug="report",
        terms=[*usual(), term],
        image=picture,
        authors=[("author", {"person": person, "name": ""})],
        links=[("link", {"label": "Paper", "document": document})],
        other_materials=[
            ("picture", {"image": picture, "decorative": True}),
            ("links", [{"label": "It", "page": related}]),
        ],
    )
    page.related_pages = [RelatedPage(related=related)]
    page = publish(page, title="Both")
    page.related_pages, page.page_terms = [], [PageTerm(term=one) for one in usual()]
    page = publish(page, image=None, authors=[], links=[("link", {"label": "X", "url": "https://example.org/"})])
    page = publish(page, other_materials=[])
    for gone in (term, person, picture, document, related):
        gone.delete()
    for number in numbers(page):
        assert client.get(f"/resources/report/version/{number}/").status_code == 200


def test_an_old_address_of_a_version_leads_to_the_new_one(client, django_capture_on_commit_callbacks):
    page = publish(factories.resource(slug="report"), title="Second")
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, slug="renamed")
    assert client.get("/resources/report/version/1/")["Location"] == "/resources/renamed/version/1/"


def test_a_page_without_translation_shows_its_versions_in_the_other_language_too(client):
    publish(factories.resource(slug="report"), title="Second")
    factories.in_french(factories.resource_index())
    text = client.get("/fr/resources-fr/report/version/1/").content.decode()
    assert 'href="/fr/resources-fr/report/"' in text


def test_a_page_that_was_never_saved_has_no_versions():
    assert versions_for(ResourcePage(title="New"), STRANGER) == []
