"""Wagtail's other ways to publish, each made to ask the rules, lose nothing and say why."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from core.going_live import CannotGoLive, problems_of
from core.visibility import outside_bin
from moderation.reviewers.own_changes import needs_reason
from users.models import AnyUser


class PublishGoodPages(PublishBulkAction):
    """Publishes those that may go live, and names the others with the reasons."""

    held: list[tuple[Page, list[str]]]

    def get_execution_context(self) -> dict[str, Any]:
        self.held = []
        return {**super().get_execution_context(), "held": self.held}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: AnyUser | None = None,
        held: list[tuple[Page, list[str]]] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        held = [] if held is None else held
        parents = sum(cls._publish(page, user, held) for page in objects)
        below = [one for page in objects for one in page.get_descendants().not_live()] if include_descendants else []
        chosen = {page.pk for page in objects}
        allowed = [one for one in below if one.pk not in chosen and _may_publish(user, one)]
        return parents, sum(cls._publish(page, user, held) for page in allowed)

    @staticmethod
    def _publish(page: Page, user: AnyUser | None, held: list[tuple[Page, list[str]]]) -> bool:
        page = page.specific
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.save_revision(user=user)
                if user and needs_reason(page, revision, user):
                    held.append((page, [_("Its last change is yours. Publish it in its editor, with a reason.")]))
                    return False
                revision.publish(user=user)
        except CannotGoLive as refusal:
            held.append((page, refusal.reasons))
            return False
        return True

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for page, reasons in self.held:
            words = _("“%(title)s” cannot go live yet: %(reasons)s")
            title = page.get_admin_display_title()
            messages.error(self.request, words % {"title": title, "reasons": " ".join(reasons)})
        if not num_parent_objects + num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def _may_publish(user: AnyUser | None, page: Page) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()


def refuse_live_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy that is live at once asks the same rules. An alias would be the same page at two addresses."""
    if request.method != "POST":
        return None
    refusals = [_("The site has no pages that mirror another. Make a copy, or link to the page.")]
    if not request.POST.get("alias"):
        refusals = _broken(page, request.POST) if request.POST.get("publish_copies") else []
    for words in refusals:
        messages.error(request, words)
    return redirect("wagtailadmin_pages:copy", page.pk) if refusals else None


def _broken(page: Page, asked: QueryDict) -> list[str]:
    pages = page.get_descendants(inclusive=True) if asked.get("copy_subpages") else Page.objects.filter(pk=page.pk)
    words = _("“%(title)s” cannot go live yet: %(reasons)s")
    found = ((one.title, problems_of(one.specific)) for one in pages.live())
    return [
        words % {"title": title, "reasons": " ".join(problem.in_words for problem in problems)}
        for title, problems in found
        if problems
    ]


def refuse_unknown_decisions(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A decision sent through the editor that nobody may take now. Wagtail expects that its own buttons sent it."""
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    task = page.current_workflow_task
    known = [name for name, *_rest in task.get_actions(page, request.user)] if task else []
    if request.POST.get("workflow-action-name") in known and _is_plain_data(request.POST):
        return None
    messages.error(request, _("There is nothing to decide about this page here. Nothing was saved."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _is_plain_data(asked: QueryDict) -> bool:
    """What comes with a decision is an object, and names none of what Wagtail itself says to the step."""
    try:
        extra = json.loads(asked.get("workflow-action-extra-data", "{}"))
    except (ValueError, RecursionError):
        return False
    return isinstance(extra, dict) and extra.keys().isdisjoint({"self", "task_state", "user", "action_name"})


class ReadingAPI(PagesAdminAPIViewSet):
    """The admin's own API, for choosers and menus. Its actions go past every rule: there are none."""

    actions: dict[str, Any] = {}

    def get_base_queryset(self) -> QuerySet[Page]:
        return outside_bin(super().get_base_queryset())
