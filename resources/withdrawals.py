"""Resources that were public and are not any more: what their permanent address and harvesters still say of them.

Only what a stranger could read is said: the title and kind of the last version that was open. Of a page that was never
open, or that stands behind a door, nothing is.
"""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model
from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import PageLogEntry

from core import tree
from core.i18n.languages import DEFAULT
from core.models.terms import Term, known_terms
from core.visibility import STRANGER, closed_paths, in_bin
from resources.models import PublishedVersion, ResourcePage
from resources.models.withdrawn import WithdrawnResource


class Withdrawal(NamedTuple):
    """What the tombstone says."""

    title: str
    what: str
    language: str
    withdrawn_at: datetime.datetime


def withdrawal(identifier: uuid.UUID) -> Withdrawal | None:
    """Of a resource with this identifier none of whose pages is live; nothing, where nothing was ever public."""
    row = WithdrawnResource.objects.filter(identifier=identifier).first()
    if row:
        return Withdrawal(row.title, row.what, row.language, row.withdrawn_at)
    pages = ResourcePage.objects.filter(identifier=identifier, live=False).order_by("pk")
    for page in sorted(pages, key=_rank):
        version = None if _is_closed(page) else last_open_version(page)
        if version:
            acts = PageLogEntry.objects.filter(page=page, action="wagtail.unpublish").order_by("-timestamp")
            since = acts.values_list("timestamp", flat=True).first() or version.published_at
            return Withdrawal(version.title, _what(version), tree.code_of(page.locale_id), since)
    return None


def last_open_version(page: ResourcePage) -> PublishedVersion | None:
    return PublishedVersion.objects.filter(page=page, was_closed=False).order_by("-number").first()


def slugs_of_categories(version: PublishedVersion) -> list[str]:
    return [term.slug for term in _terms(version, "category")]


def _rank(page: ResourcePage) -> bool:
    return tree.code_of(page.locale_id) != DEFAULT


def _is_closed(page: ResourcePage) -> bool:
    return page.path.startswith(tuple(closed_paths(STRANGER)))


def _what(version: PublishedVersion) -> str:
    """Its kind and year."""
    kinds = [term.label for term in _terms(version, "type")]
    return ", ".join([*kinds, str(version.content.get("year") or "")]).strip(", ")


def _terms(version: PublishedVersion, vocabulary: str) -> Iterable[Term]:
    known = known_terms()
    found = [known[row["term"]] for row in version.content.get("page_terms") or [] if row.get("term") in known]
    return [term.current for term in found if term.vocabulary == vocabulary]


def withdraw(page: ResourcePage) -> None:
    """Noted where it still stands: behind a door less is said of it."""
    version = last_open_version(page)
    if version is None:
        return
    language = tree.code_of(page.locale_id)
    known = WithdrawnResource.objects.filter(identifier=page.identifier).first()
    if known and known.title and language != DEFAULT:
        return
    said = {"title": "", "what": ""} if _is_closed(page) else {"title": version.title, "what": _what(version)}
    WithdrawnResource.objects.update_or_create(
        identifier=page.identifier,
        defaults=said | {"language": language, "sets": slugs_of_categories(version), "withdrawn_at": timezone.now()},
    )


def take_back(page: ResourcePage) -> None:
    """It is there again, and answers for itself."""
    WithdrawnResource.objects.filter(identifier=page.identifier).delete()


def _on_deletion(sender: type[Model], instance: ResourcePage, **kwargs: Any) -> None:
    # What goes for good out of the bin was noted on its way there.
    if not in_bin(instance):
        withdraw(instance)


def connect() -> None:
    """Called when the apps are ready. Every way of deleting a page, or a section above it, comes by here."""
    pre_delete.connect(_on_deletion, sender=ResourcePage, dispatch_uid="withdraw-resource")
