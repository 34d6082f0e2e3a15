"""Pieces of pages that are rendered once, for all who would be shown the same, until public content changes."""

from collections.abc import Hashable, Mapping

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from caching.site_version import version_cache


def fragment(template: str, context: Mapping[str, object], *differences: Hashable) -> str:
    """The template with this context; remembered by the language, the day, and all else by which it may differ.

    Whoever names the differences answers for them: what one reader may see and another may not is one, and so is the
    next instant at which the piece changes by itself.
    """
    cache = version_cache()
    key = ("fragment", template, get_language(), timezone.localdate(), differences)
    if key not in cache:
        cache[key] = get_template(template).render(dict(context))
    return cache[key]
