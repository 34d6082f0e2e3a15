"""The part of an address that a page gets by itself."""

from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from core.reserved_slugs import reserved_slugs


def free_page_slug(parent: Page, wanted: str, page: Page | None = None) -> str:
    """`wanted`, with a number where another page below `parent` or the site itself answers there."""
    if wanted in reserved_slugs():
        wanted = f"{wanted}-page"
    return find_available_slug(parent, wanted, page.pk if page else None)
