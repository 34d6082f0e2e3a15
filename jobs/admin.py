"""“Background work” in the admin: when the worker last ran, what waits, what failed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page, Revision, get_default_page_content_type
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from core.i18n.instants import in_words
from core.together.shared_hours import coming_together
from jobs import zone_rules
from jobs.heartbeat import Role, is_missed
from jobs.models import HeldPublication, OutgoingMail, WorkerBeat
from jobs.outbox import INTERRUPTED, send_again
from jobs.task_queue import is_late
from users.models import AnyUser

State = OutgoingMail.State


def worker_status() -> dict[str, Any]:
    """The newest sign of life of the worker and of the task queue, and whether either is missed."""
    beat, queue = (WorkerBeat.objects.filter(role=role).first() for role in (Role.WORKER, Role.QUEUE))
    day_ago = timezone.now() - datetime.timedelta(days=1)
    recent_error = beat is not None and beat.last_error_at is not None and beat.last_error_at > day_ago
    missed = is_missed(Role.WORKER)
    return {"beat": beat, "missed": missed, "queue": queue, "queue_is_late": is_late(), "recent_error": recent_error}


def held_pages(user: AnyUser) -> list[tuple[HeldPublication, Page]]:
    """Publications held back, of pages that this person may edit, newest first."""
    # Of rows of other kinds too: their keys are no pages'.
    of_pages = HeldPublication.objects.filter(revision__base_content_type=get_default_page_content_type())
    held = list(of_pages.select_related("revision", "told").order_by("-held_at"))
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = mine.in_bulk([int(row.revision.object_id) for row in held])
    return [(row, pages[int(row.revision.object_id)]) for row in held if int(row.revision.object_id) in pages]


def scheduled_pages(user: AnyUser) -> list[tuple[Revision, Page, str]]:
    """The next ones, each with its hour and zone in words."""
    due = list(Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")[:50])
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = mine.in_bulk([int(revision.object_id) for revision in due])
    found = [(row, pages.get(int(row.object_id)), row.approved_go_live_at) for row in due]
    return [(row, page, in_words(at, user)) for row, page, at in found if page and at]


def mail_counts() -> dict[str, int]:
    counts = dict(OutgoingMail.objects.values_list("state").annotate(Count("pk")).order_by())
    return {state.value: counts.get(state.value, 0) for state in State}


def failed_tasks() -> QuerySet[DBTaskResult]:
    """Tasks that failed lately. One whose object is gone has nothing left to do."""
    week_ago = timezone.now() - datetime.timedelta(days=7)
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=week_ago)
    return failed.exclude(exception_class_path__endswith="DoesNotExist").order_by("-finished_at")


class WorkPanel(Component):
    """On the admin's front page: a red message when the worker is missed, a line when something needs a person."""

    name = "background_work"
    template_name = "jobs/admin/work_panel.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            **worker_status(),
            "held": held_pages(user),
            "may_see_mail": may_see_mail(user),
            "mail": mail_counts(),
            "delivery": bool(settings.DELIVERY),
        }


def work_report(request: HttpRequest) -> HttpResponse:
    context = {
        **worker_status(),
        "held": held_pages(request.user),
        "scheduled": scheduled_pages(request.user),
        "together": [(one, in_words(one.at, request.user)) for one in coming_together(request.user)],
        "may_see_mail": may_see_mail(request.user),
        "mail": mail_counts(),
        "delivery": bool(settings.DELIVERY),
        "waiting_tasks": DBTaskResult.objects.ready().count(),
        "failed_tasks": failed_tasks()[:20],
        "now": timezone.now(),
        "zone_rules": zone_rules.in_force(),
        "zone_rules_are_new": zone_rules.are_new(),
        "header_title": _("Background work"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Background work")},
        ],
    }
    return render(request, "jobs/admin/work_report.html", context)


# The outbox: read, and sent again; mail is never written or changed by hand.


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Looking, for those who were given it; nothing else, for nobody."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AnyUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_mail(user: AnyUser) -> bool:
    return ReadOnlyPolicy(OutgoingMail).user_has_permission(user, "view")


class MailView(InspectView):
    """One mail, with its text and the button to send it again."""

    template_name = "jobs/admin/mail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        mail: OutgoingMail = self.object
        return context | {"mail": mail, "error": error_of(mail), "delivery": bool(settings.DELIVERY)}


def error_of(mail: OutgoingMail) -> str:
    return _(INTERRUPTED) if mail.last_error == INTERRUPTED else mail.last_error


@require_POST
def send_mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_see_mail(request.user):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    send_again(mail)
    messages.success(request, _("The message is back in the outbox."))
    return redirect(outbox.get_url_name("inspect"), pk)


class OutboxViewSet(ModelViewSet):
    model = OutgoingMail
    name = "outbox"
    icon = "mail"
    menu_label = gettext_lazy("Outbox")
    add_to_settings_menu = True
    menu_order = 950
    list_display = ["subject", "recipient", "state", "tries", "created_at", "sent_at"]
    list_filter = ["state"]
    search_fields = ["subject", "recipient"]
    search_backend_name = None
    ordering = "-created_at"
    exclude_form_fields = ["html"]
    inspect_view_enabled = True
    inspect_view_class = MailView
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        return ReadOnlyPolicy(OutgoingMail)


outbox = OutboxViewSet()


def admin_urls() -> list[Any]:
    return [
        path("background-work/", work_report, name="work_report"),
        path("outbox/send-again/<int:pk>/", send_mail_again, name="send_mail_again"),
    ]
