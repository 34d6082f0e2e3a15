"""Words pasted into a rich text that has no such format stay there."""

import json

import pytest

from core.admin.word_offers import RichTextArea


def _sent(kind: str, words: str = "What a table does") -> str:
    block = {"key": "a1b2c", "text": words, "type": kind, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block | {"data": {}}], "entityMap": {}})


def _saved(features: list[str], written: str) -> str:
    return RichTextArea(features=features).value_from_datadict({"text": written}, {}, "text")


@pytest.mark.parametrize("kind", ["header-three", "blockquote", "code-block", "unordered-list-item"])
def test_a_block_that_the_field_has_not_is_a_paragraph(kind):
    assert "What a table does" in _saved(["link"], _sent(kind))


def test_a_heading_stays_bold_where_there_are_no_headings():
    assert "<b>What a table does</b>" in _saved(["bold"], _sent("header-three"))


def test_a_heading_that_the_field_has_stays_one():
    assert "<h3" in _saved(["h3", "bold"], _sent("header-three"))


def test_an_empty_text_stays_empty():
    assert _saved(["bold"], "null") == RichTextArea.__mro__[1](features=["bold"]).value_from_datadict(
        {"text": "null"}, {}, "text"
    )
