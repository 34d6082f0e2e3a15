"""Languages in templates: the tag for `lang`, and the name of a language in the reader's own."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language_info, gettext
from wagtail.models import Page

from core import tree
from core.i18n.dates import pattern
from core.i18n.languages import current, regional

register = template.Library()


@register.simple_tag
def reading_language() -> str:
    """What `<html lang>` says: "en-CA"."""
    return regional(current())


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's language: "French", « français »."""
    name = gettext(str(dict(settings.LANGUAGES).get(code, code)))
    return pattern("LANGUAGE_NAMES").format(name=name, name_lower=name.lower())


@register.simple_tag
def lang_of(page: Page) -> str:
    """An attribute ` lang="en-CA"` for the words of a page that are not in the reader's language; else nothing."""
    code = tree.code_of(page.locale_id)
    return "" if code == current() else format_html(' lang="{}"', regional(code))


@register.simple_tag
def hidden_title(page: Page) -> str:
    """For whoever hears a link or button like “Remove”: of which page."""
    return format_html('<span class="visually-hidden">: <span{}>{}</span></span>', lang_of(page), page.title)


@register.filter
def lang_attribute(code: str) -> str:
    """The same for words whose language is known by its code alone."""
    return format_html(' lang="{}"', regional(code)) if code and code != current() else ""


@register.filter
def own_name(code: str) -> str:
    """What a language calls itself inside a sentence: "English", « français »."""
    return get_language_info(code)["name_local"]


@register.filter
def language_code(page: Page) -> str:
    """The code of the language that a page is written in."""
    return tree.code_of(page.locale_id)


@register.filter
def any_translated(others: list) -> bool:
    """Whether one of the other languages has a translation of its own."""
    return any(other.is_translated for other in others)
