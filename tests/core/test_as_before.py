"""What a new page takes over from its section and the last pages of its kind: only what repeats, and it is said."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from core.models import PageTerm
from events.models import EventPage, WebinarSummaryPage
from tests import factories

pytestmark = pytest.mark.django_db
CONTACT = [("contact", {"name": "Events team", "mailbox": "events@example.org"})]


@pytest.fixture
def writer():
    return factories.user(is_superuser=True)


@pytest.fixture
def body():
    return factories.organisation("Northern Housing Project")


def form_of(user, page=None, parent=None, model=EventPage):
    parent = parent or factories.event_index()
    page = page or model(owner=user, locale=parent.locale)
    return page.get_edit_handler().get_form_class()(instance=page, parent_page=parent, for_user=user)


def said(form, name):
    return "As in “" in str(form.fields[name].help_text)


def hosts(form):
    return [block.value["organisation"].name for block in form["organisations"].value()]


def event(body, **fields):
    return factories.event(
        **{"mode": "online", "time_zone": "Europe/Paris", "organisations": host(body), "contact": CONTACT} | fields
    )


def host(body):
    return [("organisation", {"role": "host", "organisation": body, "name": ""})]


def test_what_the_last_pages_have_in_common_is_taken_over_and_said(writer, body):
    event(body, title="First")
    event(body, title="Second")
    form = form_of(writer)
    assert (form["mode"].value(), form["time_zone"].value(), hosts(form)) == ("online", "Europe/Paris", [body.name])
    assert all("As in “Second”" in str(form.fields[name].help_text) for name in ("mode", "time_zone", "organisations"))


def test_what_does_not_repeat_is_left_empty(writer, body):
    event(body, mode="in-person", venue_city="Cranbrook")
    event(body, mode="online")
    form = form_of(writer)
    assert not form["mode"].value()
    assert not said(form, "mode")


def test_one_exception_does_not_hide_what_repeats(writer, body):
    event(body, title="First")
    event(body, title="Second")
    event(body, title="Exception", mode="hybrid", venue_city="Cranbrook")
    form = form_of(writer)
    assert form["mode"].value() == "online"
    assert "As in “Second”" in str(form.fields["mode"].help_text)
    assert "As in “Exception”" in str(form.fields["organisations"].help_text)


def test_days_hours_and_places_are_never_guessed(writer, body):
    for _each in range(2):
        event(body, start_date=datetime.date(2026, 5, 4), start_time=datetime.time(9), venue_city="Cranbrook")
    form = form_of(writer)
    assert not any(form[name].value() for name in ("start_date", "start_time", "venue_city"))


def test_the_first_page_of_its_kind_begins_as_ever(writer):
    form = form_of(writer)
    assert not any(said(form, name) for name in form.repeated)


def test_the_own_pages_of_a_writer_come_before_those_of_others(writer, body):
    event(body, owner=writer, mode="online")
    for _each in range(2):
        event(body, mode="in-person", venue_city="Cranbrook")
    assert form_of(writer)["mode"].value() == "online"


def test_a_private_page_gives_nothing_to_an_open_one(writer, body):
    closed = event(body)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    form = form_of(writer)
    assert hosts(form) == []
    assert closed.title not in str(form)


def test_drafts_give_nothing(writer, body):
    for owner in (factories.user(), writer):
        event(body, live=False, owner=owner)
    assert not said(form_of(writer), "mode")


def test_the_region_of_the_section_is_said_to_be_its(writer):
    series = factories.series(title="North")
    PageTerm.objects.create(page=series, term=factories.term("region", "North"))
    form = form_of(writer, parent=series, model=WebinarSummaryPage)
    assert "As in “North”" in str(form.fields["terms_region"].help_text)


def test_a_draft_says_it_as_long_as_the_value_is_that_of_the_last(writer, body):
    event(body)
    own = event(body, live=False, owner=writer)
    assert said(form_of(writer, own), "mode")
    own.mode = "hybrid"
    form = form_of(writer, own)
    assert not said(form, "mode")
    assert form["mode"].value() == "hybrid"


def test_a_page_that_was_live_has_values_of_its_own(writer, body):
    event(body)
    assert not said(form_of(writer, event(body)), "mode")


def test_a_title_is_text(writer, body):
    event(body, title="<b>Bold</b>")
    form = form_of(writer)
    assert "<b>" not in str(form.fields["mode"].help_text)


def test_what_was_taken_over_is_not_asked_for_again(writer, body):
    event(body)
    form = form_of(writer)
    assert "organisations" not in {problem.field for problem in form.instance.go_live_problems()}
