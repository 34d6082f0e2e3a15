"""Reading the sheets that people send, and writing ours."""

import datetime
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from resources.models import RememberedHeading
from resources.spreadsheets import reading, workbooks
from resources.spreadsheets.columns import COLUMNS, row_of
from resources.spreadsheets.headings import guess, remember
from resources.spreadsheets.reading import BadFile, read_sheet
from resources.spreadsheets.template import write_template
from resources.spreadsheets.writing import write_csv, write_xlsx
from tests import factories
from tests.resources.spreadsheets.sheet_files import book, exported, read, saved, text, with_part

pytestmark = pytest.mark.django_db
NAMES = (
    "id, revision, title, summary, category, population, region, type, audience, authors, publisher, year, edition, "
    "language, url, how_to_get_it, doi, peer_reviewed, full_text, licence, keywords, key_findings, "
    "principles, practices, implementation_approaches, other_materials, method, funders, other_languages, "
    "listed_only, status"
)
LIVE = ("=", "+", "-", "@", "\t", "\r")


def cells(file: io.BytesIO, name: str = "sheet.xlsx") -> list[list]:
    return [row.cells for row in read(file, name).rows]


def refusal(content: bytes | io.BytesIO, name: str = "sheet.xlsx") -> str:
    file = content if isinstance(content, io.BytesIO) else io.BytesIO(content)
    with pytest.raises(BadFile) as caught:
        read_sheet(file, name)
    return str(caught.value)


# Columns


def test_the_columns_are_those_that_were_agreed():
    assert [column.name for column in COLUMNS] == NAMES.split(", ")


def test_a_row_holds_every_column_and_the_groups_of_findings():
    group = {"group": None, "heading": "What helps", "items": ["<p>A <b>warm</b> drink</p>", "<p>A call</p>"]}
    row = row_of(factories.resource(findings=[("group", group)], year=2019))
    assert row["year"] == "2019"
    assert row["findings: What helps"] == "A warm drink\nA call"
    assert row["url"] == "https://example.org/report.pdf"


def test_headings_are_known_in_any_case_and_language():
    assert guess(["Titre", "YEAR", "Résumé", "findings: What helps", "peer reviewed", "?"]) == [
        "title",
        "year",
        "summary",
        "findings: What helps",
        "peer_reviewed",
        "",
    ]


def test_no_column_is_guessed_twice():
    assert guess(["title", "Title", "name"]) == ["title", "", ""]


def test_what_an_editor_chose_for_a_heading_is_remembered():
    remember(["Blurb", "title"], ["summary", "title"])
    assert guess(["blurb:", "title"]) == ["summary", "title"]
    assert not RememberedHeading.objects.filter(heading="title").exists()


# Workbooks


def test_numbers_dates_and_truth_become_plain_text():
    file = book([["title", "a", "b", "c"], ["T", 2021.0, datetime.datetime(2021, 6, 9), True]])
    assert cells(file) == [["T", "2021", "2021-06-09", "yes"]]


def test_a_formula_without_a_result_is_named_as_such():
    assert cells(book([["title", "url"], ["T", '=A1&"y"']]))[0][1]["problem"] == "formula"


def test_a_failed_formula_is_named_as_such():
    workbook = Workbook()
    workbook.active.append(["title", "year"])
    workbook.active.append(["T", "#REF!"])
    workbook.active["B2"].data_type = "e"
    assert cells(saved(workbook))[0][1] == {"problem": "error", "text": "#REF!"}


def test_what_is_merged_over_rows_is_said_of_each_of_them():
    rows = [["title", "region"], ["A", "BC"], ["B", None], ["C", None], [None, None]]
    assert cells(book(rows, merged=["B2:B5"])) == [["A", "BC"], ["B", "BC"], ["C", "BC"]]


def test_the_first_sheet_that_is_shown_is_read():
    workbook = Workbook()
    workbook.active.append(["nothing"])
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("Shown").append(["title"])
    workbook["Shown"].append(["T"])
    assert cells(saved(workbook)) == [["T"]]


def test_rows_keep_their_numbers_and_empty_ones_are_passed_by():
    sheet = read(book([["Our list"], [], ["title"], ["A"], [None], ["B"]]))
    assert [(row.number, row.cells) for row in sheet.rows] == [(4, ["A"]), (6, ["B"])]


def test_letters_of_all_scripts_and_very_long_cells_are_read():
    long = "x" * 100_000
    file = book([["title", "summary"], ["دليل الدعم", "SHORT"]])
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    file = with_part(file, "xl/worksheets/sheet1.xml", sheet.replace(b"SHORT", long.encode()))
    assert cells(file) == [["دليل الدعم", long]]


def test_a_sheet_formatted_to_its_end_is_read_quickly():
    workbook = Workbook()
    workbook.active.append(["title"])
    workbook.active.append(["T"])
    workbook.active.row_dimensions[1_048_576].height = 20
    assert cells(saved(workbook)) == [["T"]]


