"""The list of findings, and the views below its address."""

from django.utils.translation import gettext_lazy as _

from core.prefetch import Reader
from networks.directory_prefetch import attach_names
from resources.facets import RESOURCE_FACETS
from resources.models.resource_page import ResourcePage, ResourceQuerySet
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

    def added_last(self, reader: Reader, most: int) -> list[ResourcePage]:
        return list(reader.shown(self.get_entries()).order_by("-first_published_at", "pk")[:most])

    def prepare(self, entries: list[ResourcePage]) -> None:
        attach_names(entries, "authors")
