"""What stands in a workbook besides the rows of one sheet: it is read where sense allows, and otherwise named."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from resources.models import ImportBatch
from resources.spreadsheets.reading import BadFile
from resources.spreadsheets.sheet_line import Sheet
from tests.resources.spreadsheets.sheet_files import applied, checked, outcomes, read, saved

pytestmark = pytest.mark.django_db
HEADINGS = ["title", "year", "publisher"]


def workbook(**tabs: list[list[object]]) -> Workbook:
    """A workbook with these sheets in order."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in tabs.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def sheet(**tabs: list[list[object]]) -> Sheet:
    return read(saved(workbook(**tabs)))


def cells(one: Sheet) -> list[list]:
    return [row.cells for row in one.rows]


def said(one: Sheet) -> str:
    return " ".join(one.notes)


# Several sheets


def test_a_cover_sheet_is_passed_by_and_named():
    found = sheet(Cover=[["Our library"], ["Made in 2024"]], Data=[HEADINGS, ["A", 2020, "Alder"]])
    assert cells(found) == [["A", "2020", "Alder"]]
    assert "the same columns: “Cover”" in said(found)


def test_a_cover_that_says_title_is_still_a_cover():
    found = sheet(Cover=[["Title", "Our library"], ["By", "Sam"]], Data=[HEADINGS, ["A", 2020, "Alder"]])
    assert cells(found) == [["A", "2020", "Alder"]]


def test_sheets_of_one_shape_are_all_read():
    found = sheet(y2021=[HEADINGS, ["A", 2021, "P"]], y2022=[["Publisher", "Title", "Year"], ["Q", "B", 2022]])
    assert cells(found) == [["A", "2021", "P"], ["B", "2022", "Q"]]
    assert [(row.number, row.place) for row in found.rows] == [(2, ""), (4, "y2022!2")]
    assert "Several sheets were read: “y2021”, “y2022”." in said(found)


def test_a_column_that_only_the_second_sheet_has_is_read_too():
    found = sheet(one=[HEADINGS, ["A", 2021, "P"]], two=[[*HEADINGS, "Doi", "Notes"], ["B", 2022, "Q", "10.1/x", "n"]])
    assert found.headings == [*HEADINGS, "Doi", "Notes"]
    assert cells(found) == [["A", "2021", "P", "", ""], ["B", "2022", "Q", "10.1/x", "n"]]


def test_a_sheet_of_another_shape_is_named():
    found = sheet(Data=[HEADINGS, ["A", 2020, "P"]], Contacts=[["Title", "Phone", "Email"], ["Dr", "1", "a@b.ca"]])
    assert cells(found) == [["A", "2020", "P"]]
    assert "“Contacts”" in said(found)


def test_hidden_sheets_are_named():
    made = workbook(Data=[HEADINGS, ["A", 2020, "P"]], Old=[HEADINGS, ["B", 2019, "P"]])
    made["Old"].sheet_state = "hidden"
    found = read(saved(made))
    assert cells(found) == [["A", "2020", "P"]]
    assert "Hidden sheets were not read: “Old”." in said(found)


def test_a_sheet_too_wide_is_named_and_the_other_is_read():
    found = sheet(Data=[HEADINGS, ["A", 2020, "P"]], Wide=[["x"] * 120])
    assert cells(found) == [["A", "2020", "P"]]
    assert "The sheet “Wide” was not read" in said(found)


def test_one_plain_sheet_needs_no_words():
    assert sheet(Data=[HEADINGS, ["A", 2020, "P"]]).notes == []


def test_rows_of_two_sheets_become_drafts_and_are_named_by_their_sheet():
    batch = applied(saved(workbook(one=[HEADINGS, ["A first", 2021, "P"]], two=[HEADINGS, ["A first", 2021, "P"]])))
    assert outcomes(batch) == ["new", "duplicate"]
    assert str(batch.rows.last()) == "two!2: A first"
    batch = checked(saved(workbook(one=[HEADINGS], two=[HEADINGS, ["Other", 2021, "P"], ["Other", 2021, "P"]])))
    assert batch.rows.last().reason.endswith("row 2.")


# Links behind words


def linked(cell: str, url: str, rows: list[list[object]]) -> Sheet:
    made = workbook(Data=rows)
    made["Data"][cell].hyperlink = url
    return read(saved(made))


def test_the_link_behind_a_title_is_the_address():
    found = linked("A2", "https://example.org/a.pdf", [["Title", "Year"], ["A guide", 2020]])
    assert (found.headings, cells(found)) == (
        ["Title", "Year", "url"],
        [["A guide", "2020", "https://example.org/a.pdf"]],
    )
    assert "Links in cells were read: A2." in said(found)


@pytest.mark.parametrize("words", ["View", "example.org", ""])
def test_the_link_behind_words_in_the_column_of_addresses_is_the_address(words):
    found = linked("B2", "https://example.org/report.pdf", [["Title", "Link"], ["A guide", words or " "]])
    assert cells(found) == [["A guide", "https://example.org/report.pdf"]]


