import pytest

from search.words.highlighting import excerpt, marked
from search.words.query_parser import MAX_TERMS, MAX_TOKENS, parse


@pytest.mark.parametrize("text", ["", "   ", '"', "\x00", "“”«»", "*", "- + & | ()", "🙂", None, "\u200b", "\ud800"])
def test_nothing_to_look_for_makes_no_question(text):
    assert not parse(text)


def test_no_sign_with_a_meaning_to_an_engine_is_left():
    words = parse('NEAR("a* OR b") AND col:x ^y {z} -w')
    terms = [*words.terms, *words.excluded]
    assert terms and all(token.isalnum() for term in terms for phrase in term.phrases for token in phrase)


def test_long_questions_are_cut():
    words = parse(" ".join(f"word{number}" for number in range(800)))
    assert len(words.terms) <= MAX_TERMS
    assert all(len(phrase) <= MAX_TOKENS for phrase in parse("a-" * 5000).terms[0].phrases)
    assert len(parse("a" * 5000).terms[0].phrases[0][0]) <= 200


def test_words_with_signs_are_phrases():
    found = [term.phrases[-1] for term in parse("D+A COVID-19 l’accueil").terms]
    assert found == [("d", "a"), ("covid", "19"), ("accueil",)]


def test_small_words_are_not_needed_unless_there_are_no_others():
    assert [term.typed for term in parse("why are peers paid less than the others").terms] == ["peers", "paid", "less"]
    assert [term.typed for term in parse("qui est là").terms] == ["qui", "est", "là"]
    assert [term.typed for term in parse("WHO guidance").terms] == ["WHO", "guidance"]


def test_quotation_marks_make_a_phrase_and_a_minus_leaves_out():
    words = parse('“warm handover” stigma -youth -"safe supply" -')
    assert [(term.typed, term.is_quoted) for term in words.terms] == [("warm handover", True), ("stigma", False)]
    assert [term.typed for term in words.excluded] == ["safe supply", "youth"]
    assert [term.typed for term in parse("well-being 10-12 -").terms] == ["well-being", "10-12"]


def test_what_only_leaves_out_looks_for_nothing():
    assert not parse("-youth")


def test_most_words_are_enough_from_three_on():
    assert [parse("a1 b2 c3 d4 e5 f6 g7"[: 3 * count - 1]).enough for count in range(1, 8)] == [1, 2, 2, 3, 4, 4, 5]


def test_marks_whole_words_without_regard_to_accents_and_escapes_all_else():
    found = marked("<b>Café</b> & cafeteria, Quebec", parse("cafe quebec"))
    assert found == "&lt;b&gt;<mark>Café</mark>&lt;/b&gt; &amp; cafeteria, <mark>Quebec</mark>"


def test_marks_every_form_of_a_word_and_what_stands_in_a_row():
    assert marked("Policies, a policy, the police", parse("policy")) == (
        "<mark>Policies</mark>, a <mark>policy</mark>, the police"
    )
    assert (
        marked("Des hôpitaux et l’hôpital", parse("hopital")) == "Des <mark>hôpitaux</mark> et l’<mark>hôpital</mark>"
    )
    assert marked("A D+A plan in 2-Spirit", parse("d+a 2spirit")) == "A <mark>D+A</mark> plan in <mark>2-Spirit</mark>"
    assert marked("D, then A", parse("d+b")) == "D, then A"


def test_the_excerpt_stands_around_the_words():
    text = "Nothing here. " * 100 + "A peer walked home with her. " + "Nothing there. " * 100
    found = excerpt(text, parse("peer home"))
    assert "peer walked home" in found and found.startswith("…") and len(found) < 260


def test_marks_letters_with_combining_marks_too():
    assert marked("Sḵwx\u0331wú7mesh talks", parse("skwxwu7mesh")) == "<mark>Sḵwx\u0331wú7mesh</mark> talks"
    assert marked("Cafe\u0301", parse("café")) == "<mark>Café</mark>"
