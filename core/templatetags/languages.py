"""Languages in templates: the tag for `lang`, and the name of a language in the reader's own."""

from django import template
from django.conf import settings
from django.utils.translation import gettext

from core.languages import current, regional

register = template.Library()


@register.simple_tag
def reading_language() -> str:
    """What `<html lang>` says: "en-CA"."""
    return regional(current())


@register.filter(name="regional")
def regional_tag(code: str) -> str:
    return regional(code)


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's language: "French", « français »."""
    return gettext(str(dict(settings.LANGUAGES).get(code, code)))


@register.simple_tag
def lang_attribute(code: str) -> str:
    """The tag for `lang` where a text is not in the reader's language; empty where it is."""
    return "" if code == current() else regional(code)
