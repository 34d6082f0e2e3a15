"""The laws of a three-way merge, tried with many made-up pages; and what people would say of the common cases."""

import copy as copying

from hypothesis import given, settings
from hypothesis import strategies as st

from copies.merging import merge

WORDS = st.sampled_from(["", "one", "two", "three"])
KEYS = st.sampled_from("abcdef")


def blocks(inner):
    def with_ids(found):
        return [{"type": kind, "value": value, "id": key} for key, (kind, value) in found]

    pairs = st.tuples(KEYS, st.tuples(st.sampled_from(["text", "quote"]), inner))
    return st.lists(pairs, unique_by=lambda pair: pair[0], max_size=5).map(with_ids)


VALUES = st.recursive(
    WORDS | st.none() | st.integers(0, 3),
    lambda inner: blocks(inner) | st.dictionaries(st.sampled_from(["title", "text", "items"]), inner, max_size=3),
    max_leaves=8,
)
PAGES = st.fixed_dictionaries({"title": WORDS, "body": blocks(VALUES), "facts": st.dictionaries(WORDS, WORDS)})
FEW = settings(max_examples=50, deadline=None)


@FEW
@given(PAGES, PAGES)
def test_what_one_side_changed_is_taken(base, changed):
    assert merge(base, base, changed)[:2] == (changed, [])
    assert merge(base, changed, base)[:2] == (changed, [])


@FEW
@given(PAGES, PAGES)
def test_the_same_change_on_both_sides_is_no_conflict(base, changed):
    assert merge(base, changed, copying.deepcopy(changed))[:2] == (changed, [])


@FEW
@given(PAGES, PAGES, PAGES)
def test_a_decision_for_each_conflict_leaves_none_out(base, page, copy):
    asked = []
    for side in ("page", "copy"):
        merged = merge(base, page, copy, lambda conflict, side=side: asked.append(conflict) or side)
        assert merged.conflicts == merge(base, page, copy).conflicts
    assert len(asked) == 2 * len(merged.conflicts)


@FEW
@given(PAGES, PAGES, PAGES)
def test_nothing_is_lost_that_no_side_took_away(base, page, copy):
    merged = merge(base, page, copy)
    ids = [{part["id"] for part in one["body"]} for one in (base, page, copy, merged.value)]
    taken_away = (ids[0] - ids[1]) | (ids[0] - ids[2])
    assert (ids[1] | ids[2]) - taken_away <= ids[3]
    assert len(merged.value["body"]) == len(ids[3])


@FEW
@given(PAGES, PAGES, PAGES)
def test_changes_of_different_fields_commute(base, page, copy):
    page = base | {"title": page["title"], "facts": page["facts"]}
    copy = base | {"body": copy["body"]}
    expected = {"title": page["title"], "facts": page["facts"], "body": copy["body"]}
    assert merge(base, page, copy)[:2] == (expected, [])
    assert merge(base, copy, page)[:2] == (expected, [])


@FEW
@given(PAGES, PAGES, PAGES)
def test_the_sides_are_treated_alike(base, page, copy):
    one, other = merge(base, page, copy), merge(base, copy, page)
    assert {conflict.way for conflict in one.conflicts} == {conflict.way for conflict in other.conflicts}


def part(key, value, kind="text"):
    return {"type": kind, "value": value, "id": key}


BASE = [part("a", "First."), part("b", "Second."), part("c", "Third.")]


def test_blocks_changed_added_and_removed_come_together():
    page = [part("a", "First, mended."), part("n", "New in the page."), part("b", "Second."), part("c", "Third.")]
    copy = [part("a", "First."), part("b", "Second."), part("m", "New in the copy.")]
    merged = merge(BASE, page, copy)
    assert [one["value"] for one in merged.value] == [
        "First, mended.",
        "New in the page.",
        "Second.",
        "New in the copy.",
    ]
    assert merged.conflicts == []


def test_a_move_on_one_side_and_a_change_on_the_other():
    page = [BASE[2], BASE[0], BASE[1]]
    copy = [BASE[0], part("b", "Second, anew."), BASE[2]]
    merged = merge(BASE, page, copy)
    assert [one["value"] for one in merged.value] == ["Third.", "First.", "Second, anew."]
    assert merged.conflicts == []


def test_moved_differently_on_both_sides_is_a_conflict():
    page, copy = [BASE[2], BASE[0], BASE[1]], [BASE[1], BASE[0], BASE[2]]
    merged = merge(BASE, page, copy, lambda conflict: "page")
    assert [conflict.is_order for conflict in merged.conflicts] == [True]
    assert merged.value == page


def test_taken_away_here_and_changed_there_is_a_conflict():
    page, copy = BASE[:2], [*BASE[:2], part("c", "Third, anew.")]
    kept = merge(BASE, page, copy, lambda conflict: "copy")
    gone = merge(BASE, page, copy, lambda conflict: "page")
    assert [conflict.way for conflict in kept.conflicts] == [("c",)]
    assert (kept.value, gone.value) == (copy, page)


def test_inside_a_block_the_fields_are_told_apart():
    base = [part("a", {"question": "Who?", "answer": "All."}, "question")]
    page = [part("a", {"question": "Who may come?", "answer": "All."}, "question")]
    copy = [part("a", {"question": "Who?", "answer": "Everybody."}, "question")]
    expected = {"question": "Who may come?", "answer": "Everybody."}
    assert merge(base, page, copy)[:2] == ([part("a", expected, "question")], [])


def test_a_table_is_one_thing():
    base = {"columns": ["x"], "rows": [1], "caption": ""}
    page, copy = base | {"columns": ["x", "y"], "rows": [2]}, base | {"caption": "Numbers"}
    assert [one.way for one in merge(base, page, copy).conflicts] == [()]
