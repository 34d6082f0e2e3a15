"""The shelf of entries that a process keeps follows every change."""

import pytest
from wagtail.models import Locale

from core.models import PageTerm
from core.visibility import STRANGER
from resources.models import ResourcePage
from search import changes, facet_index
from search.facet_index import Shelf, bits_of, in_order
from search.models import EntryChange
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


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHANGES)
def test_with_its_changes_a_shelf_is_as_if_read_anew(name):
    page, _other = factories.resource(), factories.resource()
    _known = factories.term("category", "Practices"), factories.term("language", "French")
    before, last = Shelf.read(entries(), COLUMNS), EntryChange.objects.order_by("pk").last().pk
    CHANGES[name](page)
    noted = set(EntryChange.objects.filter(pk__gt=last).values_list("page_id", flat=True))
    assert as_values(before.with_changes(noted)) == as_values(Shelf.read(entries(), COLUMNS))


@pytest.mark.django_db
def test_what_may_change_everything_is_noted_as_such():
    page = factories.resource()
    for change in (
        lambda: factories.term("region", "Nelson"),
        lambda: page.move(factories.resource_index(), "first-child"),
    ):
        EntryChange.objects.all().delete()
        change()
        assert None in EntryChange.objects.values_list("page_id", flat=True)


@pytest.mark.django_db
def test_rows_written_behind_its_back_are_noticed():
    page = factories.resource()
    read = Shelf.read(entries(), COLUMNS)
    assert read.is_complete
    ResourcePage.objects.filter(pk=page.pk).update(live=False)
    assert not read.is_complete


@pytest.mark.django_db
def test_saving_a_draft_is_no_change():
    page = factories.resource()
    EntryChange.objects.all().delete()
    page.title = "Draft"
    page.save_revision()
    assert not EntryChange.objects.exists()


@pytest.mark.django_db
def test_a_new_draft_with_its_terms_is_no_change():
    terms = [factories.term("category", "Principles")]
    draft = factories.resource(terms=terms, live=False)
    assert not EntryChange.objects.filter(page_id=draft.pk).exists()


@pytest.mark.django_db
def test_old_notes_go_but_the_newest():
    EntryChange.objects.bulk_create(EntryChange(page_id=number, changed_at="2020-01-01T00:00Z") for number in range(3))
    changes.forget_old_changes()
    assert [note.page_id for note in EntryChange.objects.all()] == [2]


@pytest.fixture
def common(monkeypatch):
    """The shelf that a process keeps, and how often it was read as a whole."""
    monkeypatch.setattr(facet_index._Kept, "shelves", {})
    reads = []
    read = Shelf.read
    monkeypatch.setattr(Shelf, "read", lambda *args: reads.append(1) or read(*args))
    return lambda: (facet_index._common("resources", entries(), COLUMNS), len(reads))


@pytest.mark.django_db
def test_a_process_follows_changes_without_reading_everything_anew(common):
    page = factories.resource()
    common()
    page.unpublish()
    found, reads = common()
    assert not found.rows and reads == 1


@pytest.mark.django_db
def test_a_note_that_was_committed_late_is_not_missed(common):
    page = factories.resource()
    early = EntryChange.objects.create(page_id=None).pk
    EntryChange.objects.all().delete()
    changes.note(0)
    common()
    ResourcePage.objects.filter(pk=page.pk).update(year=1987)
    EntryChange.objects.create(pk=early, page_id=page.pk)
    assert common()[0].rows[page.pk][3] == 1987


@pytest.mark.django_db
def test_a_process_that_missed_notes_reads_everything_anew(common):
    page = factories.resource()
    common()
    EntryChange.objects.all().delete()
    ResourcePage.objects.filter(pk=page.pk).update(year=1987)
    changes.note(0)
    found, reads = common()
    assert found.rows[page.pk][3] == 1987 and reads == 2


def test_an_order_gives_only_what_is_asked_for():
    assert list(in_order([5, 900, 2, 7], bits_of([2, 5]))) == [5, 2]
    assert list(in_order([1, 2], 0)) == []
