"""Demo pages in French: one transaction makes them all."""

import pytest
from wagtail.models import Locale, Page

from home.demo.translated_pages import translate
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_tree_of_translations_is_sound(django_capture_on_commit_callbacks):
    french, _made = Locale.objects.get_or_create(language_code="fr")
    writer = factories.user(is_superuser=True)
    section = factories.standard_page(slug="section")
    with django_capture_on_commit_callbacks(execute=True):
        for page in (section.get_parent().specific, section, factories.standard_page(section, slug="inside")):
            made = translate(page, {"title": f"{page.title} (fr)"}, french, writer, publish=True)
    assert made.live
    assert not any(Page.find_problems())
