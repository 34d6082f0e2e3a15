"""Whatever shows files on public pages is in Wagtail's index of references, by which files/access.py knows who may see.

Wagtail keeps the index for pages and snippets. What is neither (the settings with the logo) would not count.
"""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

from caching.signal_handlers import is_public


def watch() -> None:
    """Called when the apps are ready."""
    for model in watched():
        ReferenceIndex.register_model(model)


def watched() -> list[type[Model]]:
    """What is no page, shows on public pages, and can show a file."""
    return [
        model for model in apps.get_models() if not issubclass(model, Page) and is_public(model) and _may_show(model)
    ]


def note_existing_rows(**kwargs: Any) -> None:
    """After migrating: rows that are older than the index."""
    tables = set(connection.introspection.table_names())
    models = [model for model in watched() if model in ReferenceIndex.indexed_models]
    if not tables.issuperset(model._meta.db_table for model in [ReferenceIndex, *models]):
        return
    for model in models:
        for row in model._default_manager.all():
            ReferenceIndex.create_or_update_for_object(row)


def _may_show(model: type[Model]) -> bool:
    models = [model]
    if issubclass(model, ClusterableModel):
        models += [relation.related_model for relation in get_all_child_relations(model)]
    return any(_shows_files(field) for one in models for field in one._meta.concrete_fields)


def _shows_files(field: Field) -> bool:
    """A key of a file, or text and blocks that can lead to one."""
    target = field.related_model
    is_key = isinstance(target, type) and issubclass(target, AbstractImage | AbstractDocument)
    return is_key or hasattr(field, "extract_references")
