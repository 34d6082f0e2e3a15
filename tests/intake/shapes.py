"""Eight summaries as eight people write them: each another session, another layout and another format."""

import datetime
import io
import re
import textwrap
import zipfile
from html import escape

from tests.intake.shape import Shape
from tests.intake.word_shapes import panel_in_a_table, word_with_styles, word_without_styles

NUMBERED = '<text:list-item><text:p text:style-name="L">{}</text:p></text:list-item>'


def shapes() -> list[Shape]:
    return [
        word_with_styles(),
        word_without_styles(),
        panel_in_a_table(),
        markdown_notes(),
        html_of_a_mail(),
        wrapped_text(),
        open_text(),
        google_export(),
    ]


def markdown_notes() -> Shape:
    text = """\
# What the Night Shift Knows

**Date:** 14 January 2026, 10:00 am to 11:30 am CT
**Facilitator:** Odalys Brandt, Shift Work Collective

## Summary

Night staff see a *different* hospital. They were asked last, and answered first.

## Panellists

* Wren Abara, Charge Nurse, Saint Brigid Hospital
* Milos Tanaka, MSW, Social Worker, Lamplight Society

## Handing over at seven

Seven minutes are planned. Nineteen are needed, and [the log of one ward](https://example.org/ward-log) shows why.

- The first five go to beds.
- The last two go to people.

## Questions and answers

**Could day staff come earlier?**

They could, if the car park opened earlier. It does not.

That is being looked at, slowly.

**Do families stay at night?**

Some do. There is one chair for each ward.
"""
    said = [re.sub(r"\*|[][]|\(https.*?\)", "", line).strip("#- ") for line in text.splitlines() if line.strip()]
    return Shape(
        "night-shift.md",
        text.encode(),
        said,
        "What the Night Shift Knows",
        datetime.date(2026, 1, 14),
        ["Odalys Brandt", "Wren Abara", "Milos Tanaka"],
        ["Handing over at seven"],
        ["Could day staff come earlier?", "Do families stay at night?"],
        None,
        ("They could, if the car park opened earlier.", "That is being looked at, slowly."),
    )


def html_of_a_mail() -> Shape:
    """As a mail program saves it: a paragraph is a <div>, bold is a style, lines of the mail stand above."""
    lines = [
        ("b", "Small Towns, Long Roads"),
        ("", "Webinar 1, Monday, March 2, 2026, 11:00 am to 12:00 pm Pacific Time"),
        ("b", "SUMMARY"),
        ("", "The nearest bed is three hours off. Two towns share a van and a driver who listens."),
        ("b", "PANEL"),
        ("", "Leocadia Strand, Driver and Peer Worker, Two Towns Van Society"),
        ("", "Hamish Okonjo, Manager, Rural Care Authority"),
        ("b", "THE VAN AS A ROOM"),
        ("", "People talk where nobody faces them. The driver keeps tissues and no notes."),
        ("b", "QUESTION PERIOD"),
        ("b", "How is the driver looked after?"),
        ("", "By a call each Friday. It began after the first winter."),
        ("", "Two drivers have used more than that, and said so."),
        ("b", "Does the van run in snow?"),
        ("", "It runs behind the plough. Some days it does not run."),
    ]
    body = "".join(
        f'<div><span style="font-weight:bold;font-family:Calibri">{escape(text)}</span></div><div><br></div>'
        if kind
        else f'<div><span style="font-family:Calibri">{escape(text)}</span></div><div><br></div>'
        for kind, text in lines
    )
    html = f'<html><head><style>p.MsoNormal{{margin:0}}</style></head><body><div dir="ltr">{body}</div></body></html>'
    return Shape(
        "Fw_ summary.html",
        html.encode(),
        [text for _kind, text in lines],
        lines[0][1],
        datetime.date(2026, 3, 2),
        ["Leocadia Strand", "Hamish Okonjo"],
        ["THE VAN AS A ROOM"],
        ["How is the driver looked after?", "Does the van run in snow?"],
        1,
        ("By a call each Friday.", "Two drivers have used more than that, and said so."),
    )


