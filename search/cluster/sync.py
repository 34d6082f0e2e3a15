"""Brings the cluster to the state of the entries: what was written or went away, and whole indexes.

The entries in the database say what the cluster does not have yet. A page that is published while it is away is sent
when it is back; a worker that is killed in the middle sends again, and an older state never replaces a newer one.
"""

import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q

from caching import site_version
from jobs.heartbeat import still_working
from search.cluster.cluster_client import Body, ClusterClient, NoSuchIndex, client_for
from search.cluster.documents import ALIAS, INDEX_SETTINGS, MAPPINGS, documents
from search.kinds import content_types
from search.models import Entry, GoneEntry

logger = logging.getLogger(__name__)
BATCH = 200
# Microseconds: a day.
LONGEST_BUILD = 24 * 3600 * 1_000_000


def is_used() -> bool:
    return bool(settings.SEARCH_URL)


def client() -> ClusterClient:
    return client_for(settings.SEARCH_URL)


def pages() -> Q:
    """Entries that the cluster has: those of pages. People and organisations are few, and asked of the database."""
    return Q(content_type__in=content_types())


def send() -> int:
    """Send what differs; how much it was. Raises ClusterAway, and nothing is lost.

    Where nothing does, the index may still be missing: of another shape, in another cluster, or lost.
    """
    try:
        count = _send_written() + _send_gone()
        if not count:
            client().count(ALIAS)
        return count
    except NoSuchIndex:
        build()
        return 0


def _send_written() -> int:
    count = 0
    while entries := list(Entry.objects.filter(pages(), is_sent=False).order_by("written")[:BATCH]):
        found = documents(entries)
        client().bulk(ALIAS, _lines_of(entries, found), is_alias=True)
        _tell()
        for entry in entries:
            # One that was written again meanwhile is sent again.
            Entry.objects.filter(pk=entry.pk, written=entry.written).update(is_sent=True)
        still_working()
        count += len(entries)
    return count


def _tell() -> None:
    """What was sent is found from now on, and answers that were kept meanwhile are asked for again."""
    client().refresh(ALIAS)
    site_version.bump()


def _lines_of(entries: list[Entry], found: dict[int, Body]) -> Iterator[Body]:
    for entry in entries:
        yield from _lines(entry.object_id, entry.written, found.get(entry.object_id))


def _lines(key: int, written: int, document: Body | None) -> list[Body]:
    about: Body = {"_id": str(key), "version": written, "version_type": "external_gte"}
    return [{"delete": about}] if document is None else [{"index": about}, document]


def _send_gone() -> int:
    count = 0
    while gone := list(GoneEntry.objects.order_by("pk")[:BATCH]):
        lines = [line for one in gone for line in _lines(one.object_id, one.written, None)]
        client().bulk(ALIAS, lines, is_alias=True)
        _tell()
        for one in gone:
            GoneEntry.objects.filter(pk=one.pk, written=one.written).delete()
        count += len(gone)
    return count


def build() -> None:
    """A new index beside the old one, which answers until the new one is whole; then one takes the other's place.

    It is written by a name of its own: two workers that build at once do not disturb each other, and an index that
    somebody removes meanwhile is not made again by what is written to it.
    """
    begun = _now()
    name, building = f"{ALIAS}-{begun}", f"building-{begun}"
    cluster = client()
    cluster.create_index(name, MAPPINGS, INDEX_SETTINGS)
    cluster.swap_alias(building, name)
    for entries in _all_entries():
        found = documents(entries)
        live = [entry for entry in entries if entry.object_id in found]
        cluster.bulk(building, _lines_of(live, found), is_alias=True)
        still_working()
    cluster.refresh(name)
    cluster.swap_alias(ALIAS, name, instead_of=building)
    _remove_old(cluster)
    # What was written meanwhile went to the old index; what went away may have been read before.
    Entry.objects.filter(pages(), written__gte=begun).update(is_sent=False)
    Entry.objects.filter(pages(), written__lt=begun).update(is_sent=True)
    logger.info("The search index %s was built.", name)


def _remove_old(cluster: ClusterClient) -> None:
    """Indexes that nobody asks any more, and those whose build was broken off long ago."""
    for name, aliases in cluster.indices().items():
        begun = name.rpartition("-")[2]
        is_being_built = begun.isdigit() and int(begun) > _now() - LONGEST_BUILD
        if name.startswith("entries-") and ALIAS not in aliases and not (is_being_built and aliases):
            cluster.delete_index(name)


def _now() -> int:
    """In microseconds."""
    return time.time_ns() // 1000


def _all_entries() -> Iterator[list[Entry]]:
    last = 0
    while entries := list(Entry.objects.filter(pages(), pk__gt=last).order_by("pk")[:BATCH]):
        yield entries
        last = entries[-1].pk


def difference() -> int | None:
    """By how many pages index and database differ, of those that should be there already; None without an index."""
    try:
        indexed = client().count(ALIAS)
    except NoSuchIndex:
        return None
    waiting = Entry.objects.filter(pages(), is_sent=False).count() + GoneEntry.objects.count()
    return max(0, abs(Entry.objects.filter(pages()).count() - indexed) - waiting)
