"""What the worker has to do and says of itself: mail that waits, and the sign of life of each process."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """A mail in the outbox. The worker sends it, tries again when that fails, and notes why."""

    is_public_content = False

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    recipient = models.EmailField(_("to"))
    sender = models.CharField(_("from"), max_length=200, blank=True)
    reply_to = models.CharField(_("reply to"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=400)
    text = models.TextField(_("text"))
    html = models.TextField(_("text as HTML"), blank=True)
    # One file of text that goes along, as a calendar file.
    attached_name = models.CharField(max_length=100, blank=True)
    attached_type = models.CharField(max_length=100, blank=True)
    attached_text = models.TextField(blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"


class ZoneRules(models.Model):
    """The release of the rules of time zones by which the stored instants were computed. One row."""

    is_public_content = False

    version = models.CharField(max_length=20)
    computed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.version


class WorkerBeat(models.Model):
    """The sign of life of a process in the background, renewed every few seconds. Who has no row is not at work."""

    is_public_content = False

    class Role(models.TextChoices):
        WORKER = "worker", _("Worker")
        QUEUE = "queue", _("Task queue")

    worker_id = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    job = models.CharField(max_length=80, blank=True)
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sign of life of the worker")
        verbose_name_plural = _("signs of life of the worker")
        ordering = ["-beat_at"]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.beat_at.isoformat()}"


class HeldPublication(models.Model):
    """A revision that was due to go live and could not: why, and who was told."""

    is_public_content = False

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="held")
    reason = models.TextField(_("reason"))
    held_at = models.DateTimeField(_("since"), default=timezone.now)
    told = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("page held back")
        verbose_name_plural = _("pages held back")

    def __str__(self) -> str:
        return self.reason
