"""Django's cache in Redis, which may be away: nothing is found then and nothing kept, and the site goes on.

`incr` raises as before: who counts has to know (caching/site_version.py, users/throttle.py).
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class RedisCache(redis.RedisCache):
    # Seconds until a Redis that did not answer is asked again: a visitor waits for it once, not at every step.
    PAUSE = 5.0
    # Of the whole process: Django makes one of these for each thread.
    asked_again_at = 0.0

    def _ask(self, otherwise: Any, method: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        if time.monotonic() < RedisCache.asked_again_at:
            return otherwise
        try:
            return method(*arguments, **more)
        except (RedisError, OSError) as error:
            RedisCache.asked_again_at = time.monotonic() + self.PAUSE
            logger.warning("The cache does not answer; the site goes on without it: %s", error)
            return otherwise

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._ask(default, super().get, key, default, version)

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        return self._ask({}, super().get_many, keys, version)

    def has_key(self, key: str, version: int | None = None) -> Any:
        return self._ask(False, super().has_key, key, version)

    def add(self, *arguments: Any, **more: Any) -> Any:
        return self._ask(False, super().add, *arguments, **more)

    def set(self, *arguments: Any, **more: Any) -> Any:
        return self._ask(None, super().set, *arguments, **more)

    def set_many(self, data: dict[str, Any], *arguments: Any, **more: Any) -> Any:
        return self._ask(list(data), super().set_many, data, *arguments, **more)

    def touch(self, *arguments: Any, **more: Any) -> Any:
        return self._ask(False, super().touch, *arguments, **more)

    def delete(self, key: str, version: int | None = None) -> Any:
        return self._ask(False, super().delete, key, version)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._ask(None, super().delete_many, keys, version)
