"""Processes that write what was asked of search at the same time lose nothing, and do not wait for each other."""

import pytest

from search.insight.asked_words import asked_of
from search.insight.counter import WordCounter
from search.models import AskedWords
from tests.services import COMMITTED
from tests.services.side import Side

pytestmark = COMMITTED


@pytest.fixture(autouse=True)
def on_postgresql(postgresql):
    """Elsewhere one writer waits for the other."""


def write_often(order):
    counter = WordCounter()
    for _minute in range(10):
        for number in order:
            counter.count(asked_of(f"peers {number}", "en"), found_nothing=False)
            counter.count_opened(asked_of(f"peers {number}", "en"))
        counter.write()


def test_two_writers_add_to_the_same_rows():
    order = list(range(40))
    sides = [Side(lambda: write_often(order)), Side(lambda: write_often(order[::-1]))]
    for side in sides:
        side.start()
    for side in sides:
        side.join(60)
    assert [side.error for side in sides] == [None, None]
    assert set(AskedWords.objects.values_list("times", "opened")) == {(20, 20)}
    assert AskedWords.objects.count() == 40
