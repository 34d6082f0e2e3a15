"""The list of findings, and the views below its address."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from networks.directory_prefetch import attach_names
from resources.facets import RESOURCE_FACETS
from resources.models.resource_page import ResourcePage, ResourceQuerySet
from resources.views.compare import compare_response
from resources.views.export import FORMATS, export_list
from resources.views.findings import finding_response, findings_response
from resources.views.gap_map import gap_map_response
from resources.views.permanent_address import permanent_response
from resources.views.reading_list import reading_list_response
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

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"export_formats": FORMATS.values()}

    @path("compare/")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """Two to four resources side by side."""
        return compare_response(self, request)

    @path("reading-list/")
    def reading_list(self, request: HttpRequest) -> HttpResponse:
        """Resources that a reader put together, named by the address."""
        return reading_list_response(self, request)

    @path("export/<slug:name>/")
    def export(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """The list as a file, with the filters of the address."""
        return export_list(self.listing(request), name)

    @path("id/<uuid:identifier>/")
    def permanent(self, request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
        """A resource by its permanent identifier."""
        return permanent_response(self, request, identifier)

    @path("findings/")
    def findings(self, request: HttpRequest) -> HttpResponse:
        """Findings one by one, across resources."""
        return findings_response(self, request)

    @path("finding/<str:block_id>/")
    def finding(self, request: HttpRequest, block_id: str) -> HttpResponse:
        """The permanent address of a finding."""
        return finding_response(self, request, block_id)

    @path("gap-map/")
    def gap_map(self, request: HttpRequest) -> HttpResponse:
        """How much there is for whom and where, and what is missing."""
        return gap_map_response(self, request)
