"""What the frame of every page needs besides menus: the site's settings, descriptions for machines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core import site_state, tree
from core.addresses import address_of, full_address, prefix
from core.i18n.languages import current, regional
from core.models import SiteSettings

register = template.Library()

# What could end a block of JSON inside HTML early.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def site_settings() -> SiteSettings:
    return site_state.site_settings()


@register.simple_tag
def front_url() -> str:
    """The front page in the reader's language."""
    return f"{prefix(current())}/"


@register.simple_tag
def og_locale(page: Page) -> str:
    """The language of a page as OpenGraph writes it: en_CA."""
    return regional(tree.code_of(page.locale_id)).replace("-", "_")


@register.simple_tag
def network_name() -> str:
    """What the network is called."""
    return site_state.network_name()


@register.simple_tag
def full_url(path: str) -> str:
    """An address with the name of the site in front."""
    return path if path.startswith(("http://", "https://")) else full_address(path)


@register.simple_tag
def json_ld(described: dict[str, Any]) -> SafeString:
    """A description by the words of schema.org, as a block of data that no browser runs. Nothing for nothing."""
    if not described:
        return SafeString("")
    data = {"@context": "https://schema.org"} | described
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def list_address(page: Page) -> str:
    """The list that a page stands in, where its terms lead: the section right below the front page."""
    above = tree.above(page.path)
    return address_of(above[1]) if len(above) > 1 else ""


@register.simple_tag
def calendar_address(page: Page) -> str:
    """The calendar file of an event."""
    return f"{address_of(page)}event.ics"
