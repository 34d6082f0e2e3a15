"""Two drafts of the demo site that somebody means to publish soon: the editorial calendar is not empty."""

import datetime

from home.demo.fields import World
from planning.models import PlannedDay, site_today
from planning.planned_days import is_unpublished, plan
from users.models import AnyUser

# How many days from today, and why.
PLANS = ((9, "After the board has met"), (23, ""))


def make_plans(world: World, editor: AnyUser) -> None:
    """Again near today, however long ago they were made. A day that staff set to come is left alone."""
    drafts = [page for page in world.pages.values() if not page.live and not page.workflow_in_progress]
    known = set(PlannedDay.objects.filter(day__gte=site_today()).values_list("page_id", flat=True))
    for page, (days, note) in zip(sorted(drafts, key=lambda page: page.pk), PLANS, strict=False):
        if page.pk not in known and is_unpublished(page):
            plan(page.pk, editor, site_today() + datetime.timedelta(days=days), note)
