"""Whoever reads needs no database that can be written to: a full disk takes nothing from the public site but news."""

import io

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from PIL import Image

from files.models import SiteImage, SiteRendition
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite can be told to take no writes"),
]
LISTS = """/ /fr/ /events/ /events/?q=x&region=1 /events/feed/ /events/calendar.ics /webinars/ /resources/
/resources/?q=x /resources/feed/ /resources/compare/ /resources/reading-list/ /network/ /people/ /organisations/
/search/?q=peers /api/search/?q=peers /sitemap.xml /api/v2/pages/ /api/v2/images/ /api/v2/documents/ /robots.txt
/sign-in/ /account/reset/ /nowhere/ /oai/?verb=Identify /oai/?verb=ListRecords&metadataPrefix=oai_dc""".split()


@pytest.fixture
def picture(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48)).save(drawn, "PNG")
    return SiteImage.objects.create(title="A path", file=ImageFile(drawn, "path.png"))


@pytest.fixture
def addresses(picture):
    makers = (
        factories.event,
        factories.series,
        factories.summary,
        factories.resource,
        factories.network_page,
        factories.standard_page,
    )
    pages = [make(image=picture) for make in makers]
    person = factories.person(picture=picture, is_listed=True)
    organisation = factories.organisation(logo=picture)
    things = [thing.get_absolute_url() for thing in (person, organisation)]
    below = [f"{factories.event(sign_up_here=True).url}sign-up/{end}" for end in ("", "done/")]
    return [*LISTS, *(page.url for page in pages), f"{pages[0].url}event.ics", *below, *things]


@pytest.fixture
def read_only():
    def close():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")

    yield close
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.parametrize("role", ["stranger", "member"])
def test_nothing_is_written_by_reading(role, client, addresses, read_only):
    if role == "member":
        client.force_login(factories.user())
    read_only()
    failed = {address: status for address in addresses if (status := client.get(address).status_code) >= 500}
    assert not failed
    assert not SiteRendition.objects.exists()
