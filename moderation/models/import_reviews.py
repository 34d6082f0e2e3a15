"""Imports, which are reviewed as one item."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportReview(models.Model):
    """The review of one import as one item: who sent it, and whether something still waits."""

    is_public_content = False

    batch = models.OneToOneField(
        "resources.ImportBatch", verbose_name=_("import"), on_delete=models.CASCADE, related_name="review"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    # Empty while a row waits, or is on its way. Afterwards its pages are pages like all others.
    finished_at = models.DateTimeField(_("all decided"), null=True, blank=True, db_index=True)
    # How far the worker has come with what it was last given: sending, or carrying out decisions.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    # Changes with each row; nothing a person would look for.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review of an import")
        verbose_name_plural = _("reviews of imports")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return str(self.batch)


class ReviewEntry(models.Model):
    """A row of an import in review. What is decided is said by the workflow of its page; this follows it."""

    is_public_content = False

    class State(models.TextChoices):
        SENDING = "sending", _("on its way")
        REFUSED = "refused", _("not sent")
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent_back", _("sent back")
        PULLED_OUT = "pulled_out", _("pulled out")
        ENDED = "ended", _("decided elsewhere")

    class Decision(models.TextChoices):
        APPROVE = "approve", _("approve")
        SEND_BACK = "send-back", _("send back")
        PULL_OUT = "pull-out", _("pull out")

    review = models.ForeignKey(ImportReview, on_delete=models.CASCADE, related_name="entries")
    row = models.OneToOneField("resources.ImportRow", on_delete=models.CASCADE, related_name="entry")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENDING)
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", null=True, blank=True, on_delete=models.SET_NULL, related_name="import_entries"
    )
    # The step whose moderators know that it waits for them.
    told_task = models.ForeignKey(
        "wagtailcore.Task", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How many things a person should look at, when it was sent: to filter by. What they are is asked anew when shown.
    warnings = models.PositiveSmallIntegerField(_("remarks"), default=0)
    # What a moderator has decided and the worker has not carried out yet.
    asked = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The step and the version that were shown, as `approval.version_of` names it; then the version decided about.
    asked_step = models.ForeignKey(
        "wagtailcore.TaskState", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_version = models.CharField(max_length=80, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    # Why it was not sent, or why the last decision could not be carried out.
    problem = models.TextField(_("why not"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Whoever sent it knows what became of it: what is sent again is a new entry, and not known yet.
    is_told = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("row in review")
        verbose_name_plural = _("rows in review")
        ordering = ["review", "row__number"]
        indexes = [models.Index(fields=["review", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["workflow_state"], condition=models.Q(state="waiting"), name="one_waiting_row_per_course"
            )
        ]

    def __str__(self) -> str:
        return str(self.row)

    @property
    def problem_in_a_line(self) -> str:
        return " ".join(self.problem.splitlines())
