"""Small things that list templates need."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page as PaginatorPage

register = template.Library()


@register.filter
def page_numbers(page_obj: PaginatorPage) -> Iterable[Any]:
    """The numbers of the pages, with an ellipsis where many are left out."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
