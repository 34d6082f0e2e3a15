"""Tables of a document: those that nobody understands become table blocks where the kind of page has a place."""

import io

import docx
import pytest

from events.models import EventPage, WebinarSummaryPage
from intake.models import Intake
from intake.readers.blocks_of_html import read_html
from resources.models import ResourcePage
from tests import factories

COSTS = "<tr><th>Town</th><th>Beds</th></tr><tr><td>Nanaimo</td><td>12</td></tr><tr><td>Terrace</td><td>4</td></tr>"
MERGED = (
    "<tr><th>Town</th><th>Spring</th><th>Autumn</th></tr>"
    "<tr><td rowspan='2'>Nanaimo</td><td colspan='2'>Open all year</td></tr><tr><td>Days</td><td>Nights</td></tr>"
)
YEARS = "<tr><td>2024</td><td>7</td></tr><tr><td>2025</td><td>9</td></tr>"


@pytest.fixture
def event_of(bring):
    def made(html):
        text = f"<h1>Forum</h1><h2>Beds in towns</h2>{html}"
        answer = bring(text="Forum", html=text, page_class=EventPage, parent=factories.event_index())
        assert answer.status_code == 302
        return EventPage.objects.get()

    return made


def tables_in(stream):
    return [block.value for block in stream if block.block_type == "table"]


def rows_of(table):
    return [[str(cell.value) for cell in row] for row in table["table"].rows]


def headings_of(table):
    return [column["heading"] for column in table["table"].columns]


def test_a_table_becomes_a_table_block_between_its_texts(event_of):
    page = event_of(f"<p>Before it.</p><table>{COSTS}</table><p>After it.</p>")
    assert [block.block_type for block in page.description] == ["text", "table", "text"]
    [table] = tables_in(page.description)
    assert headings_of(table) == ["Town", "Beds"]
    assert rows_of(table) == [["Nanaimo", "12"], ["Terrace", "4"]]
    assert Intake.objects.get().leftovers == []


def test_what_stood_in_merged_cells_is_repeated_and_told(event_of):
    [table] = tables_in(event_of(f"<table>{MERGED}</table>").description)
    assert rows_of(table) == [["Nanaimo", "Open all year", "Open all year"], ["Nanaimo", "Days", "Nights"]]
    assert any("merged cells" in sentence for sentence in Intake.objects.get().report)


def test_a_line_that_calls_itself_a_caption_is_one(event_of):
    page = event_of(f"<p>Table 1: Beds by town</p><table>{COSTS}</table>")
    assert [table["caption"] for table in tables_in(page.description)] == ["Table 1: Beds by town"]
    assert "Table 1" not in "".join(str(one.value) for one in page.description if one.block_type == "text")


def test_headings_that_nobody_marked_are_told(event_of):
    page = event_of(f"<table>{COSTS.replace('th>', 'td>')}</table>")
    [table] = tables_in(page.description)
    assert headings_of(table) == ["Town", "Beds"]
    assert any("Town | Beds" in sentence for sentence in Intake.objects.get().report)


def test_a_row_of_numbers_is_no_heading(event_of):
    [table] = tables_in(event_of(f"<table>{YEARS}</table>").description)
    assert rows_of(table) == [["2024", "7"], ["2025", "9"]]
    assert not table.has_headings


def test_links_in_cells_stay(event_of):
    linked = COSTS.replace("Terrace", '<a href="https://terrace.example/">Terrace</a>')
    [table] = tables_in(event_of(f"<table>{linked}</table>").description)
    assert 'href="https://terrace.example/"' in rows_of(table)[1][0]


@pytest.mark.parametrize("address", ["https://terrace.example/", "mailto:beds@terrace.example"])
def test_a_link_that_a_heading_of_a_table_cannot_hold_is_named(address, event_of):
    linked = COSTS.replace("Town", f'<a href="{address}">Town</a>')
    event_of(f"<table>{linked}</table>")
    assert any(address in piece for piece in Intake.objects.get().leftovers)


