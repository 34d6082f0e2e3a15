"""The judged questions are well formed: `bench/search_quality.py` measures with them, and cannot tell by itself."""

import pytest

from bench.judged_sets import SETS, TUNING, questions

NUMBERS = {"ordinary": 80, "paraphrase": 40, "across_languages": 40, "without_answer": 20}


@pytest.mark.parametrize("name", SETS)
def test_has_its_number_of_questions(name):
    assert len(questions(name)) == NUMBERS[name]


@pytest.mark.parametrize("name", SETS)
def test_a_third_is_set_aside(name):
    assert sum(one.is_set_aside for one in questions(name)) == round(NUMBERS[name] / 3)


def test_no_question_stands_there_twice():
    """Nor in those for tuning: a number chosen by a question would be measured by it."""
    found = [one for name in SETS for one in [*questions(name), *questions(name, TUNING)]]
    asked = [one.words.casefold() for one in found]

    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("name", SETS)
def test_an_answer_is_expected_where_there_is_one(name):
    found = [*questions(name), *questions(name, TUNING)]
    assert {bool(one.expected) for one in found} == {name != "without_answer"}


@pytest.mark.parametrize("name", SETS)
def test_none_for_tuning_is_set_aside(name):
    assert not any(one.is_set_aside for one in questions(name, TUNING))


def test_answers_are_addresses_that_hold_no_key_of_the_database():
    expected = [one for name in SETS for question in questions(name) for one in question.expected]

    assert all(
        one.startswith("/") and one.endswith("/") and not any(map(str.isdigit, one.split("/"))) for one in expected
    )


def test_each_question_says_who_reads_and_what_it_is():
    found = [one for name in SETS for one in questions(name)]

    assert {one.language for one in found} == {"en", "fr"}
    assert all(one.words and one.note for one in found)
