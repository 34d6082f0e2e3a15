"""A portrait or logo that an approved person or organisation shows is asked about, also where no page names them."""

import io

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex

from files.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(colour):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def image(editor):
    file = ImageFile(io.BytesIO(drawn("red")), "portrait.png")
    return SiteImage.objects.create(title="A portrait", file=file, uploaded_by_user=editor)


@pytest.fixture(params=["person", "organisation"])
def row(request, image):
    """Of the directory, shown at an address of its own; no page names it."""
    made = getattr(factories, request.param)("Harbour Reyes")
    setattr(made, "picture" if request.param == "person" else "logo", image)
    made.save()
    ReferenceIndex.create_or_update_for_object(made)
    return made


def fields_of(image, **more):
    points = {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    return {"title": image.title, "tags": "", "collection": image.collection_id, **points, **more}


def state_of(image):
    now = SiteImage.objects.get(pk=image.pk)
    return now.file.name, now.alternatives.get("en", ""), now.credit


CHANGES = {
    "words": lambda: {"alt_en": "A person who smiles"},
    "credit": lambda: {"credit": "By somebody"},
    "file": lambda: {"file": SimpleUploadedFile("other.png", drawn("blue"), "image/png")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_editor_does_not_change_what_it_shows(change, row, image, editor, sign_in):
    before = state_of(image)
    sent = fields_of(image, agreed="on", **CHANGES[change]())
    answer = sign_in(editor).post(reverse("wagtailimages:edit", args=[image.pk]), sent)
    assert "Harbour Reyes" in answer.content.decode()
    assert "Ask somebody who can publish" in answer.content.decode()
    assert state_of(image) == before


@pytest.mark.parametrize("change", CHANGES)
def test_who_may_publish_is_asked_first(change, row, image, administrator, sign_in):
    before, client = state_of(image), sign_in(administrator)
    address = reverse("wagtailimages:edit", args=[image.pk])
    assert "Harbour Reyes" in client.post(address, fields_of(image, **CHANGES[change]())).content.decode()
    assert state_of(image) == before
    client.post(address, fields_of(image, agreed="on", **CHANGES[change]()))
    assert state_of(image) != before


def test_it_is_not_deleted_unasked(row, image, editor, administrator, sign_in):
    address = reverse("wagtailimages:delete", args=[image.pk])
    refused = sign_in(editor).post(address, {"agreed": "yes"})
    assert refused.status_code == 403
    assert "Harbour Reyes" in refused.content.decode()
    client = sign_in(administrator)
    client.post(address)
    assert SiteImage.objects.filter(pk=image.pk).exists()
    client.post(address, {"agreed": "yes"})
    assert not SiteImage.objects.filter(pk=image.pk).exists()


def test_nothing_is_asked_where_the_row_is_no_longer_shown(row, image, editor, sign_in):
    type(row).objects.filter(pk=row.pk).update(live=False)
    sign_in(editor).post(reverse("wagtailimages:edit", args=[image.pk]), fields_of(image, alt_en="A person"))
    assert state_of(image)[1] == "A person"
