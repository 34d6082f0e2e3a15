"""What is known of the places where links lead: handed to the blocks of a page, or told of any address."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.models import Page

from caching.site_version import cached_until_change
from core.models import BasePage
from core.text.page_text import text_fields, values_in
from linkcheck.collecting import address_of_value, is_external, without_fragment
from linkcheck.models import ExternalLink


def attach_known_links(page: Page) -> None:
    """One question for all links of the page, none where nothing leads away. Each block then has its `known_link`."""
    if not isinstance(page, BasePage) or not page.pk:
        return
    by_address: dict[str, list[Any]] = {}
    for value in _leading_away(page):
        by_address.setdefault(without_fragment(address_of_value(value)), []).append(value)
    for link in ExternalLink.objects.filter(uses__page=page.pk) if by_address else []:
        for value in by_address.get(link.address, []):
            value.known_link = link


def _leading_away(page: BasePage) -> Iterator[StructValue]:
    for field in text_fields(page):
        if isinstance(field, StreamField):
            for value in values_in(getattr(page, field.attname)):
                if isinstance(value, StructValue) and is_external(address_of_value(value)):
                    yield value


def told_broken(address: str) -> ExternalLink | None:
    """What is known of an address that did not answer, when readers are told so."""
    return all_told_broken().get(without_fragment(address))


@cached_until_change
def all_told_broken() -> dict[str, ExternalLink]:
    """The addresses that readers are told of: few of those that are known. Breaking and healing is a change."""
    fields = ("address", "state", "is_accepted", "checked_at", "good_at")
    links = ExternalLink.objects.filter(state=ExternalLink.State.BROKEN, is_accepted=False).only(*fields)
    return {link.address: link for link in links}
