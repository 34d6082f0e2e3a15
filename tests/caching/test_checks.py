"""A database that many machines may use needs a version that all of them see."""

import pytest

from caching.checks import SENTENCE, check_shared_cache, missing_shared_cache

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
LOCAL, REDIS = "django.core.cache.backends.locmem.LocMemCache", "django_redis.cache.RedisCache"


@pytest.mark.parametrize(
    ("engine", "cache", "sentence"),
    [(SQLITE, LOCAL, ""), (SQLITE, REDIS, ""), (POSTGRESQL, REDIS, ""), (POSTGRESQL, LOCAL, SENTENCE)],
)
def test_a_database_server_needs_redis(engine, cache, sentence):
    assert missing_shared_cache({"default": {"ENGINE": engine}}, {"default": {"BACKEND": cache}}) == sentence


def test_the_check_is_an_error(settings, monkeypatch):
    monkeypatch.setattr("caching.checks.missing_shared_cache", lambda *args: SENTENCE)
    assert [error.id for error in check_shared_cache(None)] == ["caching.E001"]
    assert check_shared_cache(None)[0].is_serious()
