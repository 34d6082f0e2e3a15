"""Languages of the site: codes, names, and texts kept as one row per language."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.conf import settings
from django.utils.translation import get_language

DEFAULT = settings.LANGUAGE_CODE


class InLanguage(Protocol):
    language: str


Row = TypeVar("Row", bound=InLanguage)


def current() -> str:
    """The reader's language as a code of settings.LANGUAGES."""
    language = get_language() or DEFAULT
    # Asked some hundred times for a page: no dictionary is built for it.
    is_ours = any(code == language for code, _name in settings.LANGUAGES)
    return language if is_ours else language.split("-")[0]


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
