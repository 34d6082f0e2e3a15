"""A dozen and a half of the made-up documents; bench/intake.py judges two hundred."""

import pytest

from tests.intake.documents import FORMATS, document
from tests.intake.judging import judged

# Every shape, format and mutation once at least.
SAMPLE = [0, 1, 10, 19, 28, 5, 14, 23, 32, 41, 64, 65, 96, 97, 128, 160, 192, 224, 256]


@pytest.mark.parametrize("number", SAMPLE, ids=lambda number: str(document(number)))
def test_nothing_is_lost_and_all_stands_in_its_place(number, request_for):
    judgement = judged(document(number), request_for)
    assert judgement.lost == []
    assert [one for one in judgement.placed if not one[2]] == []


def test_the_sample_has_every_format():
    assert {document(number).form for number in SAMPLE} == set(FORMATS)
