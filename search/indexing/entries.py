"""Writes the search entries of pages and named things, in the transaction that changes them.

What is indexed follows the state of the pages: `stale()` finds live pages without an entry of their version, whatever
went wrong, and the due job writes them (search/jobs.py).
"""

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import override
from wagtail.models import Page
from wagtail.signals import post_page_move

from core.models import BasePage, PagePart
from core.projections import projection
from core.text.cleaning import cleaned
from core.text.page_text import words_from_elsewhere, written_text
from search.cluster import sync
from search.kinds import content_types
from search.lists.kept_values import kept_of
from search.models import Entry, GoneEntry, PartEntry
from search.words import vocabulary
from search.words.analysis import analysed, languages

# Of the analyser and of what an entry holds: entries of another version are written anew.
ANALYSER = 6
TO_BE_WRITTEN = 0
# Words of one entry, and of its files.
MOST_WORDS, MOST_OF_FILES = 50_000, 100_000
BATCH = 50


def entry_of(page: BasePage) -> Entry:
    """What the page says, as its readers read it. Not saved."""
    language = page.locale.language_code
    with override(language):
        text = cleaned(written_text(page))
    files = "\n".join(words_from_elsewhere(page))
    kept = kept_of(page)
    return Entry(
        content_type=page.cached_content_type,
        object_id=page.pk,
        language=language,
        title=_ready(page.title, language),
        names=" ".join(_ready("\n".join(words), one) for one, words in _names(page, language).items()),
        body=_ready(text, language),
        files=_ready(files, language, MOST_OF_FILES),
        text=text,
        ends_at=page.search_until,
        values=kept.values,
        orders=kept.orders,
        revision=page.live_revision_id,
        analyser=ANALYSER,
    )


def _names(page: BasePage, own: str) -> dict[str, list[str]]:
    """The words beside the text by language: readers of another one see a page that is not translated, too."""
    found: dict[str, list[str]] = {}
    for language in dict.fromkeys([own, *languages()]):
        with override(language):
            known = {word for words in found.values() for word in words}
            found[language] = [word for word in page.search_names() if word not in known]
    return found


def _ready(text: str, language: str, most: int = MOST_WORDS) -> str:
    return " ".join(analysed(text, language)[:most])


def _seen(entry: Entry) -> dict[str, Any]:
    fields = (field.attname for field in Entry._meta.concrete_fields if field.name not in {"id", "written", "is_sent"})
    return {name: getattr(entry, name) for name in fields}


def _write(entry: Entry, words: Callable[[], Iterable[str]]) -> None:
    """An entry that says the same stays as it is."""
    known = Entry.objects.filter(content_type=entry.content_type, object_id=entry.object_id).first()
    if known and _seen(known) == _seen(entry):
        return
    entry.pk, entry.written = (known.pk if known else None), _now()
    entry.save()
    if not known:
        _send_translations(entry.object_id)
    transaction.on_commit(lambda: vocabulary.add(words()))


def _now() -> int:
    """In microseconds: an older state never replaces a newer one in a search cluster."""
    return time.time_ns() // 1000


def _send_again(pages: QuerySet[Page]) -> None:
    """What a search cluster knows of these pages is old, although they say the same."""
    entries = Entry.objects.filter(content_type__in=content_types(), object_id__in=pages.values("pk"))
    entries.update(is_sent=False, written=_now())


