"""Marks of Markdown that people write by hand in Word, in a mail or in plain text."""

import io

import docx
import pytest

from intake.document import HEADING, PARAGRAPH, Block
from intake.document_reading import read_document
from intake.readers.written_marks import marked_up, read_marks


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("Bring a **lamp** tonight", "Bring a <b>lamp</b> tonight"),
        ("Bring a __lamp__, please", "Bring a <b>lamp</b>, please"),
        ("Bring a *lamp*.", "Bring a <i>lamp</i>."),
        ("(_a lamp_)", "(<i>a lamp</i>)"),
        ("**See https://lamps.example/_all_/**", "<b>See https://lamps.example/_all_/</b>"),
        ("[The map](https://maps.example/)", '<a href="https://maps.example/">The map</a>'),
        ("**Three <i>red</i> lamps**", "<b>Three <i>red</i> lamps</b>"),
        ("<b>**Lamps**</b>", "<b><b>Lamps</b></b>"),
    ],
)
def test_marks_around_words_are_read(line, html):
    assert marked_up(line) == html


@pytest.mark.parametrize(
    "line",
    [
        "2 * 3 * 4 lamps",
        "file_name_of_lamp",
        "*Lunch is free. Parking is not.",
        "The cost** is low, the rate** is not",
        "Name: ________ Date: ____",
        "https://lamps.example/_all_/map",
        "ask lamp_desk_@lamps.example",
        '<a href="https://lamps.example/_a_">Lamps</a>',
        "* one * two",
        "**torn <b>apart** here</b>",
        "[sic] (and more)",
    ],
)
def test_whatever_else_has_such_signs_stays(line):
    assert marked_up(line) == line


@pytest.mark.parametrize(("line", "level"), [("# Lamps at night", 1), ("### where they stand", 3), ("## Lamps ##", 2)])
def test_a_line_marked_as_a_heading_is_one(line, level):
    block = Block(PARAGRAPH, line)
    read_marks(block)
    assert (block.kind, block.level) == (HEADING, level)
    assert "#" not in block.html


@pytest.mark.parametrize(
    "line", ["# of people who came: 30", "#1 priority", "# The lamps are lit at night.", "Room # 12", "#lamps"]
)
def test_a_sentence_with_the_sign_of_a_number_stays(line):
    block = Block(PARAGRAPH, line)
    read_marks(block)
    assert (block.kind, block.html) == (PARAGRAPH, line)


def test_they_are_read_in_a_word_file():
    word = docx.Document()
    for line in ("# Lamps at night", "Bring a **lamp**, and _walk slowly_.", "We meet at the harbour when it is dark."):
        word.add_paragraph(line)
    file = io.BytesIO()
    word.save(file)
    file.seek(0)
    heading, first, second = read_document(file, "lamps.docx").blocks
    assert (heading.kind, heading.html) == (HEADING, "Lamps at night")
    assert first.html == "Bring a <b>lamp</b>, and <i>walk slowly</i>."
    assert second.html == "We meet at the harbour when it is dark."


def test_they_are_read_in_a_mail_and_in_plain_text():
    text = b"# Lamps at night\n\nBring a **lamp**, and _walk slowly_, when you come to us.\n"
    for name, content in (("lamps.txt", text), ("lamps.eml", b"From: a@b.example\nSubject: Lamps\n\n" + text)):
        blocks = read_document(io.BytesIO(content), name).blocks
        assert ("Lamps at night", HEADING) in [(block.html, block.kind) for block in blocks]
        assert "Bring a <b>lamp</b>, and <i>walk slowly</i>, when you come to us." in [block.html for block in blocks]


def test_items_have_no_end_of_a_list():
    html = b"<h1>Lamps</h1><ul><li>Name three;</li><li>Draw a <b>map; and</b></li><li>Walk slowly.</li></ul>"
    words = [block.html for block in read_document(io.BytesIO(html), "lamps.html").blocks]
    assert words == ["Lamps", "Name three", "Draw a <b>map</b>", "Walk slowly."]
