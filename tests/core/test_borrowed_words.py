"""In French a language is no region, in whatever words Wagtail and its add-ons say it."""

import gettext
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation


def said_of_regions():
    """What they translate with it."""
    for app in apps.get_app_configs():
        path = Path(app.path, "locale/fr/LC_MESSAGES/django.mo")
        if app.name.startswith("wagtail") and path.exists():
            with path.open("rb") as catalogue:
                found = gettext.GNUTranslations(catalogue)._catalog.items()
            for words, french in found:
                if isinstance(words, str) and re.search("région", french, re.IGNORECASE):
                    yield words


@pytest.mark.parametrize("words", sorted(set(said_of_regions())))
def test_a_language_is_called_so(words):
    with translation.override("fr"):
        assert "région" not in translation.gettext(words).casefold()
