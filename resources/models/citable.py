"""A page that is cited: an identifier for good, an address for each version, and files for other programs."""

from typing import Any

from django.http import HttpRequest

from resources.citations.csl import csl_item
from resources.citations.styles import Citation, citations
from resources.kept_versions import version_address, versions_for
from resources.permanent_links import permanent_address
from website.routes import RoutedPageMixin


class CitablePage(RoutedPageMixin):
    """Stands before the page class. The page has an `identifier`, and its versions are in `versions`."""

    # A copy is another resource; a translation is not (see `copy`).
    exclude_fields_in_copy = ["identifier"]
    # The version that this page is shown as; none for the page as it is.
    version: Any = None

    def copy(self, *args: Any, reset_translation_key: bool = True, **kwargs: Any) -> Any:
        if not reset_translation_key:
            kwargs["update_attrs"] = {**(kwargs.get("update_attrs") or {}), "identifier": self.identifier}
        return super().copy(*args, reset_translation_key=reset_translation_key, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "citations": self.citations,
            "permanent_address": permanent_address(self),
            "versions": versions_for(self, request.user),
        }

    @property
    def citations(self) -> list[Citation]:
        """In the reader's language; a version cites its own address."""
        address = version_address(self, self.version.number) if self.version else ""
        return citations(csl_item(self, address))
