"""Says by how much search is behind the pages; ends with 1 when it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.cluster import sync
from search.cluster.cluster_client import ClusterAway
from search.indexing.lag import cluster_difference, lags


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        found = lags()
        if sync.is_used():
            try:
                found += cluster_difference()
            except ClusterAway as error:
                found.append(f"The search cluster does not answer: {error}")
        if found:
            raise CommandError("\n".join([*found, "manage.py update_search writes what is missing at once."]))
        self.stdout.write("Search has every page as it is.")
