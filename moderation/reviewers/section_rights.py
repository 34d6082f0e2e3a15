"""Who can do what, where: computed from permissions, reviews and privacy settings, never written by hand."""

from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageViewRestriction, Task
from wagtail.permissions import page_permission_policy

from caching.site_version import cached_for_request
from core.visibility import Restriction, restrictions_now, shown_in_admin
from moderation.models import ReviewTask
from moderation.reviewers.deciders import deciders, people_with, steps_of
from users.models import AnyUser, User

# What Wagtail's permissions allow in a section, in the words of the table.
ACTIONS: dict[str, str | Promise] = {
    "add": gettext_lazy("Begin pages, change own ones"),
    "change": gettext_lazy("Change every page"),
    "publish": gettext_lazy("Put live without review"),
    "bulk_delete": gettext_lazy("Delete whole sections"),
}


class Step(NamedTuple):
    """A step of the review, and who decides there."""

    name: str
    people: list[User]


class SectionRights(NamedTuple):
    """A section of the site, and who may do what in it and below, as far as no section below has its own rules."""

    page: Page
    able: dict[str, list[User]]
    steps: list[Step]
    # Who may read what is live: “Everybody”, or who is left by the settings of privacy here and above.
    readers: str
    # The shown section above with the very same people; None where something differs.
    same_as: Page | None = None

    @property
    def people(self) -> tuple[Any, ...]:
        return self.able, self.steps, self.readers


def may_see_rights(user: AnyUser) -> bool:
    """Those who decide somewhere, and those who give rights: names of colleagues are for nobody else."""
    if not user.is_active:
        return False
    if user.is_superuser or user.has_perm("auth.change_group"):
        return True
    return user.pk is not None and _decides_somewhere(user.pk)


@cached_for_request
def _decides_somewhere(user_pk: int) -> bool:
    """At a step that is in use. The menu asks it more than once on each page of the admin."""
    named = Q(people=user_pk) | Q(groups__in=Group.objects.filter(user=user_pk))
    return ReviewTask.objects.filter(named, active=True, workflow_tasks__workflow__active=True).exists()


def sections_for(user: AnyUser) -> QuerySet[Page]:
    """The root, what has pages below it on the first two levels, and each page with rules of its own."""
    own = Q(group_permissions__isnull=False) | Q(workflowpage__isnull=False) | Q(view_restrictions__isnull=False)
    parts = Q(depth__lte=3, numchild__gt=0)
    found = Page.objects.filter(pk__in=Page.objects.filter(own | parts).values("pk"))
    return shown_in_admin(found, user).select_related("locale").order_by("path")


def rights_in(sections: Iterable[Page]) -> list[SectionRights]:
    """Four questions for each section, whatever the number of people."""
    working = list(people_with("wagtailadmin.access_admin").order_by("last_name", "first_name", "pk"))
    limits, names = restrictions_now(), dict(Group.objects.values_list("pk", "name"))
    known: dict[int, list[User]] = {}
    return with_same([_rights(page, working, known, _readers(page, limits, names)) for page in sections])


def with_same(found: list[SectionRights]) -> list[SectionRights]:
    """In the order of the tree: each with the section above it that says the same."""
    marked = []
    for place, one in enumerate(found):
        above = next((other for other in reversed(found[:place]) if one.page.path.startswith(other.page.path)), None)
        is_same = above is not None and above.people == one.people
        marked.append(one._replace(same_as=above.page if above and is_same else None))
    return marked


def _rights(page: Page, working: list[User], known: dict[int, list[User]], readers: str) -> SectionRights:
    able = {}
    for action in ACTIONS:
        found = page_permission_policy.users_with_permission_for_instance(action, page).values_list("pk", flat=True)
        able[action] = _those(working, set(found))
    workflow = page.get_workflow()
    steps = [Step(task.name, _deciders(task, working, known)) for task in (steps_of(workflow) if workflow else [])]
    return SectionRights(page, able, steps, readers)


def _deciders(task: Task, working: list[User], known: dict[int, list[User]]) -> list[User]:
    if task.pk not in known:
        named = deciders(task).values_list("pk", flat=True)
        everywhere = {one.pk for one in working if one.is_superuser}
        known[task.pk] = _those(working, {*named, *everywhere})
    return known[task.pk]


def _those(working: list[User], keys: set[int]) -> list[User]:
    return [one for one in working if one.pk in keys]


def _readers(page: Page, limits: list[Restriction], names: dict[int, str]) -> str:
    """Who may read: each setting here and above has to let them in."""
    held = [_limit(one, names) for one in limits if page.path.startswith(one.paths)]
    if not held:
        return _("Everybody")
    return reduce(lambda some, more: _("%(some)s and %(more)s") % {"some": some, "more": more}, held)


def _limit(limit: Restriction, names: dict[int, str]) -> str:
    if limit.kind == PageViewRestriction.LOGIN:
        return _("Everybody with an account")
    return ", ".join(sorted(names[pk] for pk in limit.groups)) or _("Nobody")
