"""Whatever door a DOI or an address comes in by, and however it is asked for, it is the same one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.search import index

from resources.duplicates.duplicate_index import present
from resources.models import ResourcePage
from resources.spreadsheets.columns import BY_NAME, row_of
from resources.spreadsheets.importing.row_mapping import Names
from search.engine import search
from search.results import SearchQuery
from tests import factories
from tests.core.test_dois import SHAPES
from tests.core.test_web_addresses import TYPED
from tests.resources.spreadsheets.sheet_files import applied, checked, edited, only_row, outcomes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", SHAPES)
def test_the_form_takes_it(typed):
    page = ResourcePage(title="A", slug="a", doi=typed)
    page.full_clean(exclude=["path", "depth", "content_type", "url_path", "locale", "latest_revision"])
    assert page.doi == SHAPES[typed]


@pytest.mark.parametrize("typed", ["10.1/abc", "none", "10.1234/abc and 10.1234/abd"])
def test_the_form_refuses_what_is_none(typed):
    with pytest.raises(ValidationError, match="A DOI starts with 10"):
        ResourcePage(title="A", slug="a", doi=typed).clean_fields()


def written(name, cell):
    """What a page says in a column after this cell was read."""
    page, column = ResourcePage(title="T"), BY_NAME[name]
    column.write(page, cell, Names([], creates_terms=False))
    return column.read(page)


@pytest.mark.parametrize("typed", SHAPES)
def test_a_sheet_takes_it(typed):
    assert written("doi", typed) == SHAPES[typed]


@pytest.mark.parametrize("typed", TYPED)
def test_a_sheet_takes_an_address_as_it_is_meant(typed):
    assert written("url", typed) == TYPED[typed]


def test_a_row_is_known_again_by_either():
    made = edited({"title": "A", "doi": "10.1234/abc", "url": "https://example.org/a"})
    applied(made)
    rows = [{"title": "Other", "doi": "DOI 10.1234/ABC."}, {"title": "Else", "url": "http://example.org/a\u200b."}]
    assert outcomes(checked(edited(*rows))) == ["duplicate", "duplicate"]


def test_what_says_the_same_in_another_way_is_no_change():
    page = factories.resource(doi="10.1234/abc", links=[("link", {"label": "A", "url": "https://example.org/a"})])
    cells = row_of(page) | {"doi": "https://doi.org/10.1234/abc", "url": "HTTPS://Example.org/a."}
    assert outcomes(checked(edited(cells))) == ["unchanged"]


def test_a_blank_never_makes_a_second_address():
    row = only_row(checked(edited({"title": "A", "url": "https://example.org/a b"})))
    assert row.outcome == "error" and "not an address" in row.reason


@pytest.mark.parametrize("between", ["\n", " ", "; ", ";", ", ", ";\n"])
def test_several_addresses_in_a_cell_stay_several(between):
    batch = applied(edited({"title": "A", "url": f"https://example.org/a{between}https://example.org/b"}))
    links = only_row(batch).page.get_latest_revision_as_object().links
    assert [link.value["url"] for link in links] == ["https://example.org/a", "https://example.org/b"]


def test_what_was_stored_before_is_read_as_it_should_have_been():
    page = factories.resource()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE resources_resourcepage SET doi = %s", ["10.1234/abc.2.\u200b"])
    assert ResourcePage.objects.get(pk=page.pk).doi == "10.1234/abc.2"


@pytest.mark.parametrize("typed", SHAPES)
def test_it_is_known_again_however_it_is_written(typed):
    page = factories.resource(doi=SHAPES[typed].upper())
    assert [match.page_pk for match in present().same_as(doi=typed)] == [page.pk]
    assert [match.why for match in present().same_as(addresses=[f"https://doi.org/{SHAPES[typed]}"])] in (["doi"], [])


@pytest.mark.parametrize("typed", ["https://example.org/peer.pdf.", "<http://www.example.org/peer.pdf\u200b>"])
def test_an_address_is_known_again(typed):
    factories.resource(links=[("link", {"label": "The report", "url": "https://example.org/peer.pdf"})])
    assert [match.why for match in present().same_as(addresses=[typed])] == ["address"]


@pytest.mark.parametrize(
    "asked", [*(shape for shape in SHAPES if "<" not in shape), "doi: 10.1234/ABC", "supply doi 10.1234/abc"]
)
def test_a_search_for_it_finds_the_document(asked):
    meant = SHAPES.get(asked, "10.1234/abc")
    page = factories.resource(title="Safer supply", doi=meant)
    factories.resource(title="Another supply", doi="10.1234/other")
    index.insert_or_update_object(page)
    assert [hit.page.title for hit in search(SearchQuery(asked)).items] == ["Safer supply"]
