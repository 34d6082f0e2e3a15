"""By how much search is behind the pages: what staff are told on the front page of the admin, and the command says."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from core.i18n.dates import moment
from search.cluster import sync
from search.indexing import entries
from search.models import Entry

# What is younger is on its way.
ON_ITS_WAY = datetime.timedelta(minutes=2)


def lags() -> list[str]:
    """What differs and since when, a sentence for each; asks the database alone."""
    before = timezone.now() - ON_ITS_WAY
    found = []
    stale = entries.stale().filter(last_published_at__lt=before)
    if count := stale.count():
        oldest = stale.order_by("last_published_at").values_list("last_published_at", flat=True).first()
        words = ngettext(
            "Search is not up to date for %(count)d page, published on %(day)s.",
            "Search is not up to date for %(count)d pages. The first was published on %(day)s.",
            count,
        )
        found.append(words % {"count": count, "day": moment(oldest or before)})
    if count := entries.orphans().filter(written__lt=_microseconds(before)).count():
        words = ngettext(
            "Search still has the entry of %(count)d page that is not live. No visitor is shown it.",
            "Search still has entries of %(count)d pages that are not live. No visitor is shown them.",
            count,
        )
        found.append(words % {"count": count})
    return found + (_not_sent(before) if sync.is_used() else [])


def _not_sent(before: datetime.datetime) -> list[str]:
    waiting = Entry.objects.filter(sync.pages(), is_sent=False, written__lt=_microseconds(before))
    count, oldest = waiting.count(), waiting.order_by("written").values_list("written", flat=True).first()
    if not count or oldest is None:
        return []
    since = datetime.datetime.fromtimestamp(oldest / 1_000_000, datetime.UTC)
    words = ngettext(
        "The search cluster was not told of %(count)d page since %(day)s.",
        "The search cluster was not told of %(count)d pages, of the first since %(day)s.",
        count,
    )
    return [words % {"count": count, "day": moment(since)}]


def cluster_difference() -> list[str]:
    """What the cluster itself says. Raises ClusterAway."""
    difference = sync.difference()
    if difference is None:
        return [_("The search cluster has no index.")]
    words = ngettext(
        "The search cluster and the database differ by %(count)d page.",
        "The search cluster and the database differ by %(count)d pages.",
        difference,
    )
    return [words % {"count": difference}] if difference else []


def _microseconds(instant: datetime.datetime) -> int:
    return int(instant.timestamp() * 1_000_000)


class LagPanel(Component):
    """On the front page of the admin, when search is behind."""

    name = "search_lag"
    template_name = "search/admin/lag_panel.html"
    order = 20

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"lags": lags()}
