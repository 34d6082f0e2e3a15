"""Two editors type the same new term at once: it is made once."""

import pytest
from django.db import transaction
from django.test import Client
from wagtail import hooks

from core.models import Term
from events.models import EventPage, WebinarSeriesPage
from tests import factories
from tests.core.test_page_form import NOT_YET, create
from tests.services import COMMITTED
from tests.services.side import Side

pytestmark = COMMITTED


@pytest.mark.parametrize("typed", ["Grief", "grief", "Деуил"])
def test_a_term_that_two_make_at_once_is_one(postgresql, typed):
    other = Side(lambda: Term.named_or_new("topic", typed, "en"))
    with transaction.atomic():
        Term.named_or_new("topic", typed.title(), "en")
        other.start_and_wait_until_it_waits()
    other.join(30)
    assert other.error is None
    assert Term.objects.of("topic").count() == 1


def test_two_who_save_a_page_with_the_same_new_term_at_once_get_one(postgresql):
    section, other_section = factories.event_index(), factories.webinar_index()
    desks = [Client(), Client()]
    for number, desk in enumerate(desks):
        desk.force_login(factories.user(f"{number}@example.org", is_superuser=True))
    second = Side(lambda: create(desks[1], WebinarSeriesPage, other_section, terms_topic_new="grief", **NOT_YET))

    def meanwhile(_request, page):
        if isinstance(page, EventPage):
            second.start_and_wait_until_it_waits()

    with hooks.register_temporarily("after_create_page", meanwhile):
        create(desks[0], EventPage, section, terms_topic_new="Grief", **NOT_YET)
    second.join(30)
    assert second.error is None
    term = Term.objects.of("topic").get()
    drafts = [model.objects.get().get_latest_revision_as_object() for model in (EventPage, WebinarSeriesPage)]
    assert [page.terms for page in drafts] == [[term], [term]]
