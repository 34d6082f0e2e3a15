"""What a text begins with: whole sentences, and nothing is lost."""

import pytest

from core.templatetags.texts import first_sentences

TEXT = "One short sentence. Another one, longer than the first! A third?"


@pytest.mark.parametrize(
    ("length", "first"),
    [
        (5, "One short sentence."),
        (30, "One short sentence."),
        (56, "One short sentence. Another one, longer than the first!"),
        (200, TEXT),
    ],
)
def test_whole_sentences_stand_first(length, first):
    found = first_sentences(TEXT, length)
    assert found.first == first
    assert " ".join(found).strip() == TEXT


@pytest.mark.parametrize("text", ["", "   ", "no end of a sentence " * 30])
def test_a_text_without_sentences_is_kept_whole(text):
    assert first_sentences(text, 50) == (text.strip(), "")
