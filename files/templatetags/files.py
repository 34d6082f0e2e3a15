"""What a link to a file gives, in words. Computes for display, fetches nothing."""

import re

from django import template
from django.utils.safestring import mark_safe

from core.blocks.links import LinkValue
from core.i18n.languages import current, regional
from files.metadata import file_facts, is_file
from files.models import SiteDocument

register = template.Library()


@register.simple_tag
def download_facts(value: LinkValue | SiteDocument) -> str:
    """Format, size, language and length of what a link gives: “PDF, 2.4 MB, English”."""
    return file_facts(value)


@register.filter
def gives_file(value: LinkValue) -> bool:
    return is_file(value)


@register.filter
def with_file_facts(html: str) -> str:
    """Running text in which every link to a document of ours says what it gives, inside its words."""
    return mark_safe(_DOCUMENT_LINK.sub(_told, html))  # noqa: S308 - it was made safe by Wagtail


_DOCUMENT_LINK = re.compile(r'<a ([^>]*?) data-file="([^"]*)">(.*?)</a>', re.DOTALL)


def _told(found: re.Match[str]) -> str:
    facts = f' <span class="file-facts" lang="{regional(current())}">({found[2]})</span>' if found[2] else ""
    return f"<a {found[1]}>{found[3]}{facts}</a>"
