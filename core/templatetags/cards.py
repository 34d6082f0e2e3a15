"""A page as an entry of a list."""

from django import template
from django.utils import timezone

from caching.fragments import fragment
from core.addresses import below_its_own
from core.models import BasePage

register = template.Library()


@register.simple_tag
def card(page: BasePage, heading_level: int = 3, may_be_kept: bool = False) -> str:
    """The card of a live page that the reader may see, which is for the caller to have asked.

    A card that quotes what was searched for is made anew.
    """
    context = {"page": page, "heading_level": heading_level, "may_be_kept": may_be_kept}
    if getattr(page, "found_parts", None):
        return template.loader.get_template(page.card_template).render(context)
    changes_at = page.next_change(timezone.now())
    return fragment(page.card_template, context, page.pk, below_its_own(page), heading_level, may_be_kept, changes_at)
