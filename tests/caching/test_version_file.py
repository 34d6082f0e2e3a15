"""The version beside a database file: common to all processes, exact, and with marks that outlive nobody."""

import multiprocessing

from caching.version_file import NONE, START, VersionFile


def test_a_version_is_common_to_all_processes(tmp_path):
    here, there = VersionFile(tmp_path), VersionFile(tmp_path)
    before = here.read().version
    there.raise_version()
    assert here.read().version == before + 1


def _raise_often(path):
    version = VersionFile(path)
    for _time in range(200):
        version.end(version.begin(is_transaction=True), changed=True)


def test_no_change_is_lost_between_processes(tmp_path):
    version = VersionFile(tmp_path)
    before = version.read().version
    processes = [
        multiprocessing.get_context("fork").Process(target=_raise_often, args=(tmp_path,)) for _one in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert version.read().version == before + 600
    assert version.view[START:] == NONE


def test_the_mark_of_a_living_change_stands(tmp_path):
    here, there = VersionFile(tmp_path), VersionFile(tmp_path)
    before = here.read().version
    mark = there.begin(is_transaction=True)
    assert here.read().version == before
    there.end(mark, changed=False)
    assert here.read().version == before and here.view[START:] == NONE


def test_more_changes_than_places_are_still_announced(tmp_path):
    version = VersionFile(tmp_path)
    marks = [version.begin(is_transaction=True) for _number in range(70)]
    before = version.read().version
    for mark in marks:
        version.end(mark, changed=True)
    assert version.read().version == before + 70
