"""Rows of dots: as many as there are things, told apart without colour."""

from bs4 import BeautifulSoup

from core.drawings.dot_chart import MARKS, MOST_DOTS, OPEN_ROWS, Line, dot_chart
from core.templatetags import drawings

GROUPS = [(f"g{number}", f"Group {number}") for number in range(9)]


def chart(*counts):
    lines = [
        Line(f"Row {number}", f"/row/{number}", one, f"{sum(one.values())} things") for number, one in enumerate(counts)
    ]
    return dot_chart(lines, GROUPS, "Others", "One dot is {}.".format)


def dots(row):
    return {run.mark: len(run.dots) for run in row.runs}


def test_a_dot_for_each_thing():
    made = chart({"g0": 3, "g1": 2})
    assert dots(made.rows[0]) == {1: 3, 2: 2}
    assert made.caption == "One dot is 1."


def test_many_are_drawn_by_fewer_dots_and_none_is_lost():
    made = chart({"g0": 3 * MOST_DOTS - 1, "g1": 1})
    assert made.caption == "One dot is 3."
    assert dots(made.rows[0]) == {1: MOST_DOTS, 2: 1}


def test_small_groups_and_unknown_ones_share_a_mark():
    made = chart({f"g{number}": number + 1 for number in range(9)} | {"heading:own": 4})
    assert [mark.label for mark in made.marks] == [f"Group {number}" for number in range(4, 9)] + ["Others"]
    assert dots(made.rows[0])[MARKS] == 1 + 2 + 3 + 4 + 4


def test_rows_without_anything_are_left_out():
    assert [row.label for row in chart({}, {"g0": 1}).rows] == ["Row 1"]
    assert chart({}) is None and drawings.dot_chart(None) == ""


def test_the_drawing_says_in_words_what_it_shows():
    page = BeautifulSoup(drawings.dot_chart(chart({"g0": 2, "g1": 1})), "html.parser")
    row = page.select_one(".dot-rows li")
    assert row.find("a")["href"] == "/row/0"
    assert len(row.select(".dots[aria-hidden=true] i")) == 3
    assert "3 things" in row.text and "Group 0 2, Group 1 1" in row.text


def test_many_rows_are_folded_and_one_more_is_not():
    few, many = (chart(*[{"g0": 1}] * number) for number in (OPEN_ROWS + 1, OPEN_ROWS + 2))
    assert few.first == few.rows and not few.folded
    page = BeautifulSoup(drawings.dot_chart(many), "html.parser")
    assert len(page.select(".dot-chart > .dot-rows > li")) == OPEN_ROWS
    assert len(page.select("details .dot-rows > li")) == 2
