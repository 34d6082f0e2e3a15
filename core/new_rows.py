"""New rows of the kinds that are approved go live with the public page, or the row, that names them (decision 44)."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signals import page_published, published

from core.models.approved import ApprovedModel
from core.models.terms import Term
from core.visibility import is_private
from users.models import AnyUser


def reviewed_models() -> list[type[ApprovedModel]]:
    """Every kind of row that is approved, as the apps are installed."""
    return [model for model in apps.get_models() if issubclass(model, ApprovedModel)]


def is_live_at_once(model: type[Model], user: AnyUser) -> bool:
    """Whether what this person adds on the way needs nobody else: they may publish, and nothing is reviewed here.

    Elsewhere it goes live with what names it, and is read, or answered for, together with that (decision 83).
    """
    may_publish = user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")
    front = Page.objects.filter(depth=2).first() if may_publish else None
    workflow = front.get_workflow() if front else None
    return may_publish and not (workflow and workflow.tasks.filter(active=True).exists())


def new_rows(instance: Model) -> list[ApprovedModel]:
    """The rows that this version names, and those that they name, that nobody approved yet: each in its newest version,
    after what names it."""
    found: dict[tuple[type[ApprovedModel], int], ApprovedModel] = {}
    to_read = [instance]
    while to_read:
        for model, keys in _named_in(to_read.pop(0)).items():
            for row in model._default_manager.filter(_NEW, pk__in=keys).order_by("pk"):
                if (model, row.pk) not in found:
                    found[model, row.pk] = row.get_latest_revision_as_object()
                    to_read.append(found[model, row.pk])
    return list(found.values())


_NEW = Q(live=False, first_published_at=None)


def _named_in(instance: Model) -> dict[type[ApprovedModel], set[int]]:
    """Keys of the rows that it refers to: from fields, from blocks, from the rows below it."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in reviewed_models()}
    keys: dict[type[ApprovedModel], set[int]] = {}
    for kind, key, *_place in ReferenceIndex._extract_references_from_object(instance):
        if kind in kinds:
            keys.setdefault(kinds[kind], set()).add(int(key))
    # The index of references leaves these rows out, as `Page` itself has them.
    for row in instance.page_terms.all() if isinstance(instance, Page) else ():
        keys.setdefault(Term, set()).add(row.term_id)
    return keys


def revision_of(row: ApprovedModel) -> Revision:
    """Its newest version; one is made of what code wrote without any."""
    return row.get_latest_revision() or row.save_revision()


def names_version(instance: Model) -> str:
    """Names the versions of the new rows that a reader of this version was shown.

    What was only typed into a page is as that page says: a version has who wrote it.
    """
    revisions = [row.get_latest_revision() for row in new_rows(instance)]
    return " ".join(f"{one.pk}@{one.created_at.isoformat()}" for one in revisions if one and one.user_id)


def waiting(model: type[ApprovedModel]) -> QuerySet:
    """What is new, or was changed and not approved since."""
    return model._default_manager.filter(_NEW | Q(live=True, has_unpublished_changes=True))


def publish(row: ApprovedModel, user: AnyUser | None = None) -> None:
    """Make its newest version live. Raises a ValidationError where another row has its address or name by now."""
    revision = revision_of(row)
    revision.as_object().validate_unique()
    with transaction.atomic():
        revision.publish(user=user, skip_permission_checks=True)


def _with(instance: Model) -> None:
    """What is named first goes live first: it brings nothing any more. What cannot go live goes on waiting."""
    for row in reversed(new_rows(instance)):
        try:
            publish(row)
        except ValidationError:
            continue


def _with_page(instance: Page, **kwargs: Any) -> None:
    """What a private page names is not made public by it: it waits in the list of the directory."""
    if not is_private(instance.path):
        _with(instance)


def _with_row(instance: Model, **kwargs: Any) -> None:
    """A row that is seen shows what it names: a person the organisation, a committee its people."""
    if isinstance(instance, ApprovedModel):
        _with(instance)


def connect() -> None:
    page_published.connect(_with_page, dispatch_uid="new-rows-go-live-with-page")
    published.connect(_with_row, dispatch_uid="new-rows-go-live-with-row")
