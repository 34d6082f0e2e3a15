"""What follows from the fields of a kind of page: what the API tells, what translations share, what search reads."""

import pytest
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import BasePage
from events.models import EventPage, WebinarSummaryPage
from home.models import HomePage
from website.api import Pages


def shared(model) -> set[str]:
    """The fields that a translation cannot change."""
    fields = get_translatable_fields(model)
    return {field.field_name for field in fields if isinstance(field, SynchronizedField) and not field.overridable}


@pytest.mark.parametrize("model", [EventPage, WebinarSummaryPage, HomePage])
def test_the_api_tells_every_field_that_is_edited_and_not_private(model):
    names = {field.name for field in model.edited_fields()}
    told = set(Pages.get_body_fields_names(model)) & names
    assert told == names - model.private_fields


def test_the_joining_link_is_told_by_neither_api_nor_search():
    assert "joining_link" not in EventPage.api_fields
    assert "joining_link" in EventPage.unsearched


def test_what_every_kind_tells():
    assert set(BasePage.api_fields) == {"kind", "lead", "image", "terms_by_vocabulary"}


def test_translations_share_dates_numbers_and_choices():
    assert {"start_date", "capacity", "mode", "is_free", "time_zone", "page_terms"} <= shared(EventPage)


def test_translations_have_words_of_their_own():
    assert not {"title", "lead", "date_note", "venue_name", "registration_url"} & shared(EventPage)


def test_a_kind_may_let_a_fact_differ_by_language():
    assert "shows_next_event" not in shared(HomePage)
