"""Pictures, documents and entries come back with their keys, so that all that named them names them again."""

import json
from typing import Any

from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from caching import site_version
from core.projections import project
from files.models import SiteDocument, SiteImage
from recycle.keeping_rows import as_it_was, model_named, storage_of
from recycle.models import KeptRow
from recycle.restoring import RESTORED
from recycle.the_bin import Refused
from users.models import AnyUser

POLICIES = {SiteImage: image_policy, SiteDocument: document_policy}
# More are not listed at once.
MOST = 200


def rows_for(user: AnyUser) -> list[KeptRow]:
    """Those that this person could delete if they were there."""
    rows = KeptRow.objects.select_related("content_type", "deleted_by").order_by("-deleted_at", "-pk")[:MOST]
    return [row for row in rows if may_restore(user, row)]


def may_restore(user: AnyUser, kept: KeptRow) -> bool:
    model = kept.content_type.model_class()
    row = as_it_was(kept)
    if model is None or row is None or not user.is_active:
        return False
    if model in POLICIES:
        return bool(POLICIES[model].user_has_permission_for_instance(user, "delete", row))
    return user.has_perm(f"{model._meta.app_label}.delete_{model._meta.model_name}")


@transaction.atomic
def bring_row_back(kept: KeptRow, user: AnyUser) -> Model:
    """Raises `Refused`, and then nothing has happened."""
    held = KeptRow.objects.select_for_update().filter(pk=kept.pk).first()
    if held is None or not may_restore(user, held):
        raise Refused(_("It is not in the recycle bin any more."))
    try:
        with transaction.atomic():
            row = _written(held)
            connection.check_constraints()
    except IntegrityError as error:
        raise Refused(_("Something else has its name or address by now. Change that first.")) from error
    _lead_there_again(held, row)
    # As its form would, for whoever listens: search, references, caches.
    row.save()
    log(instance=row, action=RESTORED, user=user)
    _tell_pages(held)
    site_version.bump()
    held.delete()
    return row


def _written(kept: KeptRow) -> Model:
    found = list(serializers.deserialize("python", json.loads(kept.rows), ignorenonexistent=True))
    made: Any = found[0].object
    if kept.file:
        made.file.name = kept.file
    for one in found:
        if type(one.object)._base_manager.filter(pk=one.object.pk).exists():
            raise IntegrityError
        if one is found[0] or _leads_somewhere(one):
            one.save()
    return type(made)._base_manager.get(pk=made.pk)


def _leads_somewhere(one: DeserializedObject) -> bool:
    """Whether all rows that it names are there. What is gone meanwhile takes its rows with it."""
    row: Any = one.object
    keys = [field for field in row._meta.concrete_fields if field.is_relation and getattr(row, field.attname)]
    return all(
        field.related_model._base_manager.filter(**{field.target_field.attname: getattr(row, field.attname)}).exists()
        for field in keys
    )


def _lead_there_again(kept: KeptRow, row: Model) -> None:
    """Where nothing else was chosen meanwhile."""
    for label, column, keys in kept.emptied:
        model = model_named(label)
        if model is not None:
            model._base_manager.filter(pk__in=keys, **{f"{column}__isnull": True}).update(**{column: row.pk})


def _tell_pages(kept: KeptRow) -> None:
    """What is derived from those that name it knows it again."""
    for page in Page.objects.filter(pk__in=kept.named_by).specific():
        ReferenceIndex.create_or_update_for_object(page)
        if page.live:
            project(page)


def forget_row(kept: KeptRow) -> None:
    """For good. A file without its row would lie there for ever; a row without its file is tried again."""
    if kept.file:
        storage_of(kept).delete(kept.file)
    kept.delete()
