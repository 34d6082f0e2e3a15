"""Events are found by the title of their series: they are indexed anew when it changes, or who may see it."""

from collections.abc import Iterable

from wagtail.models import Page, PageViewRestriction

from events.models import WebinarSeriesPage
from search.indexing.reindexing import watch


def _page(series: WebinarSeriesPage) -> Iterable[Page]:
    return [series.page_ptr] if series.page_ptr_id else []


def _series_below(restriction: PageViewRestriction) -> Iterable[Page]:
    """A restriction closes all that lies below its page."""
    below = WebinarSeriesPage.objects.filter(path__startswith=restriction.page.path)
    return Page.objects.filter(pk__in=below.values("pk"))


watch(WebinarSeriesPage, carried=_page)
watch(PageViewRestriction, carried=_series_below)
