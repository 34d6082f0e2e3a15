"""What a link gives, in words, or that it did not answer. Computes for display, fetches nothing."""

import re
from html import unescape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from core.blocks.links import LinkValue
from core.i18n.languages import current, regional
from files.metadata import file_facts, is_file
from files.models import SiteDocument
from linkcheck.link_status import told_broken

register = template.Library()


@register.simple_tag
def download_facts(value: LinkValue | SiteDocument) -> str:
    """Format, size, language and length of what a link gives: “PDF, 2.4 MB, English”."""
    return file_facts(value)


@register.filter
def gives_file(value: LinkValue) -> bool:
    return is_file(value)


@register.filter
def with_link_facts(html: str) -> str:
    """Running text whose links say what they give, inside their words, or that they did not answer, behind them."""
    html = _DOCUMENT_LINK.sub(_with_facts, html)
    return mark_safe(_LINK_ELSEWHERE.sub(_with_state, html))  # noqa: S308 - it was made safe by Wagtail


_DOCUMENT_LINK = re.compile(r'<a ([^>]*?) data-file="([^"]*)">(.*?)</a>', re.DOTALL)
_LINK_ELSEWHERE = re.compile(r'<a [^>]*?href="(https?:[^"]*)"[^>]*>.*?</a>', re.DOTALL)


def _with_facts(found: re.Match[str]) -> str:
    facts = f' <span class="file-facts" lang="{regional(current())}">({found[2]})</span>' if found[2] else ""
    return f"<a {found[1]}>{found[3]}{facts}</a>"


def _with_state(found: re.Match[str]) -> str:
    link = told_broken(unescape(found[1]))
    if link is None:
        return found[0]
    words = " ".join(render_to_string("components/link_state.html", {"link": link}).split())
    return f'{found[0]} <span class="about" lang="{regional(current())}">({words})</span>'
