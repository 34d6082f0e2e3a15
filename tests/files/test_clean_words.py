"""Words about pictures and documents are cleaned at every door by which they come in."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from files.models import SiteDocument, SiteImage
from tests import factories

pytestmark = pytest.mark.django_db

NOISE = "The\u00a0\ufb01nal re\u00adport\u200b by Me\u0301tis and Wet\u02bcsuwet\u02bcen"
CLEAN = "The final report by Métis and Wet\u02bcsuwet\u02bcen"


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin(client):
    client.force_login(factories.user(is_superuser=True))
    return client


def drawn():
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    return made.getvalue()


KINDS = {
    "images": (SiteImage, "wagtailimages", lambda name="a.png": SimpleUploadedFile(name, drawn(), "image/png")),
    "documents": (SiteDocument, "wagtaildocs", lambda name="a.txt": SimpleUploadedFile(name, b"words", "text/plain")),
}
QUICK = {"x-requested-with": "XMLHttpRequest"}
FOCUS = {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}


def upload(client, kind, **more):
    __, app, file = KINDS[kind]
    return client.post(reverse(f"{app}:add"), {"file": file(), "collection": "1", "tags": "", **FOCUS, **more})


def several(client, kind, **more):
    __, app, file = KINDS[kind]
    asked = {"files[]": file(), "collection": "1", **more}
    return client.post(reverse(f"{app}:add_multiple"), asked, headers=QUICK)


def chooser(client, kind, **more):
    __, app, file = KINDS[kind]
    prefix = f"{kind[:-1]}-chooser-upload"
    asked = {"file": file(), "collection": "1", "tags": "", **FOCUS, **more}
    return client.post(reverse(f"{app}_chooser:create"), {f"{prefix}-{name}": value for name, value in asked.items()})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("door", [upload, several, chooser])
def test_a_title_that_comes_with_the_file(door, kind, admin):
    door(admin, kind, title=NOISE)
    assert KINDS[kind][0].objects.get().title == CLEAN


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_made_of_the_name_of_the_file(kind, admin):
    """A Mac writes accents apart."""
    model, app, file = KINDS[kind]
    ending = "png" if kind == "images" else "txt"
    asked = {"files[]": file(f"Rapport de\u0301finitif.{ending}"), "collection": "1"}
    admin.post(reverse(f"{app}:add_multiple"), asked, headers=QUICK)
    assert model.objects.get().title == f"Rapport définitif.{ending}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_that_is_changed(kind, admin):
    model, app, __ = KINDS[kind]
    upload(admin, kind, title="Before")
    row = model.objects.get()
    asked = {"title": NOISE, "collection": "1", "tags": "", "licence": NOISE, "credit": NOISE, "alt_en": NOISE, **FOCUS}
    admin.post(reverse(f"{app}:edit", args=[row.pk]), asked)
    row = model.objects.get()
    assert row.title == row.licence == CLEAN
    if kind == "images":
        assert row.credit == row.alternatives["en"] == CLEAN


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_that_is_changed_among_several(kind, admin):
    model, app, __ = KINDS[kind]
    several(admin, kind, title="Before")
    row = model.objects.get()
    prefix = "image" if kind == "images" else "doc"
    asked = {"title": NOISE, "collection": "1", "tags": "", **FOCUS}
    address = reverse(f"{app}:edit_multiple", args=[row.pk])
    answer = admin.post(address, {f"{prefix}-{row.pk}-{name}": value for name, value in asked.items()}, headers=QUICK)
    assert answer.json()["success"]
    assert model.objects.get().title == CLEAN


def test_what_code_brings_in():
    document = SiteDocument.objects.create(title=NOISE, file=ContentFile(b"words", "a.txt"))
    image = SiteImage.objects.create(title=NOISE, file=ImageFile(io.BytesIO(drawn()), "a.png"), description=NOISE)
    assert document.title == image.title == image.description == CLEAN


def test_an_alternative_text_is_set_in_its_language():
    image = SiteImage(title="a", file=ImageFile(io.BytesIO(drawn()), "a.png"))
    image.alternatives = {"fr": "L'eau ?", "en": "It's water ?"}
    image.save()
    assert image.alternatives == {"fr": "L’eau\u202f?", "en": "It’s water ?"}
