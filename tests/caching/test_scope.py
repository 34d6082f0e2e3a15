"""A request reads the version once, sees what it commits itself, and remembers no more than fits."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from wagtail.models import Locale

from caching import site_version
from caching.sizes import estimated_size
from caching.version_file import NONE, START, VersionFile
from caching.version_reading import Reading


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A version of its own, that counts how often it is read."""

    class Counting(VersionFile):
        reads = 0

        def read(self):
            self.reads += 1
            return super().read()

    found = Counting(tmp_path)
    monkeypatch.setattr(site_version, "shared_version", lambda: found)
    return found


@site_version.cached_until_change
def codes():
    return Locale.objects.count()


def test_a_request_reads_the_version_once(shared):
    with site_version.one_reading():
        for _time in range(20):
            site_version.version_cache(), site_version.era(), site_version.request_cache()
    assert shared.reads == 1


def test_the_next_request_sees_what_another_process_changed(shared):
    with site_version.one_reading():
        site_version.version_cache()["a"] = 1
    shared.raise_version()
    with site_version.one_reading():
        assert "a" not in site_version.version_cache()


def test_a_long_piece_of_work_reads_it_again(shared):
    with site_version.one_reading(longest=-1):
        site_version.current(), site_version.current()
    assert shared.reads == 2


@pytest.mark.django_db
def test_a_request_sees_what_it_commits_itself(shared, commit):
    with site_version.one_reading():
        before = codes()
        Locale.objects.create(language_code="zz")
        assert codes() == before + 1
        commit()
        assert codes() == before + 1
    assert shared.reads == 2


@pytest.mark.django_db
def test_a_savepoint_that_is_rolled_back_leaves_no_mark(shared):
    before = shared.read().version
    with transaction.atomic():
        site_version.bump()
        assert any(shared.view[START:])
        transaction.set_rollback(True)
    assert shared.view[START:] == NONE and not site_version.is_changing()
    assert shared.read().version == before


def test_a_failed_statement_is_over_with_the_request(shared, monkeypatch):
    monkeypatch.setattr(site_version, "connection", SimpleNamespace(in_atomic_block=False))
    with site_version.one_reading():
        site_version.before_saving(object())
        assert any(shared.view[START:])
    assert shared.view[START:] == NONE


def test_what_one_request_remembers_is_not_there_for_the_next(shared):
    with site_version.one_reading():
        site_version.request_cache()["a"] = 1
    with site_version.one_reading():
        assert "a" not in site_version.request_cache()


def test_nothing_common_is_used_while_the_version_is_unsettled(shared, monkeypatch):
    site_version.version_cache()["a"] = 1
    monkeypatch.setattr(shared, "read", lambda: Reading(1, is_settled=False))
    with site_version.one_reading():
        assert site_version.era() is None and "a" not in site_version.version_cache()


def test_what_is_remembered_is_trusted_for_a_minute(shared, monkeypatch):
    site_version.version_cache()["a"] = 1
    assert "a" in site_version.version_cache()
    monkeypatch.setattr(site_version, "LONGEST_TRUST", -1)
    assert "a" not in site_version.version_cache()


def test_what_is_remembered_is_bounded_in_bytes(shared, monkeypatch):
    monkeypatch.setattr(site_version, "MOST_BYTES", 100_000)
    for number in range(50):
        site_version.version_cache()[number] = "x" * 10_000
    assert site_version.version_cache().bytes <= 110_000


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("x" * 10_000, 10_000, 10_100),
        ([str(number) * 10 for number in range(10_000)], 500_000, 1_200_000),
        ({number: str(number) * 50 for number in range(1000)}, 100_000, 400_000),
        (int, 0, 2_000),
    ],
)
def test_sizes_are_near_the_truth(value, low, high):
    assert low <= estimated_size(value) <= high
