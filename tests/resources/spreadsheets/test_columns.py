"""The columns of the sheet, each for itself: what is read is written, and what is stored is put back."""

import pytest

from core.models import PageTerm, Vocabulary
from resources.models import ResourcePage
from resources.spreadsheets.columns import COLUMNS, cells_of, findings_column, row_of
from resources.spreadsheets.importing.row_mapping import Names
from tests import factories

pytestmark = pytest.mark.django_db
WRITABLE = [column for column in COLUMNS if not column.is_about_the_sheet]
# Further languages need a first one, which stands in another column.
INDEPENDENT = [column for column in WRITABLE if column.name != "other_languages"]


def filled_page() -> ResourcePage:
    """A page in memory that says something in every column."""
    names = {"category": "A", "population": "B", "region": "C", "type": "D", "audience": "E"}
    terms = [factories.term(vocabulary, name) for vocabulary, name in names.items()]
    terms += [factories.term(Vocabulary.LANGUAGE, name) for name in ("English", "French")]
    groups = [
        factories.term("finding-group", name) for name in ("Principles", "Practices", "Implementation approaches")
    ]
    words = dict.fromkeys(
        ["title", "summary", "edition", "how_to_get_it", "licence", "research_method", "keywords"], "Words"
    )
    flags = dict.fromkeys(["is_peer_reviewed", "has_full_text", "is_listed_only"], True)
    page = ResourcePage(year=2019, doi="10.1234/abcd", key_findings="<p>A <b>b</b></p>", **words, **flags)
    page.authors = [("author", {"name": "Amara Diallo", "person": None})]
    roles = ("publisher", "funder")
    page.organisations = [("organisation", {"role": role, "organisation": None, "name": role}) for role in roles]
    page.links = [("link", {"label": "x", "url": "https://example.org/a"})]
    page.findings = [("group", {"group": term, "heading": "", "items": ["<p>F</p>"]}) for term in groups]
    page.other_materials = [("text", "<p>More</p>")]
    page.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(terms)]
    return page


def test_the_page_of_these_tests_says_something_in_every_column():
    row = row_of(filled_page())
    assert [column.name for column in WRITABLE if not row[column.name]] == []


@pytest.mark.parametrize("column", INDEPENDENT, ids=lambda column: column.name)
def test_a_column_writes_to_an_empty_page_what_it_reads(column):
    text, empty = column.read(filled_page()), ResourcePage(title="T")
    assert column.write(empty, text, Names([], creates_terms=False)) == []
    assert column.read(empty) == text


@pytest.mark.parametrize("column", WRITABLE, ids=lambda column: column.name)
def test_a_column_puts_back_what_it_stored(column):
    page = filled_page()
    before, stored = row_of(page), column.stored(page)
    column.write(page, "" if column.name != "title" else "Other", Names([], creates_terms=False))
    column.restore(page, stored)
    assert row_of(page) == before


@pytest.mark.parametrize("name", ["id", "revision", "status"])
def test_a_column_about_the_sheet_changes_nothing(name):
    page = filled_page()
    before = row_of(page)
    column = next(column for column in COLUMNS if column.name == name)
    column.write(page, "other", Names([], creates_terms=False))
    assert row_of(page) == before


@pytest.mark.parametrize("read", [row_of, lambda page: cells_of(page, COLUMNS)], ids=["export", "import"])
def test_the_groups_of_findings_are_worked_out_once_for_a_row(read, monkeypatch):
    asked: list[str] = []
    known = findings_column.group_column
    monkeypatch.setattr(findings_column, "group_column", lambda *words: asked.append(words[0]) or known(*words))
    page = filled_page()
    read(page)
    assert len(asked) == len(page.findings)
