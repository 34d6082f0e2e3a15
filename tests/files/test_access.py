"""Pictures and documents that only private pages use are private."""

import io

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from modelcluster.fields import ParentalKey
from PIL import Image
from wagtail.models import ReferenceIndex, Site

from caching.signal_handlers import is_public
from core.models import SiteSettings, SiteText
from files.models import SiteDocument, SiteImage, SiteRendition
from files.references import note_existing_rows
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


@pytest.fixture
def picture():
    # Wagtail keeps renditions here, by the key of the picture; keys come again in tests.
    cache.clear()
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SiteImage.objects.create(title="A picture", file=ImageFile(drawn, "picture.png"))


@pytest.fixture
def rendition(picture):
    return picture.get_rendition("width-4|format-png")


@pytest.fixture
def document():
    return SiteDocument.objects.create(title="A report", file=ContentFile(b"words", "report.txt"))


@pytest.fixture
def page(home, picture, document):
    body = [("text", f'<p><a linktype="document" id="{document.pk}">The report</a></p>')]
    return factories.standard_page(image=picture, body=body)


def test_a_picture_of_a_public_page_may_be_kept_for_ever(client, page, rendition):
    answer = client.get(rendition.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_picture_of_a_draft_is_not_there(client, home, picture, rendition):
    factories.standard_page(image=picture, live=False)
    assert client.get(rendition.url).status_code == 404


def test_a_picture_of_no_page_is_not_there(client, rendition):
    assert client.get(rendition.url).status_code == 404


def test_a_picture_of_a_members_page_is_for_members(client, page, rendition, close):
    close(page)
    assert client.get(rendition.url).status_code == 404
    client.force_login(factories.user())
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_a_picture_that_a_public_page_uses_too_is_public(client, page, picture, rendition, close):
    close(page)
    factories.standard_page(image=picture)
    assert client.get(rendition.url).status_code == 200


def test_a_picture_is_gone_with_the_privacy_of_its_page(client, page, rendition, close):
    assert client.get(rendition.url).status_code == 200
    close(page)
    assert client.get(rendition.url).status_code == 404


def test_the_picture_of_a_person_is_public(client, picture, rendition):
    person = factories.person(picture=picture)
    ReferenceIndex.create_or_update_for_object(person)
    assert client.get(rendition.url).status_code == 200


def test_originals_have_no_address(client, page, picture):
    assert client.get(f"/media/{picture.file.name}").status_code == 404


@pytest.mark.parametrize("name", ["../db.sqlite3", "..%2f..%2fsettings.py", "x.svg", "x", "%00.png", "a/../../b.png"])
def test_nothing_else_lies_at_media(client, page, name):
    assert client.get(f"/media/images/{name}").status_code in {400, 404}


def test_a_document_of_a_public_page(client, page, document):
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer) == b"words"


def test_a_document_of_a_members_page(client, page, document, close):
    close(page)
    assert client.get(document.url).status_code == 302
    client.force_login(factories.user())
    assert client.get(document.url).status_code == 200


def test_a_document_of_a_draft_or_of_no_page(client, document):
    assert client.get(document.url).status_code == 404
    client.force_login(factories.user())
    assert client.get(document.url).status_code == 404


def test_those_who_work_in_the_admin_have_every_file(client, document, rendition):
    client.force_login(factories.user(is_superuser=True))
    assert client.get(document.url).status_code == 200
    assert client.get(rendition.url).status_code == 200


# What is neither a page nor a snippet


@pytest.fixture
def settings_of_site(db):
    return SiteSettings.objects.create(site=Site.objects.get())


def test_the_logo_is_public(client, settings_of_site, picture, rendition, django_capture_on_commit_callbacks):
    assert client.get(rendition.url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        settings_of_site.logo = picture
        settings_of_site.save()
    assert client.get(rendition.url).status_code == 200


def test_a_document_in_the_footer_is_public(client, settings_of_site, document, django_capture_on_commit_callbacks):
    link = f'<p><a linktype="document" id="{document.pk}">The report</a></p>'
    with django_capture_on_commit_callbacks(execute=True):
        settings_of_site.texts = [SiteText(language="en", name="A network", footer=link)]
        settings_of_site.save()
    assert client.get(document.url).status_code == 200


def test_a_logo_that_is_older_than_the_index_is_public(client, settings_of_site, picture, rendition):
    settings_of_site.logo = picture
    settings_of_site.save()
    ReferenceIndex.objects.all().delete()
    note_existing_rows()
    assert client.get(rendition.url).status_code == 200


def test_everything_that_shows_files_is_in_the_index_of_references():
    files = (SiteImage, SiteDocument)
    quiet = [SiteRendition]
    for model in apps.get_models():
        keys = [field for field in model._meta.concrete_fields if field.related_model in files]
        parents = [field.related_model for field in model._meta.concrete_fields if isinstance(field, ParentalKey)]
        if keys and is_public(model) and model not in quiet:
            assert {model, *parents} & ReferenceIndex.indexed_models, model
