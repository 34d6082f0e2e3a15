"""A dozen and a half of the made-up documents; bench/intake.py judges two hundred."""

import pytest

from tests import factories
from tests.intake.documents import FORMATS, MUTATIONS, document
from tests.intake.judging import judged


def _sample() -> list[int]:
    """Every shape, every format and every mutation once at least."""
    chosen, seen = [], set()
    for number in range(200):
        made = document(number)
        new = {made.shape, made.form, made.mutation} - seen
        if new:
            chosen.append(number)
            seen |= new
    return chosen


SAMPLE = _sample()


@pytest.fixture
def request_for(request_for, db):
    """By somebody who may add pictures."""
    factories.term("topic", "Stigma")
    return request_for._replace(user=factories.user("root@example.org", is_superuser=True))


@pytest.mark.parametrize("number", SAMPLE, ids=lambda number: str(document(number)))
def test_nothing_is_lost_and_all_stands_in_its_place(number, request_for):
    judgement = judged(document(number), request_for)
    assert judgement.lost == []
    assert [one for one in judgement.placed if not one.is_right] == []


def test_the_sample_has_every_format_and_every_mutation():
    assert {document(number).form for number in SAMPLE} == set(FORMATS)
    assert {document(number).mutation for number in SAMPLE} == set(MUTATIONS)
