"""Who may decide at a step of review: asked when a page is sent, by mails, at the desk, and before somebody goes."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, Task, Workflow

from core.text.sentences import one_stop
from moderation.approval import last_editor
from moderation.models import ReviewTask
from users.models import User


def deciders(task: Task, revision: Revision | None = None, groups: Iterable[Group] | None = None) -> QuerySet[User]:
    """Those who may decide at this step: about this version, if one is given; were these its groups, if they are."""
    if not isinstance(task, AbstractGroupApprovalTask):
        return User.objects.none()
    chosen = Q(groups__in=task.groups.all() if groups is None else groups) | Q(pk__in=named_at(task))
    found = people_with("wagtailadmin.access_admin").filter(chosen)
    author = last_editor(revision) if revision else None
    return (found.exclude(pk=author.pk) if author else found).distinct()


def named_at(task: Task) -> list[int]:
    """Who decides at this step in person, whatever groups they are in."""
    return list(task.people.values_list("pk", flat=True)) if isinstance(task, ReviewTask) else []


def people_with(permission: str) -> QuerySet[User]:
    """Those with an account in use who hold a permission."""
    app, codename = permission.split(".")
    asked = Permission.objects.filter(content_type__app_label=app, codename=codename)
    holds = Q(is_superuser=True) | Q(groups__permissions__in=asked) | Q(user_permissions__in=asked)
    return User.objects.filter(pk__in=User.objects.filter(holds).values("pk"), is_active=True)


def review_of(instance: Model) -> Workflow | None:
    """The review of a page; entries of the directory belong to all sections, and go through that of the whole site."""
    page = instance if isinstance(instance, Page) else Page.objects.filter(depth=2).first()
    return page.get_workflow() if page else None


def readers_of(instance: Model, revision: Revision | None = None) -> list[User]:
    """Those who decide at some step of its review: about this version, if one is given."""
    workflow = review_of(instance)
    steps = steps_of(workflow) if workflow else []
    return list({one.pk: one for step in steps for one in deciders(step, revision)}.values())


def steps_of(workflow: Workflow) -> list[Task]:
    """The steps that a page takes, in their order."""
    return [task.specific for task in workflow.tasks.filter(active=True)]


def steps_in_use() -> list[Task]:
    """The steps of every review that is in use."""
    used = Task.objects.filter(active=True, workflow_tasks__workflow__active=True)
    return [task.specific for task in used.distinct().order_by("name", "pk")]


def why_nobody(task: Task, revision: Revision | None = None) -> str:
    """Why nobody may decide at this step, as a sentence; empty where somebody may."""
    if not isinstance(task, AbstractGroupApprovalTask) or deciders(task, revision).exists():
        return ""
    if revision is None or not deciders(task).exists():
        return _("Nobody may decide at the step “%(step)s”: it has nobody who can sign in.") % {"step": task.name}
    return _(
        "The only person who may decide at the step “%(step)s” made the last change: another one has to read it."
    ) % {"step": task.name}


def whom_to_tell() -> str:
    """Who can put somebody into a group, as a sentence."""
    people = people_with("auth.change_group").order_by("pk")[:3]
    names = [f"{one} ({one.email})" if one.get_full_name() else one.email for one in people]
    if not names:
        return _("Tell the people who run the site.")
    return one_stop(_("An administrator can change that: %(names)s.") % {"names": ", ".join(names)})
