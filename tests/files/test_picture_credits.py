"""The form of a picture promises that who made it is shown below it: on every page that carries a picture."""

import datetime
import io

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.models import get_page_models

from core.models import BasePage
from core.text.page_text import text_fields
from files.models import SiteImage
from home.models import HomePage
from networks.models import NetworkIndexPage
from search.listing import ListingPage
from tests import factories

pytestmark = pytest.mark.django_db

MAKERS = {
    "eventpage": factories.event,
    "webinarseriespage": factories.series,
    "webinarsummarypage": factories.summary,
    "standardpage": factories.standard_page,
    "resourcepage": factories.resource,
    "networkpage": factories.network_page,
}


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SiteImage.objects.create(title="A path", credit="Ana Pictures", file=ImageFile(drawn, "path.png"))


def shown(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_every_kind_of_page_with_a_picture_is_tried():
    """Lists and the front page have a picture for cards and shared links only."""
    carrying = {
        model._meta.model_name
        for model in get_page_models()
        if issubclass(model, BasePage) and not issubclass(model, ListingPage | HomePage | NetworkIndexPage)
    }
    assert carrying == set(MAKERS)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_names_who_made_its_picture(kind, picture, home):
    page = MAKERS[kind](image=picture)
    assert "Picture: Ana Pictures" in shown(page.url)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_without_a_maker_has_no_caption(kind, picture, home):
    SiteImage.objects.update(credit="")
    page = MAKERS[kind](image=picture)
    text = shown(page.url)
    assert '<figure class="picture"' in text
    assert "Picture:" not in text


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("year", [2020, 2090])
def test_a_picture_is_shown_whatever_else_is_empty(kind, year, picture, home):
    page = MAKERS[kind](**({"start_date": datetime.date(year, 1, 1)} if kind == "eventpage" else {}))
    # Past the rules for going live: a page may be older than a rule.
    empty = {field.name: "" for field in text_fields(page)} | {"lead": "", "image": picture}
    type(page).objects.filter(pk=page.pk).update(**empty)
    assert '<figure class="picture"' in shown(page.url)


def test_a_person_and_an_organisation_name_who_made_theirs(picture, home):
    person = factories.person(picture=picture, is_listed=True)
    organisation = factories.organisation(logo=picture)
    assert "Picture: Ana Pictures" in shown(person.get_absolute_url())
    assert "Picture: Ana Pictures" in shown(organisation.get_absolute_url())


def test_in_a_page_of_another_language_the_word_is_in_the_language_of_reading(picture, home):
    page = factories.standard_page(image=picture)
    factories.in_french(home)
    text = shown(f"/fr{page.url}")
    assert '<small lang="fr-CA">' in text
