"""A summary that a mail hands on: what stands above it is nobody's title and no day of the session."""

import datetime
import io

import pytest

from events.models import WebinarSummaryPage
from intake.document_reading import read_document
from intake.filling import fill

LINES = [
    "From: Ines Ruhl &lt;ines@example.org&gt;",
    "Sent: Monday, April 4, 2022 9:12 AM",
    "To: All",
    "Subject: {subject}",
]
BODY = """<p>{greeting}</p><p>Please find below what we heard last week, with thanks to the people who spoke.</p>
<p><b>Bread Without Ovens: Baking in Camps</b></p><p>March 29, 2022, 1 pm to 2 pm PT</p>
<p><b>The first loaf</b></p><p>It was flat, and “Nobody minded much” was said of it by everyone who ate a slice.</p>"""


@pytest.fixture
def read(request_for):
    def of(html):
        return fill(WebinarSummaryPage, read_document(io.BytesIO(html.encode()), "mail.html"), request_for)

    return of


def in_lines(subject):
    return "".join(f"<p>{line}</p>" for line in LINES).format(subject=subject)


def in_table(subject):
    rows = (line.partition(":") for line in LINES)
    cells = "".join(f"<tr><td><b>{label}:</b></td><td>{words}</td></tr>" for label, _colon, words in rows)
    return f"<table>{cells}</table>".format(subject=subject)


@pytest.mark.parametrize("greeting", ["Hi everyone,", "Bonjour à toutes et à tous,", "Dear all,"])
@pytest.mark.parametrize("head", [in_lines, in_table, lambda _subject: ""])
def test_the_bold_line_above_the_day_is_the_title(head, greeting, read):
    filling = read(head("Notes of bread 2") + BODY.format(greeting=greeting))
    assert filling.values["title"] == "Bread Without Ovens: Baking in Camps"
    assert (filling.values["date"], filling.values["start_time"]) == (datetime.date(2022, 3, 29), datetime.time(13))
    assert greeting in [block.text for block in filling.leftovers]


def test_where_no_line_is_a_title_the_subject_is_guessed(read):
    text = "<p>Hi all,</p><p>We met again, and these are the notes that Ines promised to the whole group of bakers.</p>"
    filling = read(in_lines("Notes of bread 2") + text)
    assert filling.values["title"] == "Notes of bread 2"
    assert "title" in filling.guessed
    assert "date" not in filling.values
