"""Which changes of rows are changes of the public site: all, unless a table is known to be quiet."""

from typing import Any

from django.db import models
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from caching.site_version import after_saving, before_saving, bump

# Tables of others whose rows no visitor sees: work in the background, drafts, sessions, the journal. A model of our
# own says `is_public_content = False`.
QUIET_APPS = {
    "admin",
    "axes",
    "contenttypes",
    "django_tasks_database",
    "sessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
QUIET_MODELS = {
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
}
# What is written on a page when a draft of it is saved or it is locked.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def is_public(sender: type[models.Model]) -> bool:
    """Whether rows of this table may show on a public page, or decide who sees one."""
    is_quiet = sender._meta.app_label in QUIET_APPS or sender._meta.label_lower in QUIET_MODELS
    return not is_quiet and getattr(sender, "is_public_content", True)


def is_part_of_draft(instance: models.Model) -> bool:
    """Whether the row is a part of a page that nobody sees yet, and saved with it: a term of it, say."""
    page = instance._state.fields_cache.get("page")
    return isinstance(page, Page) and not page.live and isinstance(instance._meta.get_field("page"), ParentalKey)


def _is_change(instance: models.Model, created: bool, update_fields: frozenset[str] | None) -> bool:
    if not is_public(type(instance)):
        return False
    if isinstance(instance, Page):
        return not ((created and not instance.live) or (update_fields and DRAFT_FIELDS.issuperset(update_fields)))
    return not is_part_of_draft(instance)


def _before_save(
    sender: type[Model], instance: Model, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if _is_change(instance, instance._state.adding, update_fields):
        before_saving(instance)


def _after_save(
    sender: type[Model],
    instance: Model,
    created: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    if _is_change(instance, created, update_fields):
        after_saving(instance)


def _after_delete(sender: type[Model], **kwargs: Any) -> None:
    if is_public(sender):
        bump()


def _always(**kwargs: Any) -> None:
    bump()


def connect() -> None:
    """Called when the apps are ready."""
    pre_save.connect(_before_save, dispatch_uid="site-version-before-save")
    post_save.connect(_after_save, dispatch_uid="site-version-after-save")
    post_delete.connect(_after_delete, dispatch_uid="site-version-after-delete")
    # Also the groups of a privacy setting and the groups of a person.
    for signal in (m2m_changed, post_migrate, page_published, page_unpublished, post_page_move):
        signal.connect(_always, dispatch_uid="site-version")
