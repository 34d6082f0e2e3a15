"""A page as an entry of a list."""

import datetime
from typing import NamedTuple

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from caching.site_version import version_cache
from core.addresses import below_its_own
from core.models import BasePage

register = template.Library()


class Card(NamedTuple):
    """A finished card, and the instant at which it changes by itself."""

    html: str
    changes_at: datetime.datetime | None

    def holds_at(self, now: datetime.datetime) -> bool:
        return self.changes_at is None or now < self.changes_at


@register.simple_tag
def card(page: BasePage, heading_level: int = 3, may_be_kept: bool = False) -> str:
    """The card of a live page that the reader may see, which is for the caller to have asked.

    A card that quotes what was searched for is made anew.
    """
    context = {"page": page, "heading_level": heading_level, "may_be_kept": may_be_kept}
    if getattr(page, "found_parts", None):
        return get_template(page.card_template).render(context)
    known, now = version_cache(), timezone.now()
    differences = page.pk, below_its_own(page), heading_level, may_be_kept
    key = ("card", page.card_template, differences, get_language(), timezone.localdate(now))
    kept = known.get(key)
    if kept is None or not kept.holds_at(now):
        kept = known[key] = Card(get_template(page.card_template).render(context), page.next_change(now))
    return kept.html
