"""Who took part in what, derived from the blocks of live pages."""

from typing import Any

from wagtail.models import Page

from core.projections import projection
from networks.models import Participation


@projection
def participations(page: Page) -> None:
    Participation.objects.filter(page_id=page.pk).delete()
    if page.live:
        Participation.objects.bulk_create(
            Participation(page_id=page.pk, person=person, organisation=organisation, part=part, order=order)
            for order, (person, organisation, part) in enumerate(named_in(page))
        )


def named_in(page: Page) -> list[tuple[Any, Any, str]]:
    people = [child.value for name in ("people", "authors") for child in getattr(page, name, None) or []]
    roles = [(value["person"], None, value.get("part") or "author") for value in people if value.get("person")]
    groups = [child.value for child in getattr(page, "organisations", None) or []]
    roles += [(None, value["organisation"], value["role"]) for value in groups if value.get("organisation")]
    return roles
