"""What entries say of the lists in which their pages stand: the same as the lists find out themselves."""

import datetime

import pytest

from core.models import Term
from core.text.collation import sort_key
from search.indexing import entries
from search.lists.order_keys import order_key
from search.models import Entry
from tests import factories
from tests.search.test_facets import listing

pytestmark = pytest.mark.django_db


def values_of(page):
    """Without the section, which no list has for a filter."""
    return {name: values for name, values in entry_of(page).values.items() if name != "in"}


def entry_of(page):
    return Entry.objects.get(object_id=page.pk, content_type=page.cached_content_type)


def kept_by_list(found, page):
    """Values of the page by what the postings of the list say."""
    index, context = found.facet_index, found.filters.context
    by_name = {
        facet.name: sorted(value for value, bits in facet.postings(index, context).items() if bits >> page.pk & 1)
        for facet in found.index.facets
    }
    return {name: values for name, values in by_name.items() if values}


@pytest.fixture
def places():
    province, town, other = (factories.term("region", name) for name in ("BC", "Vernon", "Kelowna"))
    Term.objects.filter(pk__in=[town.pk, other.pk]).update(parent=province)
    return [Term.objects.get(pk=place.pk) for place in (province, town, other)]


def resource(*terms, **fields):
    base = [factories.term("category", "X"), factories.term("language", "English")]
    return factories.resource(terms=[*base, *terms], **fields)


def test_an_entry_has_the_values_of_its_list(places):
    page = resource(places[1], year=2021)
    assert values_of(page) == kept_by_list(listing("/"), page)
    assert entry_of(page).values["region"] == ["bc", "vernon"]


def test_so_has_one_whose_term_was_merged(places, django_capture_on_commit_callbacks):
    page = resource(places[1])
    with django_capture_on_commit_callbacks(execute=True):
        places[1].merge_into(places[2])
    assert values_of(page) == kept_by_list(listing("/"), page)


def test_so_has_one_whose_term_became_part_of_another(places, django_capture_on_commit_callbacks):
    outer, inner = factories.term("region", "Canada"), places[1]
    page = resource(inner)
    with django_capture_on_commit_callbacks(execute=True):
        places[0].parent = outer
        places[0].save()
    assert entry_of(page).values["region"] == ["bc", "canada", "vernon"] == kept_by_list(listing("/"), page)["region"]


def test_an_event_keeps_its_month_and_the_field_that_tells_whether_it_is_over():
    event = factories.event(start_date=datetime.date(2031, 5, 6))
    entry = entry_of(event)
    assert entry.values["month"] == ["2031-05"] and "when" not in entry.values
    assert entry.orders["sort_end_utc"].startswith("2031-05-")


def test_a_summary_keeps_the_place_of_its_series():
    series = factories.series()
    summary = factories.summary(parent=series)
    assert entry_of(summary).values["series"] == [series.path]


def test_a_page_that_moved_is_written_anew_by_the_worker(django_capture_on_commit_callbacks):
    summary, other = factories.summary(parent=factories.series(title="A")), factories.series(title="B")
    with django_capture_on_commit_callbacks(execute=True):
        summary.move(other, "last-child")
        list(entries.mend())
    assert entry_of(summary).values["series"] == [other.path]


def test_a_page_without_a_list_keeps_what_search_is_narrowed_by():
    page = factories.standard_page()
    assert (entry_of(page).values, entry_of(page).orders) == ({"in": [page.path]}, {})


@pytest.mark.parametrize(
    "values",
    [
        ["Zebra", "apple", "Éclair", "eclair", "apple pie", "2 of us", "10 of us", "", "– –"],
        [1999, 2021, 7],
        [
            datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
            datetime.datetime(2019, 12, 31, 23, 59, tzinfo=datetime.UTC),
        ],
        [datetime.date(2020, 1, 1), datetime.date(1999, 12, 31)],
    ],
)
def test_order_keys_stand_as_lists_order(values):
    real = [value for value in values if value != ""]
    own = sorted(real, key=lambda value: sort_key(value) if isinstance(value, str) else value)
    assert sorted(real, key=order_key) == own
    assert order_key("") == order_key(None) == ""
