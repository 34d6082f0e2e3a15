"""Series, number and title, in the order in which people write them."""

import io

import pytest

from events.models import WebinarSummaryPage
from intake.document_reading import read_document
from intake.filling import Request, fill, place_for
from intake.finders.series_lines import numbered_in
from tests import factories


@pytest.mark.parametrize(
    ("line", "number", "series", "title"),
    [
        ("Webinaire 6", 6, "", ""),
        ("Séance no 4", 4, "", ""),
        ("Webinar #12: Whose Boat", 12, "", "Whose Boat"),
        ("Tide Tables, session 2 of 6", 2, "Tide Tables", ""),
        ("Tide Conversations #5", 5, "Tide Conversations", ""),
        ("Tide Talks, Webinar 3", 3, "Tide Talks", ""),
        ("Webinar 2 in the Tides Series", 2, "Tides Series", ""),
        ("Session 9 · Slow Boats (by phone)", 9, "Slow Boats", ""),
    ],
)
def test_number_series_and_title_of_a_line(line, number, series, title):
    assert numbered_in(line) == (number, series, title)


@pytest.mark.parametrize("line", ["Session 3 people came to 4 boats", "In 2019, 40 boats sank", "Room 12", "Boats"])
def test_other_lines_number_nothing(line):
    assert numbered_in(line) is None


@pytest.fixture
def read(request_for):
    def of(text, name="notes.md", request=request_for):
        return fill(WebinarSummaryPage, read_document(io.BytesIO(text.encode()), name), request)

    return of


@pytest.mark.parametrize(
    "head",
    [
        "**Tide Tables – Webinar Series**\n\n**Webinar 4**\n\n**Whose Boat Is This**",
        "SÉRIE LES MARÉES\n\nWebinaire 4\n\n« Whose Boat Is This »",
        "Boat Talks\n\nWebinar 4\n\n**« Whose Boat Is This »**",
        "# Webinar #4: Whose Boat Is This",
        "**Webinar 4**\n\n**Whose Boat Is This**",
    ],
)
def test_the_title_is_what_follows_the_number(head, read):
    filling = read(f"{head}\n\nMay 4, 2021, 2 pm PT\n\n## Summary\n\nIt was a boat that nobody had asked for.\n")
    assert (filling.values["title"], filling.values["number"]) == ("Whose Boat Is This", 4)


NAMED = "# Whose Boat\n\nWebinar 2 in the Tides Series\n\nMay 4, 2021, 2 pm PT\n\n## Summary\n\nReeds.\n"


def test_a_series_that_there_is_not_is_told(read):
    assert any("“Tides Series”" in remark for remark in read(NAMED).remarks)


def test_a_series_of_that_name_is_chosen(webinars):
    series = factories.series(title="Tides", parent=webinars)
    request = Request(factories.user(is_superuser=True), webinars, "en")
    document = read_document(io.BytesIO(NAMED.encode()), "notes.md")
    assert place_for(WebinarSummaryPage, document, request).pk == series.pk
    assert not any("Tides" in remark for remark in fill(WebinarSummaryPage, document, request).remarks)
