"""A page that is cited: an identifier for good, an address for each version, and files for other programs."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

from core.routing import note_reading_language
from resources.citations.csl import csl_item
from resources.citations.styles import Citation, citations
from resources.views.export import REFERENCES, export_one
from resources.views.permanent_address import permanent_address
from resources.views.versions import version_address, version_response, versions_for


class CitablePage(RoutablePageMixin):
    """Stands before the page class. The page has an `identifier`, and its versions are in `versions`."""

    # A copy is another resource; a translation is not (see `copy`).
    exclude_fields_in_copy = ["identifier"]
    # The version that this page is shown as; none for the page as it is.
    version: Any = None

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        note_reading_language(request, self)
        return super().route(request, path_components)

    @path("version/<int:number>/")
    def published_version(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """What the page said when it went live for the n-th time."""
        return version_response(self, request, number)

    @path("cite/<slug:name>/")
    def cite(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """The resource as a file for a reference manager."""
        return export_one(self, name)

    def get_route_paths(self) -> list[str]:
        """Where redirects lead from when the page is renamed or moved."""
        return ["/", *(f"/version/{number}/" for number in self.versions.values_list("number", flat=True))]

    def copy(self, *args: Any, reset_translation_key: bool = True, **kwargs: Any) -> Any:
        if not reset_translation_key:
            kwargs["update_attrs"] = {**(kwargs.get("update_attrs") or {}), "identifier": self.identifier}
        return super().copy(*args, reset_translation_key=reset_translation_key, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "citations": self.citations,
            "reference_formats": REFERENCES,
            "permanent_address": permanent_address(self),
            "versions": versions_for(self, request.user),
        }

    @property
    def citations(self) -> list[Citation]:
        """In the reader's language; a version cites its own address."""
        address = version_address(self, self.version.number) if self.version else ""
        return citations(csl_item(self, address))
