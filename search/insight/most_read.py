"""The pages that visitors read most: what is offered to somebody who found nothing."""

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Page

from core import tree
from core.addresses import prepare_addresses
from core.tree import Node
from core.visibility import shown_to
from search.insight.readings import LATELY
from search.models import PageReadings
from users.models import AnyUser

SHOWN = 5
# Of these, some are private by now, gone, or in another language.
CONSIDERED = 200
# Seconds. What is read most changes slowly; an address where nothing is may be asked for often.
KEPT = 600


def most_read_ids() -> list[int]:
    """Whoever shows them asks first who may see them."""
    since = timezone.localdate() - LATELY
    times = PageReadings.objects.filter(day__gt=since).values("page").annotate(sum=Sum("times"))
    return list(times.order_by("-sum", "page").values_list("page", flat=True)[:CONSIDERED])


def most_read(user: AnyUser) -> list[Node]:
    """Of the last 30 days, the most read first: pages below the front page that this person may see."""
    ids = cache.get_or_set("most-read", most_read_ids, KEPT) or []
    places = {pk: place for place, pk in enumerate(ids)}
    pages = shown_to(Page.objects.filter(pk__in=ids, depth__gt=2), user, tree.current_locale())
    nodes = sorted((Node(*row) for row in pages.values_list(*tree.FIELDS)), key=lambda node: places[node.pk])[:SHOWN]
    prepare_addresses(nodes)
    return nodes
