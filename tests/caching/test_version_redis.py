"""The version in Redis while Redis is away; tests/services has it on a real one."""

import pytest

from caching import version_redis
from caching.version_redis import VERSION, VersionInRedis


class Hash:
    """Stands for the client of Redis: one hash, which may be away."""

    def __init__(self):
        self.fields, self.is_away, self.asked = {}, False, 0

    def hgetall(self, key):
        self.asked += 1
        if self.is_away:
            raise ConnectionError
        return dict(self.fields)

    def hset(self, key, field, value):
        self.hgetall(key)
        self.fields[field] = value

    def hsetnx(self, key, field, value):
        self.fields.setdefault(field, value)

    def hget(self, key, field):
        return self.fields.get(field)

    def hincrby(self, key, field, more):
        self.fields[field] += more

    def hdel(self, key, *fields):
        for field in fields:
            self.fields.pop(field, None)

    def pipeline(self, transaction):
        self.hgetall("")
        return self

    def execute(self):
        return [1, self.fields[VERSION]]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@pytest.fixture
def redis(monkeypatch):
    found = Hash()
    monkeypatch.setattr(version_redis, "get_redis_connection", lambda alias: found)
    return found


def test_while_redis_is_away_nothing_is_trusted(redis):
    version = VersionInRedis()
    redis.is_away = True
    assert not version.read().is_settled


def test_a_change_while_redis_is_away_is_made_up_for(redis):
    version = VersionInRedis()
    before = version.read().version
    redis.is_away = True
    version.end(version.begin(is_transaction=False), changed=True)
    redis.is_away, version.asked_again_at = False, 0.0
    assert version.read().version > before and not version.owed


def test_whoever_found_redis_away_raises_the_version_for_those_who_died(redis):
    reader = VersionInRedis()
    before = reader.read().version
    redis.is_away = True
    reader.read()
    redis.is_away, reader.asked_again_at = False, 0.0
    assert reader.read().version > before


def test_a_redis_that_does_not_answer_is_waited_for_once(redis):
    version = VersionInRedis()
    redis.is_away = True
    for _step in range(10):
        version.read()
    assert redis.asked == 1


def test_nothing_is_trusted_while_a_statement_goes_on(redis):
    here, there = VersionInRedis(), VersionInRedis()
    mark = there.begin(is_transaction=False)
    assert not here.read().is_settled
    there.end(mark, changed=True)
    assert here.read().is_settled


def test_a_statement_of_a_killed_process_is_announced_after_half_a_minute(redis, monkeypatch):
    here, there = VersionInRedis(), VersionInRedis()
    before = here.read().version
    there.begin(is_transaction=False)
    monkeypatch.setattr(version_redis, "LONGEST_STATEMENT", -1)
    reading = here.read()
    assert reading.is_settled and reading.version > before and list(redis.fields) == [VERSION]
