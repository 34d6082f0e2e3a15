"""The list of findings, and the views below its address."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from networks.gathering import attach_names
from resources.comparing import compare_response
from resources.facets import RESOURCE_FACETS
from resources.models.detail import ResourcePage, ResourceQuerySet
from resources.reading_list import reading_list_response
from search.listing import ListingPage, Sort


class ResourceIndexPage(ListingPage):
    """The list of findings, at /resources/."""

    kind = "resource"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.ResourcePage"]

    facets = RESOURCE_FACETS
    sorts = [
        Sort("newest", _("Newest first"), ("-year", "-first_published_at", "pk")),
        Sort("added", _("Added last"), ("-first_published_at", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]

    class Meta:
        verbose_name = _("list of findings")
        verbose_name_plural = _("lists of findings")

    def get_entries(self) -> ResourceQuerySet:
        return ResourcePage.objects.all()

    def prepare(self, entries):
        attach_names(entries, "authors")

    @path("compare/")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """Two to four resources side by side."""
        return compare_response(self, request)

    @path("reading-list/")
    def reading_list(self, request: HttpRequest) -> HttpResponse:
        """Resources that a reader put together, named by the address."""
        return reading_list_response(self, request)
