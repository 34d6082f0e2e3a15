"""What keeps the site from starting: here, a language that is not whole."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_languages(**kwargs: Any) -> list[CheckMessage]:
    """Every language of the site has all that docs/developing.md asks for."""
    return [Error(problem, id="core.E001") for code, _name in settings.LANGUAGES for problem in _what_is_missing(code)]


def _what_is_missing(code: str) -> Iterator[str]:
    module = code.replace("-", "_")
    if find_spec(f"core.i18n.profiles.{module}") is None:
        yield f"The language “{code}” has no profile: core/i18n/profiles/{module}.py is missing."
    if not any(find_spec(f"{package}.{module}") for package in settings.FORMAT_MODULE_PATH):
        yield f"The language “{code}” has no formats of dates: cms/formats/{module}/ is missing."
    if code not in settings.REGIONAL_TAGS:
        yield f"The language “{code}” has no line in REGIONAL_TAGS of cms/settings.py."
    if code != settings.LANGUAGE_CODE and not _has_catalogue(code):
        yield f"The language “{code}” has no catalogue: run `make messages`, then translate locale/{code}."


def _has_catalogue(code: str) -> bool:
    return any((Path(path) / code / "LC_MESSAGES" / "django.po").exists() for path in settings.LOCALE_PATHS)