# Files that are refused


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.csv", b"\xef\xbb\xbf"),
        ("a.csv", b"title\n"),
        ("a.csv", b"\0\0\0\0"),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b'title\n"never closed'),
        ("a.csv", bytes(range(256)) * 20),
        ("a.csv", b"%PDF-1.7\n\x01\x02\x03\x04\x05\xff\xfe\x00\x00"),
        ("a.xlsx", b"%PDF-1.7"),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 old"),
        ("a.xls", b"\xd0\xcf\x11\xe0 old"),
        ("a.pdf", b"%PDF-1.7"),
        ("noending", b"title\nA"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(name, content):
    assert refusal(content, name).endswith(".")


def test_another_kind_of_archive_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "not an Excel workbook" in refusal(out.getvalue())


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>", b"\xff\xfe\x00"])
def test_a_broken_part_is_refused_in_a_sentence(part, content):
    file = with_part(book([["title"], ["T"]]), part, content)
    assert refusal(file).endswith(".")


def test_a_workbook_that_declares_entities_is_not_read():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'
    assert "no spreadsheet program makes" in refusal(
        with_part(book([["title"], ["T"]]), "xl/worksheets/sheet1.xml", bomb)
    )


def test_an_archive_that_grows_without_end_is_not_read(monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_EXPANDED", 50_000)
    assert "too large" in refusal(with_part(book([["title"], ["T"]]), "xl/styles.xml", b" " * 60_000))


def test_too_many_rows_columns_or_bytes_are_refused(monkeypatch):
    assert "columns" in refusal(book([["title"] * 101, ["T"]]))
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    assert "more than 3 rows" in refusal(text([["title"]] + [["T"]] * 20), "a.csv")
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    assert "10 MB" in refusal(b"x" * 101, "a.csv")


def test_too_much_text_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_LETTERS", 1_000)
    assert "too much text" in refusal(text([["title"]] + [["T" * 400]] * 3), "a.csv")


def test_a_far_away_cell_costs_nothing():
    workbook = Workbook()
    workbook.active["A1"], workbook.active["A2"] = "title", "T"
    workbook.active["XFD1048576"] = "far"
    assert "columns" in refusal(saved(workbook))


# Text with columns


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_texts_of_all_usual_kinds_are_read(encoding, separator):
    file = text([["title", "résumé"], ["Été, hiver", "a; b\nc"]], encoding, separator)
    assert cells(file, "a.csv") == [["Été, hiver", "a; b\nc"]]


def test_the_line_in_which_excel_names_the_separator_is_passed_by():
    assert cells(io.BytesIO(b"sep=;\r\ntitle;year\r\nA;2020\r\n"), "a.csv") == [["A", "2020"]]


# Writing


@pytest.mark.parametrize("start", [*LIVE, "'=", "''=", "＝"])
def test_no_cell_of_ours_is_a_formula_and_each_comes_back(start):
    value = f"{start}HYPERLINK(1)"
    for write, name in ((write_csv, "a.csv"), (write_xlsx, "a.xlsx")):
        out = io.BytesIO()
        write([{"title": value}], out, ["title"])
        assert cells(io.BytesIO(out.getvalue()), name) == [[value.strip()]]
        if name == "a.csv":
            assert not out.getvalue().decode("utf-8-sig").split("\r\n")[1].lstrip('"').startswith(LIVE)
        else:
            assert load_workbook(out).active["A2"].data_type == "s"


def test_what_no_workbook_can_hold_is_left_out():
    out = io.BytesIO()
    write_xlsx([{"title": "a\x00b\x0bc_x0041_d\ud800", "summary": "x" * 40_000}], out, ["title", "summary"])
    first = cells(io.BytesIO(out.getvalue()))[0]
    assert first[0] == "abc_x0041_d"
    assert len(first[1]) == 32_767


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_written(rows):
    rows = [{"title": f"T{one}", "summary": other} for one, other in rows]
    for write, name in ((write_csv, "a.csv"), (write_xlsx, "a.xlsx")):
        first, second = io.BytesIO(), io.BytesIO()
        write(rows, first, ["title", "summary"])
        sheet = read(io.BytesIO(first.getvalue()), name)
        write([dict(zip(sheet.headings, row.cells, strict=True)) for row in sheet.rows], second, ["title", "summary"])
        again = read(io.BytesIO(second.getvalue()), name)
        assert len(sheet.rows) == len(rows)
        assert sheet.rows == again.rows


def test_an_export_reads_as_the_row_it_was_made_of():
    page = factories.resource(summary="=1+1\r\n\r\nSecond", keywords="a; b")
    sheet = read(exported(page))
    assert dict(zip(sheet.headings, sheet.rows[0].cells, strict=True)) == row_of(page)


# The sheet to begin with


def test_the_template_offers_lists_and_can_be_imported():
    factories.term("category", "Principles")
    out = io.BytesIO()
    write_template(out)
    workbook = load_workbook(io.BytesIO(out.getvalue()))
    rules = workbook.worksheets[0].data_validations.dataValidation
    assert any("$2:$" in rule.formula1 for rule in rules)
    assert {"title", "category"} <= {cell.value for cell in workbook.worksheets[0][1]}
    assert "title" in guess(read(io.BytesIO(out.getvalue())).headings)
