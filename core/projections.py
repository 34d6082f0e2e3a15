"""Tables derived from live pages. They hold live content only, so that no draft can leak through them.

An app registers a function with `@projection`; it is called with a page that went live (or was saved while live), and
must write what follows from it. Rows of a page that is no longer live are removed by the same call.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core import generation
from core.models import BasePage, PagePart

Projection = Callable[[Page], None]
_projections: list[Projection] = []


def projection(function: Projection) -> Projection:
    """Register a function that rewrites a derived table for one page."""
    _projections.append(function)
    return function


@transaction.atomic
def project(page: Page) -> None:
    """Rewrite everything that is derived from the page."""
    for function in _projections:
        function(page)
    generation.bump()


@projection
def page_parts(page: Page) -> None:
    PagePart.objects.filter(page_id=page.pk).delete()
    if page.live and isinstance(page, BasePage):
        PagePart.objects.bulk_create(page.parts())


def _on_change(sender: Any, instance: Page, **kwargs: Any) -> None:
    project(instance.specific)


def connect() -> None:
    """Called when the apps are ready."""
    page_published.connect(_on_change, dispatch_uid="project-published")
    page_unpublished.connect(_on_change, dispatch_uid="project-unpublished")
