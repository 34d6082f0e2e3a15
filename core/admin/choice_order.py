"""The order in which rows are offered: what this person chose last stands first, or the newest (decision 65).

It is read from the pages that they wrote, so that nothing about a person is stored, and it only orders rows that are
shown to them anyway.
"""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Model, Value, When
from django.db.models.expressions import OrderBy
from wagtail.models import Page, ReferenceIndex, Revision, get_default_page_content_type

from users.models import AnyUser

# So many of their pages are looked at, and so many rows stand first.
PAGES = 20
MOST = 5


def last_chosen(kinds: Sequence[type[Model]], user: AnyUser) -> list[int]:
    """Keys of rows of these kinds that the last pages of this person name, the latest page first."""
    versions = Revision.objects.filter(user=user.pk, base_content_type=get_default_page_content_type())
    changed = versions.order_by("-created_at", "-pk").values_list("object_id", flat=True)[: 5 * PAGES]
    pages = list(dict.fromkeys(changed))[:PAGES]
    named = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id__in=pages,
        to_content_type__in=[ContentType.objects.get_for_model(_root_of(kind)) for kind in kinds],
    )
    by_page: dict[str, list[int]] = {}
    for page, row in named.order_by("pk").values_list("object_id", "to_object_id"):
        by_page.setdefault(page, []).append(int(row))
    found = list(dict.fromkeys(row for page in pages for row in by_page.get(page, [])))
    return _of_kinds(found, kinds)[:MOST]


def _of_kinds(keys: list[int], kinds: Sequence[type[Model]]) -> list[int]:
    there = {key for kind in kinds for key in kind._default_manager.filter(pk__in=keys).values_list("pk", flat=True)}
    return [key for key in keys if key in there]


def _root_of(kind: type[Model]) -> type[Model]:
    """The index knows pages as pages, whatever their kind."""
    return Page if issubclass(kind, Page) else kind


def first_of(keys: list[int]) -> Case:
    """For `order_by`: rows with these keys in this order, then the others."""
    whens = [When(pk=key, then=Value(place)) for place, key in enumerate(keys)]
    return Case(*whens, default=Value(len(keys)), output_field=IntegerField())


def newest_first(kinds: Iterable[type[Page]], seen_from: type[Page] = Page) -> list[OrderBy]:
    """The order in which pages are offered, of a kind that says so (`newest`); the others stay in that of the tree."""
    orders = []
    for kind in kinds:
        way = "" if issubclass(seen_from, kind) else f"{kind._meta.model_name}__"
        orders += [F(f"{way}{field}").desc(nulls_last=True) for field in getattr(kind, "newest", ())]
    return orders
