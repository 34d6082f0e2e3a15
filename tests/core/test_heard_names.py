"""Who speaks to the screen says the words that stand there: the heard name of a control holds them (WCAG 2.5.3)."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, language):
    user = get_user_model().objects.create_superuser("a@example.org", password="only-for-tests", language=language)
    client.force_login(user)
    return client


def unheard(html):
    """Controls whose name lacks the words on them: words and name."""
    for control in BeautifulSoup(html, "html.parser").select("a[aria-label], button[aria-label]"):
        for unseen in control.select(".w-hidden, [hidden]"):
            unseen.extract()
        words = " ".join(control.get_text(" ").split())
        if words.casefold() not in control["aria-label"].casefold():
            yield words, control["aria-label"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_names_of_controls_hold_the_words_on_them(reader, language):
    page = factories.standard_page()
    home = page.get_parent()
    for address in (f"/admin/pages/{home.pk}/", f"/admin/pages/{page.pk}/edit/", "/admin/event_list/"):
        html = reader.get(address).text
        assert f'<html lang="{language}"' in html
        assert list(unheard(html)) == []
