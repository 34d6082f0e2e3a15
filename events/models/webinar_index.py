"""The list of webinars."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.prefetch import attach_terms
from core.visibility import shown_to
from events.facets import WEBINAR_FACETS
from events.models.webinar_series import WebinarSeriesPage
from events.models.webinar_summary import WebinarSummaryPage, WebinarSummaryQuerySet
from search.listing import Listing, ListingPage, Sort


class WebinarIndexPage(ListingPage):
    """The list of series and summaries, at /webinars/."""

    kind = "webinar"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.WebinarSeriesPage", "events.WebinarSummaryPage"]

    facets = WEBINAR_FACETS
    sorts = [
        Sort("newest", _("Latest session first"), ("-date", "-pk")),
        Sort("oldest", _("Earliest session first"), ("date", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]

    class Meta:
        verbose_name = _("list of webinars")
        verbose_name_plural = _("lists of webinars")

    def get_entries(self) -> WebinarSummaryQuerySet:
        return WebinarSummaryPage.objects.all()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"all_series": [] if context["listing"].is_thin else self._series(context["listing"])}

    def _series(self, listing: Listing) -> list[WebinarSeriesPage]:
        """All series, the latest first; above the summaries while nothing is narrowed."""
        pages = shown_to(WebinarSeriesPage.objects.all(), listing.user, listing.locale)
        return attach_terms(
            pages.select_related("image", "locale")
            .prefetch_related("image__renditions")
            .order_by("-first_published_at", "pk")
        )