def test_a_table_that_another_part_cannot_hold_stands_at_the_end_of_the_body(bring):
    html = f"<h1>Report</h1><h2>Summary</h2><p>Words.</p><table>{COSTS}</table>"
    bring(text="Report", html=html, page_class=ResourcePage, parent=factories.resource_index())
    assert len(tables_in(ResourcePage.objects.get().other_materials)) == 1
    assert any("Other materials" in sentence for sentence in Intake.objects.get().report)


@pytest.fixture
def summary_of(bring):
    def made(html):
        bring(text="T", html=f"<h1>Title</h1>{html}")
        return WebinarSummaryPage.objects.get()

    return made


def test_a_section_of_a_summary_keeps_its_table_between_its_texts(summary_of):
    page = summary_of(
        f"<h2>Beds</h2><p>Before it.</p><p>Table 1: Beds by town</p><table>{COSTS}</table><p>After it.</p>"
    )
    [section] = page.sections
    assert "Before it." in str(section.value["body"])
    assert [block.block_type for block in section.value["more"]] == ["table", "text"]
    [table] = tables_in(section.value["more"])
    assert (table["caption"], headings_of(table)) == ("Table 1: Beds by town", ["Town", "Beds"])
    assert "After it." in str(section.value["more"][1].value)
    assert Intake.objects.get().leftovers == []


def test_a_section_may_be_nothing_but_a_table(summary_of):
    [section] = summary_of(f"<h2>Beds</h2><table>{COSTS}</table>").sections
    assert (section.value["heading"], len(tables_in(section.value["more"]))) == ("Beds", 1)


def test_the_table_of_the_summary_itself_stands_below_its_text(summary_of):
    page = summary_of(f"<h2>Summary</h2><p>Before it.</p><table>{COSTS}</table><p>After it.</p>")
    assert page.summary == "<p>Before it.</p>"
    assert [block.block_type for block in page.body] == ["table", "text"]


def test_the_table_of_another_part_of_a_summary_stands_in_its_body(summary_of):
    page = summary_of(f"<h2>Summary</h2><p>Words.</p><h2>Question period</h2><table>{COSTS}</table>")
    assert len(tables_in(page.body)) == 1
    assert any("Tables and pictures of the summary" in sentence for sentence in Intake.objects.get().report)


def test_a_table_of_people_is_read_row_by_row(event_of):
    rows = "<tr><th>Name</th><th>Role</th></tr><tr><td>Amara Oduya</td><td>Director</td></tr>"
    rows += "<tr><td>Kofi Mensah</td><td>Nurse Practitioner</td></tr>"
    page = event_of(f"<p>x</p><h2>Speakers</h2><table>{rows}</table>")
    assert [one.value["name"] for one in page.people] == ["Amara Oduya", "Kofi Mensah"]


def test_a_table_of_word_keeps_its_headings_and_merged_cells(bring):
    word = docx.Document()
    word.add_heading("Forum", 0)
    word.add_heading("Beds in towns", 1)
    table = word.add_table(3, 2)
    for row, words in zip(table.rows, (("Town", "Beds"), ("Nanaimo", "12"), ("Terrace", "")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    file = io.BytesIO()
    word.save(file)
    bring("forum.docx", file.getvalue(), page_class=EventPage, parent=factories.event_index())
    [made] = tables_in(EventPage.objects.get().description)
    assert rows_of(made) == [["Nanaimo", "12"], ["Terrace", "12"]]


@pytest.mark.parametrize("span", ["0", "-3", "x", "9999999999", "900"])
def test_odd_spans_do_no_harm(span):
    cells = f"<tr><td colspan='{span}' rowspan='{span}'>One</td><td>Two</td></tr><tr><td>Three</td><td>4</td></tr>"
    [block] = read_html(f"<table>{cells}</table>").blocks
    assert max(map(len, block.unrolled or block.rows)) <= 61
