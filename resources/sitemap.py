"""The views below the list of resources on the site map."""

from collections.abc import Iterator

from core import tree
from core.addresses import own_address
from core.visibility import STRANGER, visible_to
from resources.models import ResourceIndexPage
from website.sitemap import Address, section

VIEWS = ("findings/", "gap-map/")


@section
def views() -> Iterator[Address]:
    lists = list(visible_to(ResourceIndexPage.objects.all(), STRANGER))
    written = [(page, own_address(page)) for page in lists]
    for view in VIEWS:
        for page, path in written:
            twins = [(one, other) for one, other in written if one.translation_key == page.translation_key and other]
            languages = tuple((tree.code_of(one.locale_id), f"{other}{view}") for one, other in twins)
            if path:
                yield Address(f"{path}{view}", None, languages if len(languages) > 1 else ())
