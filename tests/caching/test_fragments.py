"""Pieces of pages are rendered once, and only for those who would be shown the same."""

import pytest
from django.utils import translation

from caching import fragments
from caching.fragments import fragment
from caching.site_version import bump

pytestmark = pytest.mark.django_db
TEMPLATE = "components/named_texts.html"


@pytest.fixture
def rendered(monkeypatch):
    """What was rendered, in order."""
    made = []

    class Template:
        def render(self, context):
            made.append(context["words"])
            return context["words"]

    monkeypatch.setattr(fragments, "get_template", lambda name: Template())
    return made


def test_a_piece_is_rendered_once(rendered):
    assert [fragment(TEMPLATE, {"words": words}, "same") for words in ("a", "b")] == ["a", "a"]
    assert rendered == ["a"]


def test_what_differs_is_rendered_for_itself(rendered):
    fragment(TEMPLATE, {"words": "a"}, "one reader")
    assert fragment(TEMPLATE, {"words": "b"}, "another") == "b"


def test_each_language_has_its_own(rendered):
    fragment(TEMPLATE, {"words": "word"})
    with translation.override("fr"):
        assert fragment(TEMPLATE, {"words": "mot"}) == "mot"


def test_a_change_of_the_site_renders_anew(rendered):
    fragment(TEMPLATE, {"words": "before"})
    bump()
    assert fragment(TEMPLATE, {"words": "after"}) == "after"


def test_nothing_outlives_its_day(rendered, monkeypatch):
    fragment(TEMPLATE, {"words": "today"})
    monkeypatch.setattr(fragments.timezone, "localdate", lambda: "tomorrow")
    assert fragment(TEMPLATE, {"words": "tomorrow"}) == "tomorrow"
