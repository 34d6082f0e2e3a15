"""What is derived from pages, when many of them change at once."""

import pytest

from core import projections
from core.projections import each_once
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def projected(monkeypatch):
    """The titles of pages from which something was derived, in their order."""
    found = []
    monkeypatch.setattr(projections, "_projections", [lambda page: found.append((page.title, page.live))])
    return found


def test_what_is_derived_is_written_once_and_at_the_end(projected):
    page = factories.standard_page(title="One", live=False)
    with each_once():
        page.save_revision().publish()
        page.title = "Two"
        page.save_revision().publish()
        assert projected == []
    assert projected == [("Two", True)]


def test_what_goes_off_the_site_waits_for_nothing(projected):
    page = factories.standard_page(title="One")
    projected.clear()
    with each_once():
        page.unpublish()
        assert projected == [("One", False)]


def test_a_failure_derives_nothing_and_changes_nothing(projected):
    page = factories.standard_page(title="One", live=False)
    with pytest.raises(ZeroDivisionError), each_once():
        page.save_revision().publish()
        raise ZeroDivisionError
    assert projected == []
    page = type(page).objects.get(pk=page.pk)
    assert not page.live
    page.save_revision().publish()
    assert projected == [("One", True)]
