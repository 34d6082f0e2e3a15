"""The pages of a list as its cards show them."""

import copy
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from wagtail.models import Page

from caching.site_version import version_cache
from core.prefetch import attach_terms
from core.visibility import visible_to
from users.models import AnyUser

if TYPE_CHECKING:
    from search.listing import ListingPage

# Of so many pages of a list a process remembers what their cards show; then it begins anew.
MOST = 500


def load_cards(index: "ListingPage", keys: Collection[int], user: AnyUser) -> dict[int, Any]:
    """Those entries of the list with these keys that this person may see.

    Which ones they are is asked of the database each time. What their cards show is remembered until public content
    changes, and given as copies: what a view adds to a page is its own.
    """
    known, key = version_cache(), ("cards of a list", index.pk, get_language())
    cards = known.get(key, {})
    shown = set(visible_to(Page.objects.filter(pk__in=keys), user).order_by().values_list("pk", flat=True))
    if missing := shown.difference(cards):
        loaded = attach_terms(index.get_entries().with_cards().order_by().filter(live=True, pk__in=missing))
        index.prepare(loaded)
        new = {page.pk: page for page in loaded}
        cards = cards | new
        # A new dictionary: another thread may read the present one.
        known[key] = cards if len(cards) <= MOST else new
    return {pk: copy.copy(cards[pk]) for pk in keys if pk in shown and pk in cards}
