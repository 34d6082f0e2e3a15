"""Tables derived from live pages. They hold live content only, so that no draft can leak through them.

An app registers a function with `@projection`; it is called with a page that went live (or was saved while live), and
must write what follows from it. Rows of a page that is no longer live are removed by the same call.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from caching import site_version
from core.models import BasePage, PagePart

Projection = Callable[[Page], None]
_projections: list[Projection] = []
_postponed: ContextVar[set[int] | None] = ContextVar("postponed", default=None)


def projection(function: Projection) -> Projection:
    """Register a function that rewrites a derived table for one page."""
    _projections.append(function)
    return function


@transaction.atomic
def project(page: Page) -> None:
    """Rewrite everything that is derived from the page."""
    postponed = _postponed.get()
    if postponed is not None and page.live:
        postponed.add(page.pk)
        return
    for function in _projections:
        function(page)
    site_version.bump()


@contextlib.contextmanager
def each_once() -> Iterator[None]:
    """For many changes in one transaction: what is derived from the pages that changed is written once, at the end."""
    with transaction.atomic():
        token = _postponed.set(set())
        try:
            yield
            changed = _postponed.get() or set()
        finally:
            _postponed.reset(token)
        for page in Page.objects.filter(pk__in=changed).specific().iterator(chunk_size=50):
            project(page)


@projection
def page_parts(page: Page) -> None:
    """Rows that say the same stay; others are deleted and written, never changed: see resources.finding_counts."""
    wanted = {_said(part): part for part in page.parts()} if page.live and isinstance(page, BasePage) else {}
    known = {_said(part): part.pk for part in PagePart.objects.filter(page_id=page.pk)}
    PagePart.objects.filter(pk__in=[pk for said, pk in known.items() if said not in wanted]).delete()
    PagePart.objects.bulk_create(part for said, part in wanted.items() if said not in known)


def _said(part: PagePart) -> tuple[object, ...]:
    return part.kind, part.block_id, part.group, part.group_term_id, part.text, part.order


def _on_published(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    project(instance.specific)


def _on_unpublished(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Nothing is derived from it any more, whatever its row says: a page that is being deleted is live to the end."""
    page = instance.specific
    page.live = False
    project(page)


def connect() -> None:
    """Called when the apps are ready."""
    page_published.connect(_on_published, dispatch_uid="project-published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="project-unpublished")
