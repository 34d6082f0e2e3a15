"""The step of a workflow in which moderators approve or send back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from moderation.approval import Refused, approve, send_back

# The one thing that Wagtail's own menus offer: they lead to the review, where the version that was read is known.
REVIEW = "review"


class ReviewTask(AbstractGroupApprovalTask):
    """A moderator of the named groups reads the page, and approves that revision or sends it back with a reason."""

    class Meta:
        verbose_name = _("review by moderators")
        verbose_name_plural = _("reviews by moderators")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A moderator of the chosen groups approves the page, or sends it back with a reason."))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if user.is_active and (user.is_superuser or self._user_in_groups(user)):
            return [(REVIEW, _("Read and decide"), False)]
        return []

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """An empty one: the reason is asked for on the review page. Wagtail's views need a form of any kind."""
        return forms.Form

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Who may publish need not wait for the review to end."""
        return super().locked_for_user(obj, user) and not obj.permissions_for_user(user).can_publish()

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> str:
        """For code that decides without the review page. The approval names the version, as there."""
        if action_name == "approve":
            if "version" not in kwargs:
                raise Refused(_("An approval names the version that was read."))
            approve(task_state, user, kwargs["version"], kwargs.get("comment", ""))
        elif action_name == "reject":
            send_back(task_state, user, kwargs.get("comment", ""))
        elif action_name != REVIEW:
            raise ValidationError(_("There is no such decision."))
        return reverse("review", args=[task_state.pk])
