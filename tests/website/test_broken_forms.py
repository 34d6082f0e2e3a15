"""A form of the desk that did not arrive whole, and a picture too large to open."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail import hooks
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from files.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("posted", [{}, {"title": "New"}, {"title": "New", "body-count": "many"}])
def test_half_a_page_form_is_said_to_be_half(desk, posted):
    page = factories.standard_page(title="Old")
    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted)
    assert answer.status_code == 400
    assert b"happens again, reload the page" in answer.content
    page.refresh_from_db()
    assert page.title == "Old"
    assert page.revisions.count() == 1


def test_what_was_saved_before_a_form_is_found_to_be_half_is_taken_back(desk):
    page = factories.standard_page(title="Old")
    sent = {"title": "New", "slug": page.slug, "body": streamfield([]), "comments": inline_formset([])}
    with hooks.register_temporarily("after_edit_page", lambda request, page: {}["missing"]):
        answer = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(sent))
    assert (answer.status_code, page.revisions.count()) == (400, 1)


def test_an_error_of_ours_is_still_an_error(desk, settings, monkeypatch):
    desk.raise_request_exception = False
    monkeypatch.setattr("wagtail.admin.views.pages.edit.EditView.get", lambda *args, **more: 1 / 0)
    page = factories.standard_page()
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 500


def test_a_picture_too_large_to_open_is_refused_in_words(desk, monkeypatch):
    target = io.BytesIO()
    Image.new("1", (400, 400)).save(target, "PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)
    file = SimpleUploadedFile("large.png", target.getvalue(), "image/png")
    answer = desk.post(reverse("wagtailimages:add"), {"title": "Large", "file": file, "collection": "1"})
    assert answer.status_code == 200
    assert "too large to open" in answer.content.decode()
    assert not SiteImage.objects.exists()
