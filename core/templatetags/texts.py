"""Small words about pages, documents and films. Computes for display, fetches nothing."""

import re
from typing import NamedTuple

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core.blocks.media import RecordingValue
from core.models import BasePage, Term
from core.templatetags.languages import language_name
from core.text.phone_links import with_phone_links

register = template.Library()


@register.filter
def terms_of(page: BasePage, vocabulary: str) -> list[Term]:
    return page.terms_of(vocabulary) if isinstance(page, BasePage) else []


@register.filter
def initials(name: str) -> str:
    """For the round place of a picture: first letters of the first and the last name."""
    words = [word for word in name.split() if word not in {"Dr.", "Dr", "Dre", "Elder"}]
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else name[:1].upper()


@register.filter
def phone_number(text: str) -> str:
    """What a telephone dials: digits, and the + in front."""
    return re.sub(r"(?!^\+)\D", "", text.strip())


@register.filter
def phone_links(words: str) -> SafeString:
    """Words or HTML of the site's own with the telephone numbers in them as links. Plain words are escaped."""
    return with_phone_links(words if isinstance(words, SafeString) else escape(words))


@register.filter
def after(words: object, sign: str) -> str:
    """The words behind a comma or another sign; nothing where there are none."""
    return format_html("{}{}", sign, words) if words else ""


@register.filter
def before(words: object, sign: str) -> str:
    """The words with a sign behind them; nothing where there are none."""
    return format_html("{}{}", words, sign) if words else ""


@register.filter
def shortened(text: str, length: int) -> str:
    """Cut after a sentence where one ends late enough, else after a word."""
    text = " ".join(str(text).split())
    if len(text) <= length:
        return text
    sentence = re.match(rf".{{{length // 2},{length - 1}}}[.!?](?=\s)", text)
    if sentence:
        return sentence[0]
    return text[:length].rpartition(" ")[0].rstrip(" ,;:–") + "…"


class Beginning(NamedTuple):
    """What a text begins with, and what follows."""

    first: str
    rest: str


@register.filter
def first_sentences(text: str, length: int) -> Beginning:
    """The whole sentences that fit into `length` characters, or the first one where none does, and the rest."""
    text = str(text).strip()
    ends = [found.end() for found in re.finditer(r"[.!?][”»\")]*(?=\s)", text)] + [len(text)]
    end = next((place for place in reversed(ends) if place <= length), ends[0])
    return Beginning(text[:end], text[end:].strip())


@register.simple_tag
def recording_facts(value: RecordingValue) -> str:
    """The language spoken, and captions: “In English, with captions in English and French.”"""
    spoken = language_name(value["language"]) if value.get("language") else ""
    captions = _(" and ").join(language_name(code) for code in value.get("captions") or [])
    if spoken and captions:
        return _("In %(spoken)s, with captions in %(captions)s.") % {"spoken": spoken, "captions": captions}
    return _("In %(spoken)s.") % {"spoken": spoken} if spoken else ""


@register.simple_tag(takes_context=True)
def body_below_title(context: template.Context, body: StreamValue) -> SafeString:
    """The free part of a page right below its title; headings that begin a level too deep are raised by one."""
    html = str(body.render_as_block(context.flatten()))
    first = re.search(r"<h([2-6])\b", html)
    if first and first[1] == "3":
        html = re.sub(r"(</?h)([34])\b", lambda found: f"{found[1]}{int(found[2]) - 1}", html)
    return mark_safe(html)  # noqa: S308 - it was made safe by the blocks' own templates
