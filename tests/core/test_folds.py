"""Groups of the form that are folded while they hold nothing, and the buttons of lists."""

import pytest
from wagtail import blocks
from wagtail.admin.telepath import JSContext

from core.blocks import LineBlock, QuestionBlock
from core.blocks.items import adds
from core.models import Fold
from events.models import EventPage, WebinarSummaryPage
from home.models import StandardPage
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests import factories

pytestmark = pytest.mark.django_db


def folds_of(page, rf, data=None) -> dict[str, bool]:
    """The groups of the page's form by their headings: whether each is folded."""
    handler = type(page).get_edit_handler()
    form = handler.get_form_class()(data, instance=page, for_user=None)
    bound = handler.get_bound_panel(instance=page, request=rf.get("/"), form=form)
    return {str(one.heading): "collapsed" in one.classes() for one in _all_panels(bound) if isinstance(one.panel, Fold)}


def _all_panels(panel):
    yield panel
    for child in getattr(panel, "children", ()):
        yield from _all_panels(child)


@pytest.mark.parametrize("model", [EventPage, WebinarSummaryPage, ResourcePage, NetworkPage])
def test_all_groups_of_a_new_page_are_folded(model, rf):
    folds = folds_of(model(), rf)
    assert len(folds) > 2
    assert all(folds.values()), folds


def test_a_group_that_holds_something_stands_open(rf):
    event = factories.event(report="<p>Forty came.</p>", live=False)
    folds = folds_of(event, rf)
    assert not folds["Afterwards"]
    assert folds["Is it happening?"]
    assert not folds_of(factories.event(condition="cancelled", live=False), rf)["Is it happening?"]
    asked = factories.event(questions=[("question", {"question": "May I bring a friend?"})], live=False)
    assert not folds_of(asked, rf)["More about the programme"]


def test_an_empty_paragraph_is_nothing(rf):
    assert folds_of(factories.event(report="<p> </p>", live=False), rf)["Afterwards"]


def test_a_group_with_an_error_stands_open(rf):
    event = factories.event(live=False)
    handler = EventPage.get_edit_handler()
    form = handler.get_form_class()(instance=event, for_user=None)
    form._errors = {"attendance": ["Not a number"]}
    bound = handler.get_bound_panel(instance=event, request=rf.get("/"), form=form)
    fold = next(one for one in _all_panels(bound) if one.heading == "Afterwards")
    assert "collapsed" not in fold.classes()


@pytest.mark.parametrize("model", [EventPage, WebinarSummaryPage, ResourcePage, NetworkPage])
def test_at_most_ten_parts_of_the_form_stand_open(model, rf):
    """On a new page: some eight, as panels with a heading of their own."""
    handler = model.get_edit_handler()
    form = handler.get_form_class()(instance=model(), for_user=None)
    tabs = handler.get_bound_panel(instance=model(), request=rf.get("/"), form=form).children
    first = next(one for one in tabs if one.heading == "Content")
    opened = [one for one in first.children if not isinstance(one.panel, Fold)]
    assert 6 <= len(opened) <= 10


def described(block: blocks.Block) -> str:
    block.set_name("things")
    return str(JSContext().pack(block))


def test_the_button_of_a_list_says_what_it_adds():
    line = LineBlock(label="Objective")
    assert "'data-adds': 'Add objective'" in described(blocks.ListBlock(line))
    assert "'data-adds': 'Add objective'" in described(blocks.StreamBlock([("line", line)]))
    assert adds("DOI") == "Add DOI"


def test_where_one_chooses_among_kinds_the_button_names_none():
    several = blocks.StreamBlock([("line", LineBlock()), ("question", QuestionBlock())])
    assert "data-adds" not in described(several).split("'maxNum'")[0].rsplit("'blockDefId'", 1)[1]
    assert "data-adds" in str(JSContext().pack(StandardPage._meta.get_field("body").stream_block))


def test_blocks_say_which_words_a_pasted_list_goes_into():
    assert LineBlock().meta.form_attrs == {"data-item-line": ""}
    assert QuestionBlock().meta.form_attrs == {"data-item-field": "question", "data-item-below": "answer"}


@pytest.mark.parametrize("model", [EventPage, WebinarSummaryPage, ResourcePage, NetworkPage])
def test_fields_that_blocks_name_for_pasted_lists_exist(model):
    for block in _structs_of(model):
        named = block.meta.form_attrs or {}
        fields = {value for name, value in named.items() if name.startswith("data-item-")}
        assert fields <= set(block.child_blocks), block


def _structs_of(model):
    waiting = [field.stream_block for field in model._meta.fields if hasattr(field, "stream_block")]
    while waiting:
        block = waiting.pop()
        if isinstance(block, blocks.StructBlock):
            yield block
        waiting += getattr(block, "child_blocks", {}).values()
        waiting += [block.child_block] if isinstance(block, blocks.ListBlock) else []
