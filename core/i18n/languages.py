"""Languages of the site: codes, names, and texts kept as one row per language."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Locale, Page

DEFAULT = settings.LANGUAGE_CODE


class InLanguage(Protocol):
    language: str


Row = TypeVar("Row", bound=InLanguage)


def current() -> str:
    """The reader's language as a code of settings.LANGUAGES."""
    language = get_language() or DEFAULT
    return language if language in dict(settings.LANGUAGES) else language.split("-")[0]


def language_choices() -> list[tuple[str, str]]:
    """The site's languages, for choice fields of blocks (callable: a new language makes no migration)."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def regional(code: str) -> str:
    """The tag printed in `lang`: "en" is "en-CA" here, since spelling and dates are Canadian."""
    return settings.REGIONAL_TAGS.get(code, code)


def best(rows: Iterable[Row], language: str | None = None) -> Row | None:
    """The row in `language` (the reader's by default), else in the site's first language, else any, else None."""
    by_language = {row.language: row for row in rows}
    for code in (language or current(), DEFAULT):
        if code in by_language:
            return by_language[code]
    return next(iter(by_language.values()), None)


def in_language(pages: QuerySet, locale: Locale) -> QuerySet:
    """What a reader of `locale` is shown: pages of that language, and of another where no live translation exists.

    Each piece of content is there once: a page without translation stands in for itself.
    """
    siblings = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    own = Exists(siblings.filter(locale=locale))
    first = Exists(siblings.filter(locale__language_code=DEFAULT))
    earlier = Exists(siblings.filter(locale_id__lt=OuterRef("locale_id")))
    stand_in = ~own & (Q(locale__language_code=DEFAULT) | (~first & ~earlier))
    return pages.filter(Q(locale=locale) | stand_in)
