"""Refuses to start a site whose processes could not tell each other that something changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

SENTENCE = "DATABASE_URL names a database server, so CACHE_URL must name a Redis that all processes share."


def missing_shared_cache(databases: Mapping[str, Any], caches: Mapping[str, Any]) -> str:
    """What is wrong with the settings, in one sentence; empty when nothing is.

    Any number of machines may use a database server, and no file of one of them reaches the others.
    """
    is_file = databases["default"]["ENGINE"].endswith("sqlite3")
    is_redis = "redis" in caches["default"]["BACKEND"].lower()
    return "" if is_file or is_redis else SENTENCE


@register(Tags.caches)
def check_shared_cache(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    sentence = missing_shared_cache(settings.DATABASES, settings.CACHES)
    hint = "For example CACHE_URL=redis://127.0.0.1:6379/0. With the built-in database none is needed."
    return [Error(sentence, hint=hint, id="caching.E001")] if sentence else []
