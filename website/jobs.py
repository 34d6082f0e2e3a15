"""What the site does by itself: looking whether the tree of pages still counts right."""

import logging
from collections import Counter

from django.db import transaction
from wagtail.models import Page

from caching.site_version import bump
from jobs.registry import Lane, due_job

logger = logging.getLogger(__name__)


@due_job(every=3600, lane=Lane.SLOW)
def count_children() -> None:
    """Mends the number of children that a page notes.

    The tree takes a page from the count before it deletes it, in a step of its own: a script that deletes pages outside
    of a transaction and is killed in between leaves the count wrong. Our own doors do both as one act.
    """
    for path in _miscounted():
        with transaction.atomic():
            page = Page.objects.select_for_update().get(path=path)
            real = Page.objects.filter(depth=page.depth + 1, path__startswith=path).count()
            if real != page.numchild:
                logger.warning("Page %d counted %d pages below it; there are %d.", page.pk, page.numchild, real)
                Page.objects.filter(pk=page.pk).update(numchild=real)
                bump()


def _miscounted() -> list[str]:
    rows = list(Page.objects.values_list("path", "numchild"))
    real = Counter(path[: -Page.steplen] for path, _noted in rows)
    return [path for path, noted in rows if noted != real[path]]
