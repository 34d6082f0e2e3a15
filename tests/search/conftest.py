"""Pages are indexed as they are when the site runs: after the commit."""

import pytest
from wagtail.models import Locale, PageViewRestriction


@pytest.fixture
def made(db, django_capture_on_commit_callbacks):
    """Makes things and runs what waits for the commit, the index above all."""

    def make(factory, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return factory(*args, **kwargs)

    return make


@pytest.fixture
def close():
    """Closes a page to strangers."""

    def close_page(page):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    return close_page


@pytest.fixture
def french(db):
    """The site's second language."""
    return Locale.objects.get_or_create(language_code="fr")[0]
