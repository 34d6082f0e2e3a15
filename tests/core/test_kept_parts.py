"""Parts of a page are rendered once for all who may see the same: never of a draft, never for somebody else."""

import pytest
from django.template import loader
from django.test import Client

from core.models.related_pages import RelatedPage
from core.templatetags import kept_parts
from tests import factories

pytestmark = pytest.mark.django_db
ANEW = {"page": "7"}


@pytest.fixture
def rendered(monkeypatch):
    """The names of the parts that were rendered, in order."""
    names = []

    def get_template(name):
        names.append(name)
        return loader.get_template(name)

    monkeypatch.setattr(kept_parts, "get_template", get_template)
    return names


@pytest.fixture
def event(home, commit):
    page = factories.event(title="Walk", lead="We walk.")
    commit()
    return page


def read(page, client=None):
    return (client or Client()).get(page.url, ANEW).content.decode()


def signed_in(user=None):
    client = Client()
    client.force_login(user or factories.user())
    return client


def test_each_part_is_rendered_once_for_all_who_may_see_the_same(event, rendered):
    first = read(event)
    assert "events/event_words.html" in rendered
    rendered.clear()
    assert read(event) == first
    # Nothing is closed: members are shown the same.
    assert "We walk." in read(event, signed_in())
    assert rendered == []


def test_a_private_page_beside_it_is_shown_to_members_alone(event, close, commit):
    private = factories.resource(title="For members alone")
    close(private)
    event.related_pages = [RelatedPage(related=private)]
    event.save_revision().publish()
    commit()
    for reader, is_shown in ((None, False), (signed_in(), True), (None, False)):
        assert ("For members alone" in read(event, reader)) is is_shown


def test_what_is_closed_meanwhile_is_gone_at_once(event, close, commit):
    other = factories.resource(title="Open at first")
    event.related_pages = [RelatedPage(related=other)]
    event.save_revision().publish()
    commit()
    assert "Open at first" in read(event)
    close(other)
    assert "Open at first" not in read(event)


def test_a_change_is_shown(event, commit):
    assert "We walk." in read(event)
    event.lead = "We run."
    event.save_revision().publish()
    commit()
    assert "We run." in read(event)


def test_a_draft_is_neither_remembered_nor_shown_what_is(event):
    assert "We walk." in read(event)
    draft = event.get_latest_revision_as_object()
    draft.lead = "A draft."
    shown = draft.make_preview_request().rendered_content
    assert "A draft." in shown
    assert "We walk." not in shown
    assert "A draft." not in read(event)


def test_each_date_of_an_event_has_its_own(event, rendered):
    read(event)
    rendered.clear()
    other = factories.event(title="Another")
    assert "Another" in read(other)
    assert "events/event_words.html" in rendered


def test_memory_is_bounded(event, monkeypatch):
    monkeypatch.setattr(kept_parts, "MOST", 1)
    first = read(event)
    assert read(event) == first
