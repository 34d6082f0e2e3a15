"""Texts of cards are cut where a reader would pause."""

import pytest

from core.templatetags.texts import after, before, shortened


@pytest.mark.parametrize(
    ("text", "length", "found"),
    [
        ("Short enough.", 20, "Short enough."),
        ("A first sentence. And a second one.", 25, "A first sentence."),
        ("A. Then words that go on and on", 24, "A. Then words that go…"),
        ("Eleven beds, two cats and a table", 13, "Eleven beds…"),
    ],
)
def test_is_cut_after_a_sentence_or_a_word(text, length, found):
    assert shortened(text, length) == found


def test_a_sign_stands_only_beside_words_and_both_are_escaped():
    assert after("RN", ", ") == ", RN"
    assert before("<b>", ",") == "&lt;b&gt;,"
    assert [after(empty, ", ") for empty in ("", None)] == ["", ""]
