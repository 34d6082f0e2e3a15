"""The parts of a page that have an address of their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models.terms import Term


class PagePart(models.Model):
    """A part of a live page with an address: a finding, a question, a section. Rebuilt whenever the page goes live."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("Finding")
        QUESTION = "question", _("Question")
        SECTION = "section", _("Section")
        AGENDA = "agenda", _("Item of the agenda")
        OUTCOME = "outcome", _("Outcome")
        FILE = "file", _("Document")
        RECORDING = "recording", _("Recording")
        TRANSCRIPT = "transcript", _("Transcript")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="page_parts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    block_id = models.CharField(max_length=64)
    group = models.CharField(max_length=255, blank=True)
    group_term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "order"]
        indexes = [models.Index(fields=["kind", "group_term"]), models.Index(fields=["page", "order"])]
        constraints = [models.UniqueConstraint(fields=["page", "kind", "block_id"], name="one_part_per_block")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"
