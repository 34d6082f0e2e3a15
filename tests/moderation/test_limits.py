"""A limit is one of the field: it holds whichever door the words come in by, and is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.models import BasePage
from core.text.page_text import holds_text
from resources.models import ResourcePage
from tests import factories
from tests.resources.spreadsheets.sheet_files import checked, edited, only_row

pytestmark = pytest.mark.django_db
TOO_LONG = {"title": 300, "lead": 501, "summary": 1200, "edition": 130}


@pytest.fixture
def french(groups):
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def copy(french, translator):
    page = factories.resource(lead="In English", edition="Second")
    for one in (factories.home(), page.get_parent().specific, page):
        translate_object(one, [french], user=translator)
    return ResourcePage.objects.get(translation_key=page.translation_key, locale=french)


def translate(page, field, words):
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path=field)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words},
    )


@pytest.mark.parametrize("state", ["draft", "live"])
@pytest.mark.parametrize("field", TOO_LONG)
def test_a_translation_that_is_too_long_is_refused_in_words(field, state, copy, translator, sign_in):
    if state == "live":
        copy.get_latest_revision().publish()
    translate(copy, field, "é" * TOO_LONG[field])
    answer = sign_in(translator).post(reverse("send_translation", args=[copy.pk]))
    assert answer.status_code == 409
    longest = ResourcePage._meta.get_field(field).max_length
    assert f"at most {longest} characters" in answer.content.decode()
    assert not Page.objects.get(pk=copy.pk).workflow_in_progress


@pytest.mark.parametrize("field", TOO_LONG)
def test_an_administrator_is_told_so_too(field, copy, administrator, sign_in):
    translate(copy, field, "é" * TOO_LONG[field])
    url = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    words = sign_in(administrator).post(url, {"action": "publish"}, follow=True).content.decode()
    assert f"at most {ResourcePage._meta.get_field(field).max_length} characters" in words
    assert not Page.objects.get(pk=copy.pk).live


@pytest.mark.parametrize("name", ["title", "summary", "edition"])
def test_a_sheet_is_told_so(name, groups):
    row = only_row(checked(edited({"title": "A", name: "é" * TOO_LONG[name]})))
    assert row.outcome == "error"
    assert str(ResourcePage._meta.get_field(name).max_length) in row.reason


def limited():
    for model in get_page_models():
        if issubclass(model, BasePage):
            for field in model._meta.concrete_fields:
                if holds_text(field) and field.max_length and field.editable and field.name != "path":
                    yield pytest.param(model, field.name, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model", "name"), limited())
def test_every_limited_field_of_every_kind_holds_it_itself(model, name):
    longest = model._meta.get_field(name).max_length
    page = model(**{name: "é" * (longest + 1)})
    with pytest.raises(ValidationError) as refusal:
        page.clean_fields()
    assert name in refusal.value.message_dict
    setattr(page, name, "é" * longest)
    others = [field.name for field in model._meta.fields if field.name != name]
    if name != "doi":
        page.clean_fields(exclude=others)
