"""Writes the vectors of pages, after the entries that they are made of and never where somebody publishes.

What is written follows state: pages whose vectors are missing, were made of another text or by another model. A worker
that is killed goes on where it was; two of them do some pages twice, and harm nothing.
"""

import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from search.kinds import content_types
from search.meaning.close_pages import chosen_model
from search.meaning.passages import passages
from search.meaning.vectors import MeaningModel, packed
from search.models import Entry, EntryVectors

# Pages that are written in one transaction; seconds that the model may take for one of them.
BATCH, SECONDS = 2, 30.0


def stale(model: MeaningModel) -> QuerySet[Entry]:
    """Entries of pages without vectors of what they say now, the newest first."""
    own = EntryVectors.objects.filter(entry=OuterRef("pk"), model=model.name, entry_written=OuterRef("written"))
    return Entry.objects.filter(content_type__in=content_types()).exclude(Exists(own)).order_by("-pk")


def mend() -> Iterator[int]:
    """Bring all vectors up to date; yields how many pages were looked at, batch by batch. Raises ModelAway."""
    model = chosen_model()
    keys = list(stale(model).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        _write(keys[start : start + BATCH], model)
        yield min(start + BATCH, len(keys))


def _write(keys: list[int], model: MeaningModel) -> None:
    entries = list(Entry.objects.filter(pk__in=keys).only("object_id", "text", "written"))
    titles = dict(Page.objects.filter(pk__in=[one.object_id for one in entries]).values_list("pk", "title"))
    said = {one: passages(titles.get(one.object_id, ""), one.text) for one in entries}
    known = dict(EntryVectors.objects.filter(entry__in=keys, model=model.name).values_list("entry", "said"))
    # An entry may be written again and say the same.
    same = [one for one in entries if known.get(one.pk) == _hash(said[one])]
    for one in same:
        EntryVectors.objects.filter(entry=one.pk).update(entry_written=one.written)
    _save([_row(one, said[one], model) for one in entries if one not in same])


def _row(entry: Entry, texts: list[str], model: MeaningModel) -> EntryVectors:
    return EntryVectors(
        entry_id=entry.pk,
        model=model.name,
        entry_written=entry.written,
        said=_hash(texts),
        passages=len(texts),
        vectors=packed(model.of_passages(texts, SECONDS)),
    )


def _save(rows: Iterable[EntryVectors]) -> None:
    """Of the pages that are still there. The model was asked before: nobody waits for it."""
    with transaction.atomic():
        made = {row.entry_id: row for row in rows}
        # Locked, so that none goes before its vectors are there.
        alive = list(Entry.objects.select_for_update().filter(pk__in=made).values_list("pk", flat=True))
        for number, pk in enumerate(alive):
            # In microseconds, each once: processes ask for what came after the last that they have.
            made[pk].made = time.time_ns() // 1000 + number
        EntryVectors.objects.bulk_create(
            [made[pk] for pk in alive],
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=["model", "entry_written", "said", "passages", "vectors", "made"],
        )


def _hash(texts: list[str]) -> str:
    return blake2b("\n\n".join(texts).encode(), digest_size=16).hexdigest()
