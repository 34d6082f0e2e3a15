"""A summary in each of the shapes in which people write one."""

import functools
import io

import pytest

from events.models import WebinarSummaryPage
from intake.document import KeptWords, plain
from intake.document_reading import read_document
from intake.filling import fill, kept_words
from intake.not_kept import sentences_about
from tests.intake.shapes import shapes


@functools.cache
def read(name):
    shape = next(one for one in shapes() if one.name == name)
    return read_document(io.BytesIO(shape.content), name)


@pytest.fixture(params=shapes(), ids=lambda shape: shape.name)
def shape(request):
    return request.param


@pytest.fixture
def filling(shape, request_for):
    return fill(WebinarSummaryPage, read(shape.name), request_for)


def test_what_stands_at_the_head_is_read(shape, filling):
    values = filling.values
    assert (values["title"], values["date"], values.get("number")) == (shape.title, shape.day, shape.number)


def test_hours_and_zone_are_read(filling):
    assert {"start_time", "end_time", "time_zone"} <= set(filling.values)


def test_the_panel_is_read(shape, filling):
    assert {value["name"] for _kind, value in filling.values["people"]} == set(shape.people)


def test_headings_become_sections(shape, filling):
    assert [value["heading"] for _kind, value in filling.values["sections"]] == shape.headings


def test_questions_have_all_of_their_answers(shape, filling):
    questions = [value for _kind, value in filling.values["questions"]]
    assert [value["question"] for value in questions] == shape.questions
    answer, (first, last) = plain(questions[0]["answer"]), shape.answer
    assert (answer[: len(first)], answer[-len(last) :]) == (first, last)


def test_each_sentence_is_in_the_draft_or_beside_it(shape, filling):
    kept = KeptWords([*kept_words(filling), *sentences_about(read(shape.name).not_kept)])
    assert [one for one in shape.said if not kept.hold(one)] == []
