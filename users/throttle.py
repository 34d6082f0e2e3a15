"""How often the same sender may knock, and the keys that django-axes counts by."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_in(request: HttpRequest) -> str:
    """The sender's address. Behind a proxy it is the last one of the header, which our own proxy wrote."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")


def name_in(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The e-mail address that somebody tries to sign in with, so that capitals make no new account of it."""
    given = (credentials or {}).get("username") or (credentials or {}).get("email")
    return str(given or request.POST.get("username", "")).strip().lower()[:254]


def _key(what: str, who: str) -> str:
    return f"throttle:{what}:{hashlib.sha256(who.encode()).hexdigest()}"


def count(what: str, who: str, seconds: int) -> int:
    """How often this was done within the time, this time included."""
    key = _key(what, who)
    try:
        cache.add(key, 0, seconds)
        # None while Redis is away: django-axes, which counts in the database, goes on.
        return cache.incr(key) or 1
    except ValueError:  # it ran out between the two lines
        return 1


def counted(what: str, who: str) -> int:
    return cache.get(_key(what, who), 0)
