"""Descriptions of pages by the words of schema.org, for search engines. What is empty is left out."""

from typing import Any

from wagtail.models import Page

from core.addresses import full_address, own_address
from core.i18n.languages import regional
from core.site_state import network_name
from core.tree import code_of
from website.covers.shared_picture import shared_picture


def described(page: Page, kind: str, **facts: Any) -> dict[str, Any]:
    """A page with its name, address, language and description, and further facts."""
    address, picture = full_address(own_address(page)), shared_picture(page)
    common = {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary_text,
        "image": picture.url if picture else "",
        "inLanguage": regional(code_of(page.locale_id)),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else "",
    }
    return {name: value for name, value in (common | facts).items() if value not in ("", None, [], {})}


def organisations(names: list[str]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in names]


def people(names: list[str]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in names]


def network() -> dict[str, str]:
    """The network itself, as publisher."""
    return {"@type": "Organization", "name": network_name(), "url": full_address("/")}
