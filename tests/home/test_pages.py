"""The front page with its sections, and plain pages."""

import datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def front(**fields) -> str:
    page = factories.home()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    response = Client().get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_shows_the_next_session_beside_the_statement():
    factories.event(title="Later", start_date=datetime.date(2099, 5, 1))
    factories.event(title="Soon", start_date=datetime.date(2099, 4, 1))
    text = front(headline="Everyone has a say")
    assert "Everyone has a say" in text
    assert "Soon" in text
    assert "Later" not in text


def test_sections_list_what_there_is_and_hide_what_is_private():
    factories.event(title="Next one")
    factories.event(title="Second one", start_date=datetime.date(2099, 1, 1))
    private = factories.event(title="Private one")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    summary, resource = factories.summary(title="What was said"), factories.resource(title="What was found")
    sections = [(name, {"heading": name, "count": 3}) for name in ("next_events", "latest_summaries")]
    text = front(
        sections=[*sections, ("featured_resources", {"heading": "F", "count": 3, "text": "", "resources": []})]
    )
    for words in ("Second one", summary.title, resource.title):
        assert words in text
    assert "Private one" not in text


def test_names_the_feeds():
    factories.event_index()
    assert 'type="application/atom+xml"' in front()


def test_every_block_of_a_plain_page_is_shown():
    body = [
        ("text", "<h2>Heading</h2><p>Words</p>"),
        ("quote", {"quote": "Quoted words", "source": "Somebody"}),
        ("notice", {"heading": "Mind this", "text": "<p>Please</p>"}),
        ("questions", [{"question": "Why?", "answer": "<p>Because</p>"}]),
        (
            "recording",
            {"label": "Film", "host": "youtube", "video_id": "abcdefghijk", "language": "en", "captions": []},
        ),
        ("call_to_action", {"heading": "Come", "text": "", "label": "Sign up here", "url": "https://example.org/"}),
        ("links", [{"label": "A guide", "url": "https://example.org/guide", "note": "Short"}]),
    ]
    page = factories.standard_page(body=body)
    text = Client().get(page.url).content.decode()
    for words in ("Words", "Quoted words", "Mind this", "Because", "Film", "Sign up here", "A guide"):
        assert words in text
    assert "<iframe" not in text


def test_no_heading_level_is_skipped_below_the_title():
    page = factories.standard_page(body=[("text", "<h3>By phone</h3><p>Call.</p><h4>At night</h4>")])
    text = Client().get(page.url).content.decode()
    assert "<h2>By phone</h2>" in text
    assert "<h3>At night</h3>" in text
