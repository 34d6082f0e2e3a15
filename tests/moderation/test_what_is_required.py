"""What the information model requires keeps a page from going live, at every door; what is sought is only named."""

import pytest

from core.going_live import CannotGoLive, problems_of
from moderation.writing.still_needed import needed_in
from tests import factories

pytestmark = pytest.mark.django_db

EVENT, SUMMARY, NETWORK = factories.event, factories.summary, factories.network_page
REQUIRED = [
    (EVENT, {"mode": ""}, "mode"),
    (EVENT, {"introduction": ""}, "introduction"),
    (EVENT, {"organisations": []}, "organisations"),
    (EVENT, {"start_date": None}, "start_date"),
    (EVENT, {"start_time": None}, "start_time"),
    (EVENT, {"mode": "in-person"}, "venue_name"),
    (SUMMARY, {"date": None}, "date"),
    (SUMMARY, {"start_time": None}, "start_time"),
    (SUMMARY, {"end_time": None}, "end_time"),
    (SUMMARY, {"summary": ""}, "summary"),
    (factories.resource, {"terms": []}, "terms_category"),
    (factories.resource, {"terms": []}, "terms_region"),
    (factories.resource, {"terms": []}, "terms_language"),
    (factories.resource, {"summary": ""}, "summary"),
    (factories.resource, {"links": []}, "links"),
    (NETWORK, {"lead": ""}, "lead"),
]


def form_of(page):
    person = factories.user(is_superuser=True)
    return page.get_edit_handler().get_form_class()(
        instance=page, parent_page=page.get_parent().specific, for_user=person
    )


@pytest.mark.parametrize(("make", "fields", "name"), REQUIRED)
def test_it_is_named_and_keeps_the_page_back(make, fields, name):
    page = make(live=False, **fields)
    assert name in {line.field for line in needed_in(form_of(page)).lines}
    with pytest.raises(CannotGoLive):
        page.get_latest_revision().publish()


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (EVENT, {"introduction": "", "description": [("text", "<p>What it is about.</p>")]}),
        (SUMMARY, {"start_time": None, "end_time": None, "hours_unknown": True}),
        (NETWORK, {"lead": "", "purpose": "<p>What it is for.</p>"}),
    ],
)
def test_what_is_said_elsewhere_is_said(make, fields):
    assert problems_of(make(live=False, **fields)) == []


def test_what_visitors_choose_by_is_named_and_keeps_nothing_back():
    needed = needed_in(form_of(factories.event(live=False, terms=[factories.term("region", "BC")])))
    assert needed.lines == []
    assert [line.field for line in needed.good_to_have] == ["terms_event_type", "terms_topic"]


def test_what_is_needed_is_not_named_twice():
    needed = needed_in(form_of(factories.resource(live=False, terms=[])))
    assert not {line.field for line in needed.lines} & {line.field for line in needed.good_to_have}


def test_of_an_entry_that_is_listed_only_no_more_is_asked():
    page = factories.resource(live=False, is_listed_only=True)
    assert needed_in(form_of(page)).good_to_have == []
