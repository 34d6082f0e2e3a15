"""What hangs on a group or on people: said before they go."""

from collections.abc import Collection, Iterable, Iterator

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Task, TaskState

from core.text.sentences import one_stop
from core.visibility import outside_bin
from moderation.reviewers.deciders import deciders, named_at, steps_in_use
from users.models import User

# So many pages are named; the rest is counted.
NAMED = 5


def left_by_people(people: Collection[User], kept: Iterable[Group] | None = None) -> list[str]:
    """Steps at which nobody may decide once these people are gone; `kept` are the groups of those who stay."""
    stay = {group.pk for group in kept or ()}
    named = {one.pk for one in people} if kept is not None else set()
    return [
        _nobody_left(task)
        for task in steps_in_use()
        if deciders(task).exists()
        and stay.isdisjoint(task.groups.values_list("pk", flat=True))
        and named.isdisjoint(named_at(task))
        and not deciders(task).exclude(pk__in=[one.pk for one in people]).exists()
    ]


def pages_left_by(person: User) -> list[str]:
    """What this person looks after."""
    count = outside_bin(Page.objects.filter(owner=person)).count()
    if not count:
        return []
    words = ngettext(
        "%(count)d page is theirs. Hand it over first: nobody would be asked whether it is still right.",
        "%(count)d pages are theirs. Hand them over first: nobody would be asked whether they are still right.",
        count,
    )
    return [words % {"count": count}]


def left_by_group(group: Group) -> Iterator[str]:
    """The steps at which it decides, what only its members may open, and where it has rights."""
    for task in steps_in_use():
        others = task.groups.exclude(pk=group.pk)
        if others.count() == task.groups.count():
            continue
        if deciders(task, groups=others).exists():
            yield _("It decides at the step “%(step)s”; others go on doing so.") % {"step": task.name}
        else:
            yield _nobody_left(task)
    closed = PageViewRestriction.objects.filter(groups=group).select_related("page")
    titles = [one.page.title for one in closed if one.groups.count() == 1]
    if titles:
        yield one_stop(
            _("Only its members may open these pages; then nobody may: %(pages)s.") % {"pages": _named(titles)}
        )
    sections = {right.page.title for right in GroupPagePermission.objects.filter(group=group).select_related("page")}
    if sections:
        yield one_stop(_("It has rights in these sections: %(sections)s.") % {"sections": _named(sorted(sections))})


def _nobody_left(task: Task) -> str:
    words = one_stop(_("Then nobody may decide at the step “%(step)s”.") % {"step": task.name})
    waiting = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS).select_related("revision")
    titles = [state.revision.object_str for state in waiting.order_by("started_at", "pk")]
    if not titles:
        return words
    pages = ngettext(
        "%(count)d page waits there: %(pages)s.", "%(count)d pages wait there: %(pages)s.", len(titles)
    ) % {"count": len(titles), "pages": _named(titles)}
    return f"{words} {one_stop(pages)}"


def _named(titles: list[str]) -> str:
    return ", ".join([*titles[:NAMED], *(["…"] if len(titles) > NAMED else [])])
