"""Every address of the admin and of the API, as the URL resolver knows them."""

import re
from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Task, Workflow

from files.models import SiteDocument, SiteImage

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
# What is caught by these is no address of its own.
CATCHING_ALL = {"admin/^.*/$"}
# They end the session or fail by intent.
LEFT_OUT = {"admin/logout/", "admin/failwhale/"}


def patterns(found: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if found is None else found:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, address)
        elif address not in CATCHING_ALL | LEFT_OUT:
            yield address


def addresses(start: str) -> list[str]:
    """Below `start`, with the names of places in angle brackets."""
    found = {re.sub(r"[\^$?]|(?<=\))/$", "", address) for address in patterns() if address.startswith(start)}
    return sorted(f"/{address}" for address in found)


def filled(address: str, places: dict[str, str], otherwise: str) -> str:
    address = address.replace(r"\d+", "<int:page_id>").replace("\\.", ".")
    address = re.sub(r"\((live)\|[^)]*\)|\((<[^)]*)\)", lambda match: match[1] or match[2], address)
    return PLACE.sub(lambda match: places.get(match[1], otherwise), address)


def places_of(page: object) -> dict[str, str]:
    """What stands in the places of addresses: rows that exist."""
    names = "page_id parent_page_id page_to_move_id destination_id page_pk"
    revision = page.latest_revision  # type: ignore[attr-defined]
    return {name: str(page.pk) for name in names.split()} | {
        "revision_id": str(revision.pk),
        "image_id": str(SiteImage.objects.values_list("pk", flat=True).first()),
        "document_id": str(SiteDocument.objects.values_list("pk", flat=True).first()),
        "doc_id": str(SiteDocument.objects.values_list("pk", flat=True).first()),
        "task_id": str(Task.objects.values_list("pk", flat=True).first()),
        "workflow_pk": str(Workflow.objects.values_list("pk", flat=True).first()),
        "content_type_app_name": "home",
        "content_type_model_name": "standardpage",
        "app_label": "home",
        "app_name": "core",
        "model_name": "standardpage",
        "action": "delete",
        "action_name": "publish",
        "filter_spec": "original",
        "pk": str(Group.objects.values_list("pk", flat=True).first()),
    }
