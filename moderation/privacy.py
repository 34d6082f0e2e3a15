"""Who may see a page holds for all its languages: a restriction is the same on a page and on its translations.

Whichever door sets, changes or lifts it, and also when a translation is made later.
"""

from contextvars import ContextVar
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageQuerySet, PageViewRestriction

# While one restriction is being written to the translations, what that writes is not written back.
_copying: ContextVar[bool] = ContextVar("copying_privacy", default=False)


def translations_of(page: Page) -> PageQuerySet:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)


def even_out(restriction: PageViewRestriction) -> None:
    """Write this restriction to the translations of its page."""
    for sibling in translations_of(restriction.page):
        copy_to(sibling, restriction)


def copy_to(page: Page, restriction: PageViewRestriction) -> None:
    token = _copying.set(True)
    try:
        _copy(page, restriction)
    finally:
        _copying.reset(token)


def _copy(page: Page, restriction: PageViewRestriction) -> None:
    groups = {group.pk for group in restriction.groups.all()}
    own = page.view_restrictions.first() or PageViewRestriction(page=page)
    wanted = (restriction.restriction_type, restriction.password)
    if own.pk is None or (own.restriction_type, own.password) != wanted:
        own.restriction_type, own.password = wanted
        own.save()
    if {group.pk for group in own.groups.all()} != groups:
        own.groups.set(groups)


def _on_save(sender: type[Model], instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not _copying.get():
        even_out(instance)


def _on_groups(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction) and not _copying.get():
        even_out(instance)


def _on_delete(
    sender: type[Model], instance: PageViewRestriction, origin: Model | QuerySet | None = None, **kwargs: Any
) -> None:
    """Lifted for one language, lifted for all. But a page that is deleted takes only its own restriction along."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if issubclass(model, PageViewRestriction):
        for own in PageViewRestriction.objects.filter(page__in=translations_of(instance.page)):
            own.delete()


def _on_new_page(sender: type[Model], instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not created or raw or not isinstance(instance, Page):
        return
    restriction = PageViewRestriction.objects.filter(page__in=translations_of(instance)).first()
    if restriction:
        copy_to(Page.objects.get(pk=instance.pk), restriction)


def connect() -> None:
    post_save.connect(_on_save, sender=PageViewRestriction, dispatch_uid="privacy-saved")
    post_delete.connect(_on_delete, sender=PageViewRestriction, dispatch_uid="privacy-deleted")
    m2m_changed.connect(_on_groups, sender=PageViewRestriction.groups.through, dispatch_uid="privacy-groups")
    post_save.connect(_on_new_page, dispatch_uid="privacy-of-new-page")
