"""Worlds for the tests of core: a French side, a private section, and the moment of a commit."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, PageViewRestriction

from home.models import StandardPage
from tests import factories


@pytest.fixture
def french(db):
    """Translates a page into French: `french(page, title=…, slug=…)`; live unless said otherwise."""

    def translate(page, live=True, **fields):
        locale, _made = Locale.objects.get_or_create(language_code="fr")
        translated = page.copy_for_translation(locale, copy_parents=True)
        for name, value in fields.items():
            setattr(translated, name, value)
        revision = translated.save_revision()
        if live:
            revision.publish()
        return type(page).objects.get(pk=translated.pk)

    return translate


@pytest.fixture
def close(db):
    """Makes a page private: for members, or for a group."""

    def restrict(page, group: Group | None = None):
        kind = PageViewRestriction.GROUPS if group else PageViewRestriction.LOGIN
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        if group:
            restriction.groups.add(group)
        return restriction

    return restrict


@pytest.fixture
def home(db):
    return factories.home()


@pytest.fixture
def framed(monkeypatch):
    """Plain pages show the frame of the site alone."""
    monkeypatch.setattr(StandardPage, "get_template", lambda self, request, *args, **kwargs: "base.html")
