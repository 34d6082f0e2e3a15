"""The facet index that a process keeps follows every change."""

import pytest
from wagtail.models import Locale, Page

from core.models import PageTerm
from core.visibility import STRANGER
from resources.models import ResourcePage
from search import facet_index
from search.facet_index import FacetIndex, State, bits_of, in_order
from tests import factories

COLUMNS = ("year", "has_full_text", "is_peer_reviewed")


def entries():
    return ResourcePage.objects.all()


def as_values(one):
    carried = {term: bits for term, bits in one.terms.items() if bits}
    return one.rows, carried, one.seen_by(STRANGER, Locale.objects.get(language_code="en"))


def change_title(page):
    page.title = "Another title"
    page.save_revision().publish()


def change_terms(page):
    names = {"category": "Practices", "region": "BC", "language": "French"}
    page.page_terms = [PageTerm(term=factories.term(name, label)) for name, label in names.items()]
    page.save_revision().publish()


def change_year(page):
    page.year = 1999
    page.save_revision().publish()


CHANGES = {
    "title": change_title,
    "terms": change_terms,
    "year": change_year,
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "copied": lambda page: page.copy(update_attrs={"slug": "copy"}, keep_live=True),
    "term taken away": lambda page: PageTerm.objects.filter(page=page).first().delete(),
}


def rename_past_django(page):
    Page.objects.filter(pk=page.pk).update(path=Page.objects.get(pk=page.pk).path[:-4] + "ZZZZ")


def swap_terms(page):
    other = ResourcePage.objects.exclude(pk=page.pk).get()
    first, second = PageTerm.objects.filter(page=page).first(), PageTerm.objects.filter(page=other).last()
    PageTerm.objects.filter(pk=first.pk).update(page=other, term=factories.term("region", "Nelson"))
    PageTerm.objects.filter(pk=second.pk).update(page=page, term=factories.term("region", "Kelowna"))


# What sends no signal, or makes no revision.
CHANGES |= {
    "year, saved without a version": lambda page: ResourcePage.objects.filter(pk=page.pk).update(year=1987),
    "unpublished by an update": lambda page: Page.objects.filter(pk=page.pk).update(live=False),
    "another place in the tree": rename_past_django,
    "another language": lambda page: Page.objects.filter(pk=page.pk).update(
        locale=Locale.objects.get(language_code="fr")
    ),
    "terms merged by an update": lambda page: PageTerm.objects.filter(page=page, term__vocabulary="category").update(
        term=factories.term("category", "Practices")
    ),
    "terms that changed places": swap_terms,
}


@pytest.fixture
def common(monkeypatch):
    """The index that a process keeps, and how often it was read as a whole."""
    reads = []
    read = FacetIndex.read
    monkeypatch.setattr(FacetIndex, "read", lambda *args: reads.append(1) or read(*args))
    return lambda: (facet_index._common("resources", entries(), COLUMNS), len(reads))


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHANGES)
def test_an_index_that_was_brought_up_to_date_is_as_if_read_anew(common, name):
    page, _other = factories.resource(), factories.resource()
    Locale.objects.get_or_create(language_code="fr")
    common()
    CHANGES[name](page)
    index, reads = common()
    assert reads == 1
    assert as_values(index) == as_values(FacetIndex.read(entries(), COLUMNS))


@pytest.mark.django_db
def test_only_the_blocks_of_keys_that_differ_are_read(common):
    page = factories.resource()
    common()
    ResourcePage.objects.filter(pk=page.pk).update(year=1987)
    blocks = facet_index._Kept.indexes["resources"][0].blocks_unlike(State.read(entries(), COLUMNS))
    assert blocks == {page.pk >> facet_index.BLOCK_BITS}


@pytest.mark.django_db
def test_where_too_much_differs_everything_is_read(common, monkeypatch):
    page = factories.resource()
    common()
    monkeypatch.setattr(facet_index, "MOST_BLOCKS", 0)
    page.unpublish()
    index, reads = common()
    assert not index.rows and reads == 2


@pytest.mark.django_db
def test_an_order_follows_a_title_that_was_written_past_django(common):
    first, second = factories.resource(title="A"), factories.resource(title="B")
    assert common()[0].order(("title",)) == [first.pk, second.pk]
    Page.objects.filter(pk=first.pk).update(title="C")
    assert common()[0].order(("title",)) == [second.pk, first.pk]


@pytest.mark.django_db
def test_saving_a_draft_is_no_change(common):
    page = factories.resource()
    rows = common()[0].rows
    page.title = "Draft"
    page.save_revision()
    assert common()[0].rows is rows


def test_an_order_gives_only_what_is_asked_for():
    assert list(in_order([5, 900, 2, 7], bits_of([2, 5]))) == [5, 2]
    assert list(in_order([1, 2], 0)) == []
