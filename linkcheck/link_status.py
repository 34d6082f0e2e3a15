"""Hands to the links of a page what is known of the places where they lead."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import BasePage
from core.text.page_text import text_fields, values_in
from linkcheck.collecting import address_of_value, is_external, without_fragment
from linkcheck.models import ExternalLink


def attach_known_links(page: Page) -> None:
    """One question for all links of the page, none where nothing leads away.

    Each block then has its `known_link`; the page has `known_links` of addresses that stand in no block.
    """
    if not isinstance(page, BasePage) or not page.pk:
        return
    by_address: dict[str, list[Any]] = {}
    for value in _leading_away(page):
        by_address.setdefault(without_fragment(address_of_value(value)), []).append(value)
    own = set(page.more_addresses())
    known = list(ExternalLink.objects.filter(uses__page=page.pk)) if by_address or own else []
    for link in known:
        for value in by_address.get(link.address, []):
            value.known_link = link
    page.known_links = [link for link in known if link.address in own]


def _leading_away(page: BasePage) -> Iterator[StructValue]:
    for field in text_fields(page):
        if isinstance(field, StreamField):
            for value in values_in(getattr(page, field.attname)):
                if isinstance(value, StructValue) and is_external(address_of_value(value)):
                    yield value
