"""The step of a workflow in which people approve or send back, and who reads a page meanwhile."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from moderation.approval import Refused, approve, send_back
from users.models import AnyUser

# The one thing that Wagtail's own menus offer: they lead to the review, where the version that was read is known.
REVIEW = "review"


class ReviewTask(AbstractGroupApprovalTask):
    """Somebody of the named people and groups reads the page: approves the revision, or sends it back with a reason."""

    is_public_content = False

    groups = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("groups"),
        blank=True,
        help_text=_("Everybody in these groups who may open the admin decides here."),
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("people"),
        blank=True,
        limit_choices_to={"is_active": True},
        related_name="review_steps",
        help_text=_("These decide here, too, whatever groups they are in."),
    )
    look_at = models.TextField(
        _("what to look at"),
        blank=True,
        max_length=2000,
        help_text=_("A line for each thing. They stand beside the decision at this step."),
    )

    admin_form_fields = [*Task.admin_form_fields, "groups", "people", "look_at"]
    admin_form_widgets = {
        "groups": forms.CheckboxSelectMultiple,
        "people": forms.CheckboxSelectMultiple,
        "look_at": forms.Textarea(attrs={"rows": 5}),
    }

    class Meta:
        verbose_name = _("review by moderators")
        verbose_name_plural = _("reviews by moderators")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Somebody of the chosen people and groups approves the page, or sends it back with a reason."))

    @property
    def things_to_look_at(self) -> list[str]:
        return [line.strip() for line in self.look_at.splitlines() if line.strip()]

    def is_decided_by(self, user: AnyUser) -> bool:
        """Whether this person is named here or in one of the groups, or decides everywhere."""
        return user.is_superuser or self.deciders.filter(pk=user.pk).exists()

    @property
    def deciders(self) -> models.QuerySet[Any]:
        """Everybody who is named here or in one of the groups, whether or not their account is in use."""
        named = models.Q(groups__in=self.groups.all()) | models.Q(pk__in=self.people.values("pk"))
        return get_user_model().objects.filter(pk__in=get_user_model().objects.filter(named).values("pk"))

    def start(self, workflow_state: WorkflowState, user: AnyUser | None = None) -> TaskState:
        """A page that one of the deciders holds stays held; Wagtail looks at the groups alone."""
        page = workflow_state.content_object
        holder = getattr(page, "locked_by", None)
        if holder is None or not self.people.filter(pk=holder.pk).exists():
            return super().start(workflow_state, user=user)
        return Task.start(self, workflow_state, user=user)

    def user_can_access_editor(self, obj: Page, user: AnyUser) -> bool:
        return self.is_decided_by(user)

    def user_can_lock(self, obj: Page, user: AnyUser) -> bool:
        return self.deciders.filter(pk=user.pk).exists()

    def get_task_states_user_can_moderate(self, user: AnyUser, **kwargs: Any) -> models.QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting if self.is_decided_by(user) else TaskState.objects.none()

    def get_actions(self, obj: Page, user: AnyUser) -> list[tuple[str, Any, bool]]:
        return [(REVIEW, _("Read and decide"), False)] if user.is_active and self.is_decided_by(user) else []

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """An empty one: the reason is asked for on the review page. Wagtail's views need a form of any kind."""
        return forms.Form

    def locked_for_user(self, obj: Page, user: AnyUser) -> bool:
        """Who may publish need not wait for the review to end."""
        return not (self.is_decided_by(user) or obj.permissions_for_user(user).can_publish())

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: AnyUser, action_name: str, **kwargs: Any) -> str:
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


class ReviewReader(models.Model):
    """Who has said "I am on it" about a page in review, and when people were reminded of it. Gone with the course."""

    is_public_content = False

    workflow_state = models.OneToOneField(
        "wagtailcore.WorkflowState", verbose_name=_("review"), on_delete=models.CASCADE, related_name="reader"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(_("since"), null=True, blank=True)
    # When the author asked for an answer last, and when its moderators were told that it is late.
    reminded_at = models.DateTimeField(null=True, blank=True)
    said_late_at = models.DateTimeField(null=True, blank=True)
    # When those who may publish here were told that nobody decides.
    escalated_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reader of a page in review")
        verbose_name_plural = _("readers of pages in review")

    def __str__(self) -> str:
        return f"{self.workflow_state_id}: {self.person or '–'}"
