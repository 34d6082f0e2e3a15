"""The permanent address of a resource: it names the resource by its identifier, wherever the page stands today."""

from wagtail.models import Page

from core import tree
from core.addresses import address_of, full_address


def permanent_address(page: Page, language: str | None = None) -> str:
    """The address that survives renaming and moving, with the name of the site in front."""
    above = tree.above(page.path)
    return full_address(f"{address_of(above[-1], language)}id/{page.identifier}/") if above else ""