def test_an_address_that_leads_elsewhere_is_taken_as_it_reads_and_named():
    found = linked("B2", "https://elsewhere.org/", [["Title", "Link"], ["A guide", "https://example.org/a"]])
    assert cells(found) == [["A guide", "https://example.org/a"]]
    assert "that was not read: B2." in said(found)


def test_an_address_that_leads_where_it_says_needs_no_words():
    assert linked("B2", "https://example.org/a/", [["Title", "Link"], ["G", "https://example.org/a"]]).notes == []


def test_a_link_behind_other_words_is_named():
    found = linked("B2", "https://example.org/alder", [["Title", "Publisher"], ["A guide", "Alder"]])
    assert cells(found) == [["A guide", "Alder"]]
    assert "that was not read: B2." in said(found)


def test_the_address_in_a_formula_is_read():
    found = sheet(Data=[["Title", "Link"], ["A guide", '=HYPERLINK("https://example.org/x", "View")']])
    assert cells(found) == [["A guide", "https://example.org/x"]]


def test_linked_titles_become_drafts_with_their_address():
    made = workbook(Data=[["Title"], ["A guide to linking"]])
    made["Data"]["A2"].hyperlink = "https://example.org/a.pdf"
    batch = applied(saved(made))
    page = batch.rows.get().page.get_latest_revision_as_object()
    assert page.links[0].value["url"] == "https://example.org/a.pdf"


# Comments, hidden rows, headings of groups


def test_comments_are_named():
    made = workbook(Data=[HEADINGS, ["A", 2020, "P"]])
    made["Data"]["B2"].comment = Comment("Is this so?", "Sam")
    assert "Comments were not read: B2." in said(read(saved(made)))


def test_hidden_rows_and_columns_are_read_and_named():
    made = workbook(Data=[HEADINGS, ["A", 2020, "P"], ["B", 2021, "P"]])
    made["Data"].row_dimensions[3].hidden = True
    made["Data"].column_dimensions["C"].hidden = True
    found = read(saved(made))
    assert [row[0] for row in cells(found)] == ["A", "B"]
    assert "hidden or filtered out were read too: 3." in said(found)
    assert "Hidden columns were read too: C." in said(found)


def test_headings_below_headings_of_groups_are_found():
    made = workbook(Data=[["Document", None, "Who"], HEADINGS, ["A", 2020, "P"]])
    made["Data"].merge_cells("A1:B1")
    found = read(saved(made))
    assert (found.headings, cells(found)) == (HEADINGS, [["A", "2020", "P"]])
    assert "Rows above the headings were not read: 1." in said(found)


def test_a_heading_merged_over_two_rows_stands_beside_the_lower_ones():
    made = workbook(Data=[["Title", "Publication", None], [None, "Year", "Publisher"], ["A", 2020, "P"]])
    made["Data"].merge_cells("A1:A2")
    made["Data"].merge_cells("B1:C1")
    found = read(saved(made))
    assert (found.headings, cells(found)) == (["Title", "Year", "Publisher"], [["A", "2020", "P"]])


# Strict Open XML


def strict(file: io.BytesIO) -> io.BytesIO:
    """As Excel saves it when asked for “Strict Open XML Spreadsheet”."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            text = text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
            )
            new.writestr(part.filename, text)
    out.seek(0)
    return out


def test_strict_workbooks_are_read():
    file = strict(saved(workbook(Cover=[["Hello"]], Data=[HEADINGS, ["Été", 2020, "P"]])))
    assert cells(read(file)) == [["Été", "2020", "P"]]


def test_links_of_strict_workbooks_are_read():
    made = workbook(Data=[["Title"], ["A guide"]])
    made["Data"]["A2"].hyperlink = "https://example.org/a.pdf"
    assert cells(read(strict(saved(made)))) == [["A guide", "https://example.org/a.pdf"]]


# Where it is said


def test_what_was_not_read_is_said_on_the_screens(client, editor):
    client.force_login(editor)
    made = workbook(Data=[HEADINGS, ["A", 2020, "P"]], Contacts=[["Phone"], ["1"]])
    batch = checked(saved(made), editor)
    assert "“Contacts”" in client.get(f"/admin/imports/{batch.pk}/").content.decode()
    assert "“Contacts”" in client.get(f"/admin/imports/{batch.pk}/columns/").content.decode()
    assert ImportBatch.objects.get().notes


def test_only_hidden_sheets_are_refused_in_words():
    with pytest.raises(BadFile, match="no visible sheet"):
        made = workbook(Data=[HEADINGS, ["A", 2020, "P"]], Front=[])
        made["Data"].sheet_state = "hidden"
        made["Front"].sheet_state = "hidden"
        out = io.BytesIO()
        made.active = 1
        made["Front"].sheet_state = "visible"
        made.save(out)
        broken = with_hidden(out)
        read(broken)


def with_hidden(file: io.BytesIO) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(b'state="visible"', b'state="hidden"'))
    out.seek(0)
    return out