def wrapped_text() -> Shape:
    """A text broken at sixty-four signs, as an old mail program leaves it."""
    parts = [
        "Borrowed Keys: What Libraries Lend",
        "Webinar 8: Thursday, June 18, 2026 – 2:00 pm to 3:30 pm Eastern Time",
        "SUMMARY",
        "Libraries lend drills, tents and telephones. This year a third of them lend a room with a lock, for an "
        "afternoon at a time, and ask for nothing but a name.",
        "PANEL",
        "- Ottilie Marchetti, Branch Librarian, Quarry Road Library",
        "- Desmond Achterberg, Outreach Worker, Open Hand Society",
        "A ROOM WITH A LOCK",
        "The room has a kettle, a couch and a window that opens. Nobody asks what it is for, and the book of those who "
        "borrowed it is burnt each month.",
        "VIEWER QUESTIONS",
        "What happens when somebody does not leave at closing time?",
        "The librarian knocks and sits down. In two years the police came once, and that was for a leaking pipe.",
        "A taxi voucher helps more than a rule does, and the branch keeps twelve of them in a drawer below the stamps.",
        "May children come along?",
        "They may, and there is a box of blocks. The box was the idea of a borrower.",
    ]
    text = "\n\n".join("\n".join(textwrap.wrap(part, 64)) for part in parts)
    return Shape(
        "libraries.txt",
        text.encode(),
        [part.removeprefix("- ") for part in parts],
        parts[0],
        datetime.date(2026, 6, 18),
        ["Ottilie Marchetti", "Desmond Achterberg"],
        ["A ROOM WITH A LOCK"],
        ["What happens when somebody does not leave at closing time?", "May children come along?"],
        8,
        ("The librarian knocks and sits down.", "in a drawer below the stamps."),
    )


def open_text() -> Shape:
    lines = [
        (1, "When the School Nurse Is the Whole Clinic"),
        (0, "Webinar 4: Friday, April 24, 2026, 8:30 am to 10:00 am Atlantic Time"),
        (2, "Summary"),
        (0, "One nurse for nine hundred pupils is a door that is always open. It is also a corridor."),
        (2, "Presenters"),
        (3, "Anouk Villeneuve, School Nurse, Harbour School Board"),
        (3, "Caleb Nwosu, PhD, Researcher, Tidewater College"),
        (2, "The corridor"),
        (0, "Pupils wait standing. Those who sit down are asked first, so nobody sits down."),
        (2, "Audience questions"),
        (0, "1. Would a second chair help?"),
        (0, "It helped in one school. The other school has no wall for it."),
        (0, "2. Are parents told?"),
        (0, "From twelve years on the pupil decides. That is the law there."),
    ]
    body = "".join(
        NUMBERED.format(escape(text)).join(("<text:list>", "</text:list>"))
        if kind == 3
        else f'<text:h text:outline-level="{kind}">{escape(text)}</text:h>'
        if kind
        else f"<text:p>{escape(text)}</text:p>"
        for kind, text in lines
    )
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {names}>{inside}</office:document-content>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    said = [text.removeprefix("1. ").removeprefix("2. ") for _kind, text in lines]
    return Shape(
        "school nurse.odt",
        file.getvalue(),
        said,
        said[0],
        datetime.date(2026, 4, 24),
        ["Anouk Villeneuve", "Caleb Nwosu"],
        ["The corridor"],
        ["Would a second chair help?", "Are parents told?"],
        4,
        ("It helped in one school.", "no wall for it."),
    )


def google_export() -> Shape:
    """Links lead over Google, bold is a class, and lists are cut into pieces."""
    lines = [
        ("h1", "After the Flood, Before the Form"),
        ("p", "Webinar 9: Tuesday, September 15, 2026, 10:00 am to 11:30 am PT"),
        ("h2", "Summary"),
        ("p", "Forms came before blankets. The next time it shall be the other way round."),
        ("h2", "Panel"),
        ("li", "Marguerite Osei, Chief of Staff, Valley Relief Network"),
        ("li", "Jonas Ferreira, Volunteer, Valley Relief Network"),
        ("h2", "A table at the church"),
        ("p", "Eleven people sat at it. They wrote names on tape and stuck the tape on coats."),
        ("h2", "Question period"),
        ("b", "What would you do first next time?"),
        ("p", "Charge the telephones. A family that can call needs half as much of everything else."),
        ("b", "Where is the tape now?"),
        ("p", "In a folder at the church. The full list is available here."),
    ]
    tags = {
        "h1": "<h1 class='c3'><span>{}</span></h1>",
        "h2": "<h2 class='c3'><span>{}</span></h2>",
        "p": "<p class='c0'><span class='c2'>{}</span></p>",
        "b": "<p class='c0'><span class='c1'>{}</span></p>",
        "li": "<ul class='lst-kix_1-0 start'><li class='c4'><span>{}</span></li></ul>",
    }
    body = "".join(tags[kind].format(escape(text)) for kind, text in lines)
    way = "https://www.google.com/url?q=https://example.org/tape-list&amp;sa=D&amp;source=editors"
    body = body.replace("available here", f'<a href="{way}">available here</a>')
    html = (
        f"<html><head><style>.c1{{font-weight:700}}.c0{{margin:0}}</style></head><body class='c9'>{body}</body></html>"
    )
    return Shape(
        "AftertheFlood.html",
        html.encode(),
        [text for _kind, text in lines],
        lines[0][1],
        datetime.date(2026, 9, 15),
        ["Marguerite Osei", "Jonas Ferreira"],
        ["A table at the church"],
        ["What would you do first next time?", "Where is the tape now?"],
        9,
        ("Charge the telephones.", "half as much of everything else."),
    )
