"""A list as JSON: the same entries, filters and counts as on the page."""

from typing import Any

from django.http import JsonResponse
from wagtail.models import Page

from core.addresses import address_of
from core.i18n.languages import current, regional
from search.facet_groups import Group
from search.filters import Filters
from search.listing import Listing


def json_response(listing: Listing) -> JsonResponse:
    """One page of entries, and every facet of the form with its values and counts."""
    page_obj = listing.page_obj
    return JsonResponse(
        {
            "total": listing.total,
            "page": page_obj.number,
            "pages": page_obj.paginator.num_pages,
            "sort": listing.sort,
            "filters": {name: values for name, values in listing.filters.chosen.items() if values},
            **ignored(listing.filters),
            "facets": [_facet(group) for group in listing.groups],
            "results": [_entry(entry) for entry in page_obj.object_list],
            **({"degraded": True} if listing.is_degraded else {}),
        }
    )


def ignored(filters: Filters) -> dict[str, Any]:
    """What was asked for and is not known, where there is any."""
    return {"ignored": filters.unknown} if filters.unknown else {}


def _facet(group: Group) -> dict[str, Any]:
    values = [
        {"value": one.value, "label": str(one.label), "count": one.count, "depth": one.depth, "chosen": one.is_chosen}
        for one in group.values
    ]
    return {"name": group.facet.name, "label": str(group.facet.label), "values": values}


def _entry(page: Page) -> dict[str, Any]:
    language = page.locale.language_code
    return {
        "title": page.title,
        "url": address_of(page),
        "summary": page.summary_text,
        "terms": page.terms_by_vocabulary,
        **page.list_facts,
        **({} if language == current() else {"language": regional(language)}),
    }
