"""Small things that list templates need."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page as PaginatorPage

from caching.fragments import fragment
from search.listing import Listing
from search.lists.nearest import nearest

register = template.Library()
register.simple_tag(nearest, name="nearest_choices")


@register.filter
def page_numbers(page_obj: PaginatorPage) -> Iterable[Any]:
    """The numbers of the pages, with an ellipsis where many are left out."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)


@register.simple_tag
def filter_form(listing: Listing, url: str, words: str, submit: str, counted: str) -> str:
    """The form of a list's filters: the same on all pages of the list, and for all who may see the same entries.

    Inputs as in the template.
    """
    context = {"listing": listing, "url": url, "words": words, "submit": submit, "counted": counted}
    return fragment("components/filters.html", context, url, listing.state)
