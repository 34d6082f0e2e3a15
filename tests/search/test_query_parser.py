import pytest

from search.highlighting import excerpt, marked
from search.query_parser import MAX_TOKENS, parse


@pytest.mark.parametrize("text", ["", "   ", '"', "\x00", "“”«»", "*", "- + & | ()", "🙂", None, "\u200b", "\ud800"])
def test_nothing_to_look_for_makes_no_question(text):
    assert not parse(text)


def test_no_sign_with_a_meaning_to_an_engine_is_left():
    words = parse('NEAR("a* OR b") AND col:x ^y {z} -w')
    assert all(token.isalnum() for term in words.terms for token in term)


def test_long_questions_are_cut():
    assert sum(len(term) for term in parse("word%d " * 800).terms) <= MAX_TOKENS
    assert len(parse("a" * 5000).terms[0][0]) <= 200


def test_words_with_signs_are_phrases():
    assert parse("D+A COVID-19 l’accueil").terms == (("D", "A"), ("COVID", "19"), ("l", "accueil"))


def test_marks_whole_words_without_regard_to_accents_and_escapes_all_else():
    found = marked("<b>Café</b> & cafeteria, Quebec", parse("cafe quebec"))
    assert found == "&lt;b&gt;<mark>Café</mark>&lt;/b&gt; &amp; cafeteria, <mark>Quebec</mark>"


def test_marks_what_begins_like_the_last_word():
    assert marked("Families met", parse("fam")) == "<mark>Families</mark> met"


def test_the_excerpt_stands_around_the_words():
    text = "Nothing here. " * 100 + "A peer walked home with her. " + "Nothing there. " * 100
    found = excerpt(text, parse("peer home"))
    assert "peer walked home" in found and found.startswith("…") and len(found) < 260


def test_marks_letters_with_combining_marks_too():
    assert marked("Sḵwx\u0331wú7mesh talks", parse("skwxwu7mesh")) == "<mark>Sḵwx\u0331wú7mesh</mark> talks"
    assert marked("Cafe\u0301", parse("café")) == "<mark>Café</mark>"