def _send_translations(*keys: int) -> None:
    """In a search cluster an entry names the places of its translations."""
    if sync.is_used():
        twins = Page.objects.filter(translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"))
        _send_again(twins)


def _remove(entries: QuerySet[Entry]) -> None:
    keys = list(entries.values_list("object_id", flat=True)) if sync.is_used() else []
    for key in keys:
        GoneEntry.objects.update_or_create(object_id=key, defaults={"written": _now()})
    entries.delete()
    _send_translations(*keys)


@projection
def page_entry(page: Page) -> None:
    """The entry of a page and those of its parts; none when it is not live."""
    if not page.live or not isinstance(page, BasePage):
        _remove(Entry.objects.filter(content_type__in=content_types(), object_id=page.pk))
        return
    entry = entry_of(page)
    _write(entry, lambda: _words(page, entry))
    write_parts(page, entry.language)


def _words(page: BasePage, entry: Entry) -> list[str]:
    names = _names(page, entry.language)
    return [page.title, entry.text, *(word for words in names.values() for word in words)]


def write_parts(page: Page, language: str) -> None:
    """Parts are written and deleted, never changed."""
    parts = PagePart.objects.filter(page_id=page.pk)
    known = dict(PartEntry.objects.filter(part__page_id=page.pk).values_list("part_id", "words"))
    for part in parts:
        words = _ready(f"{part.group}\n{part.text}", language)
        if known.get(part.pk) != words:
            PartEntry.objects.update_or_create(part=part, defaults={"words": words})


def write(keys: Iterable[int]) -> None:
    """Entries of these pages as they are now."""
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        for page in Page.objects.filter(pk__in=keys[start : start + BATCH]).specific():
            with transaction.atomic():
                page_entry(page)


def write_soon(pages: QuerySet) -> None:
    """The worker writes the entries of these pages anew: something changed that no save tells of."""
    own = Entry.objects.filter(content_type__in=content_types(), object_id__in=pages.values("pk"))
    own.update(analyser=TO_BE_WRITTEN)


def stale() -> QuerySet:
    """Live pages whose entry is missing or tells of another version, or was made by another analyser."""
    own = Entry.objects.filter(object_id=OuterRef("pk"), content_type=OuterRef("content_type"), analyser=ANALYSER)
    same = Q(revision=OuterRef("live_revision_id")) | Q(revision=None)
    found = Page.objects.filter(live=True, content_type__in=content_types())
    return found.exclude(Exists(own.filter(same))).order_by("-last_published_at", "-pk")


def orphans() -> QuerySet:
    """Entries of pages that are gone or no longer live."""
    live = Page.objects.filter(live=True, pk=OuterRef("object_id"), content_type=OuterRef("content_type"))
    return Entry.objects.filter(content_type__in=content_types()).exclude(Exists(live))


# Named things: people, organisations, committees, terms


Names = Callable[[Any], Iterable[str]]


def index_names(model: type[models.Model], names: Names, about: Names = lambda row: ()) -> None:
    """Keep an entry for each row of `model`; its title holds every name that it has, its body what it is besides."""
    _named[model] = names, about
    uid = f"entry-{model._meta.label_lower}"
    post_save.connect(_on_named_save, sender=model, dispatch_uid=uid)
    post_delete.connect(_on_delete, sender=model, dispatch_uid=uid)


_named: dict[type[models.Model], tuple[Names, Names]] = {}


def _on_named_save(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    # What belongs to it (its names in each language) is saved after it.
    transaction.on_commit(partial(write_named, sender, instance.pk))


def write_named(model: type[models.Model], pk: int) -> None:
    row = model._default_manager.filter(pk=pk).first()
    if row is None:
        return
    names, about = (list(dict.fromkeys(tell(row))) for tell in _named[model])
    kind = ContentType.objects.get_for_model(model)
    title, body = _in_all_languages(names), _in_all_languages(about)
    entry = Entry(content_type=kind, object_id=pk, title=title, body=body, text="\n".join(names), analyser=ANALYSER)
    _write(entry, lambda: [*names, *about])


def _in_all_languages(texts: list[str]) -> str:
    return " ".join(
        dict.fromkeys(word for text in texts for language in languages() for word in analysed(text, language))
    )


def stale_names() -> Iterator[tuple[type[models.Model], int]]:
    """Named things without an entry of this analyser."""
    for model in _named:
        own = Entry.objects.filter(
            object_id=OuterRef("pk"), content_type=ContentType.objects.get_for_model(model), analyser=ANALYSER
        )
        for pk in model._default_manager.exclude(Exists(own)).values_list("pk", flat=True):
            yield model, pk


def mend() -> Iterator[int]:
    """Bring all entries up to the state of what they tell of; yields how many were looked at, batch by batch."""
    _remove(orphans())
    keys = list(stale().values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        write(keys[start : start + BATCH])
        yield min(start + BATCH, len(keys))
    for model, pk in stale_names():
        write_named(model, pk)
        yield 1


# Signals


def _on_save(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Whatever saves a live page past publishing; what belongs to the page is saved after it."""
    if isinstance(instance, BasePage) and instance.live and not kwargs.get("raw"):
        transaction.on_commit(partial(write, [instance.pk]))


def _on_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, BasePage) or sender in _named:
        entries = Entry.objects.filter(content_type=ContentType.objects.get_for_model(sender), object_id=instance.pk)
        _remove(entries) if isinstance(instance, BasePage) else entries.delete()


def _on_move(sender: type[models.Model], instance: Page, **kwargs: Any) -> None:
    """A search cluster knows where pages stand: privacy follows the tree. The rest the worker writes anew."""
    below = Page.objects.filter(path__startswith=instance.path)
    _send_again(Page.objects.filter(translation_key__in=below.values("translation_key")))
    write_soon(below)


def connect() -> None:
    """Called when the apps are ready."""
    post_save.connect(_on_save, dispatch_uid="search-entry")
    post_delete.connect(_on_delete, dispatch_uid="search-entry-gone")
    post_page_move.connect(_on_move, dispatch_uid="search-entry-moved")
