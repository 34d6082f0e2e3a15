"""Pictures, documents and entries that staff delete are written down first, with all that Django deletes with them."""

import datetime
import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import router
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector
from django.db.models.signals import pre_delete
from django.utils.crypto import get_random_string
from wagtail.images.models import AbstractRendition
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from files.models import SiteDocument, SiteImage
from networks.models import Participation
from recycle.models import KeptRow

# Made anew from what comes back.
DERIVED = (AbstractRendition, Participation)


class Exactly(DjangoJSONEncoder):
    """Times to the microsecond."""

    def default(self, o: object) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def kept_models() -> list[type[Model]]:
    return [SiteImage, SiteDocument, *get_snippet_models()]


def keep(sender: type[Model], instance: Model, origin: object = None, **kwargs: Any) -> None:
    """Of what somebody deletes in the admin, by itself or among several; not of what goes along with something else."""
    user = get_active_log_context().user
    is_chosen = origin is instance or (isinstance(origin, QuerySet) and origin.model is sender)
    if user is None or not is_chosen or sender not in kept_models():
        return
    found = Collector(using=router.db_for_write(sender), origin=instance)
    found.collect([instance])
    KeptRow.objects.create(
        content_type=ContentType.objects.get_for_model(sender),
        object_id=str(instance.pk),
        title=str(instance)[:500],
        deleted_by=user,
        rows=json.dumps(serializers.serialize("python", _rows(instance, found)), cls=Exactly),
        emptied=[
            [field.model._meta.label, field.attname, _keys(several)]
            for (field, value), several in found.field_updates.items()
            if value is None
        ],
        named_by=_pages_naming(instance),
        file=_copy_of_file(instance),
    )


def _pages_naming(instance: Model) -> list[int]:
    kind = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(instance).filter(base_content_type=kind)
    return sorted({int(key) for key in references.values_list("object_id", flat=True)})


def _keys(several: Iterable[Any]) -> list[Any]:
    return [row.pk for rows in several for row in rows]


def _rows(instance: Model, found: Collector) -> list[Model]:
    several: list[Iterable[Model]] = [*found.data.values(), *found.fast_deletes]
    others = [row for rows in several for row in rows if row != instance and not isinstance(row, (*DERIVED, Page))]
    return [instance, *others]


def _copy_of_file(instance: Model) -> str:
    """Beside the file, under another name: the file itself is deleted by a task, whenever that runs."""
    file = getattr(instance, "file", None)
    if not file:
        return ""
    storage: Storage = file.storage
    place = PurePosixPath(file.name)
    name = str(place.with_name(f"{place.stem[:80]}-{get_random_string(7).lower()}{place.suffix}"))
    try:
        with storage.open(file.name) as opened:
            return storage.save(name, File(opened, name=name))
    except OSError:
        # The row is kept all the same: it was without its file before.
        return ""


def storage_of(kept: KeptRow) -> Storage:
    model: Any = kept.content_type.model_class()
    storage: Storage = model._meta.get_field("file").storage
    return storage


def as_it_was(kept: KeptRow) -> Model | None:
    """The thing itself, in memory; None where its table is gone."""
    if kept.content_type.model_class() is None:
        return None
    first = json.loads(kept.rows)[:1]
    found = serializers.deserialize("python", first, ignorenonexistent=True)
    return next((one.object for one in found), None)


def connect() -> None:
    pre_delete.connect(keep, dispatch_uid="keep-deleted-rows")


def model_named(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None
