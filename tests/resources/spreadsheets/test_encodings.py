"""A text that does not say how its letters are written is read with a question or refused, never with wrong letters."""

import io

import pytest

from resources.spreadsheets.reading import BadFile, read_sheet

pytestmark = pytest.mark.django_db

FRENCH = "title;publisher\r\nSanté mentale et étude communautaire;Société d'été\r\n"
LONGER = "title;publisher\r\nÀ la rencontre des « aînés » : où aller, ça suffit;Îlot d’Évangéline – Œuvres\r\n"
ENGLISH = "title;publisher\r\nWorkers’ rights – “a guide”;The Workers’ Centre\r\n"


def sheet(text, encoding):
    return read_sheet(io.BytesIO(text.encode(encoding)), "a.csv")


def words(text):
    return [line.split(";") for line in text.split("\r\n")[1:2]]


@pytest.mark.parametrize("text", [FRENCH, LONGER, ENGLISH], ids=["French", "longer", "English"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_says_its_encoding_is_read_without_a_question(text, encoding):
    read = sheet(text, encoding)
    assert [one.cells for one in read.rows] == words(text)
    assert read.notes == []


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (FRENCH, "cp1252", "Windows-1252"),
        (LONGER, "cp1252", "Windows-1252"),
        (ENGLISH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (LONGER, "mac_roman", "Mac Roman"),
        (ENGLISH, "mac_roman", "Mac Roman"),
        (FRENCH, "cp850", "DOS"),
    ],
)
def test_what_does_not_is_read_with_a_question_and_an_example(text, encoding, name):
    read = sheet(text, encoding)
    assert [one.cells for one in read.rows] == words(text)
    [note] = read.notes
    assert f"read as {name}" in note
    example = note.partition("“")[2].partition("”. Is that right?")[0]
    assert example and example in text and not example.isascii()


def test_what_fits_no_encoding_is_refused_in_words():
    content = b"title;year\r\nA\x9d\x81\x8f\x90b\xb0c\xb1d\xb2e\xdbf;2020\r\n"
    with pytest.raises(BadFile, match="CSV UTF-8"):
        read_sheet(io.BytesIO(content), "a.csv")


def test_letters_that_were_lost_are_named():
    read = sheet("title;url\r\nT?ilhqot?in voices;https://example.org/a?b=c\r\nReally? Yes;\r\n", "utf-8")
    [note] = read.notes
    assert "“T?ilhqot?in”" in note
    assert "Really" not in note and "example.org" not in note


def test_old_line_ends_after_the_line_of_the_separator():
    read = sheet("sep=;\rtitle;year\rA guide;2020\r", "ascii")
    assert [one.cells for one in read.rows] == [["A guide", "2020"]]


def test_old_line_ends_with_old_letters():
    content = "title;authors\rSanté mentale;Renée Lévesque\r".encode("mac_roman")
    read = read_sheet(io.BytesIO(content), "a.csv")
    assert [one.cells for one in read.rows] == [["Santé mentale", "Renée Lévesque"]]
