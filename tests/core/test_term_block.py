import pytest

from core.blocks.term_block import TermBlock
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("posted", ["", "no number", None])
def test_nothing_chosen_is_nothing(posted):
    block = TermBlock("topic", required=False)
    assert block.value_from_datadict({"term": posted}, {}, "term") is None


def test_the_chosen_term_comes_back_and_shows_in_the_drop_down():
    term = factories.term("topic", "Stigma")
    block = TermBlock("topic")
    assert block.value_from_datadict({"term": str(term.pk)}, {}, "term") == term
    assert block.get_form_state(term) == [str(term.pk)]


def test_a_merged_term_reads_as_the_one_it_became():
    old, new = factories.term("topic", "Old"), factories.term("topic", "New")
    old.merge_into(new)
    assert TermBlock("topic").to_python(old.pk) == new
