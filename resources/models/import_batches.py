"""Spreadsheets on their way into the database: a batch is one file, a row one line of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.models.resource_page import ResourcePage


class ImportBatch(models.Model):
    """One file: what stands in it, how its columns are read, and how far it has come."""

    is_public_content = False

    class State(models.TextChoices):
        MAPPING = "mapping", _("Choosing columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked; nothing has changed yet")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Drafts made")
        SUBMITTING = "submitting", _("On its way to review")
        IN_REVIEW = "in_review", _("In review")
        DECIDING = "deciding", _("Being approved")
        DONE = "done", _("Decided")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed; nothing has changed")

    index = models.ForeignKey(
        "resources.ResourceIndexPage", verbose_name=_("list"), on_delete=models.CASCADE, related_name="import_batches"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    file_name = models.CharField(_("file"), max_length=255)
    # Of the file's bytes, so that the same file is known again.
    digest = models.CharField(max_length=64, db_index=True)
    # The headings of the sheet in its order, and for each the column that it is read as ("" for none).
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    creates_terms = models.BooleanField(_("create unknown terms"), default=False)
    # For each unknown term: vocabulary, name, near matches, and what was decided on it (`row_mapping.UnknownTerm`).
    unknown_terms = models.JSONField(default=list, blank=True)
    # What was not read of the file, or how, in sentences.
    notes = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.MAPPING)
    problem = models.TextField(_("what went wrong"), blank=True)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows"), default=0)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("sent to review"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One line of a file: what it would do, what it did, and what it takes to undo it."""

    is_public_content = False

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        DUPLICATE = "duplicate", _("duplicate")
        ERROR = "error", _("error")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    # Counted on through the sheets of the file; in the first it is the number in the sheet.
    number = models.PositiveIntegerField(_("row"))
    # Where it stands in another sheet: “2022!7”.
    place = models.CharField(max_length=60, blank=True)
    # The cells as text, in the order of the headings.
    cells = models.JSONField(default=list)
    outcome = models.CharField(_("what it does"), max_length=10, choices=Outcome.choices, blank=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    reason = models.TextField(_("why"), blank=True)
    # What the row is taken for and may not be, in questions.
    doubts = models.JSONField(default=list, blank=True)
    # What keeps its page from going live, in the words of the rules.
    lacks = models.JSONField(default=list, blank=True)
    # For each column that changes: its name, what stands there now, what will.
    changes = models.JSONField(default=list, blank=True)
    page = models.ForeignKey(ResourcePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")
    # Somebody looked at what it was taken for a duplicate of, and says that it is something else.
    is_taken = models.BooleanField(default=False)
    is_applied = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    # When undoing came by: what was left alone is not looked at twice.
    undo_seen_at = models.DateTimeField(null=True, blank=True)
    # Taken out of the review of the whole: by the editor before, or by a moderator.
    is_pulled_out = models.BooleanField(default=False)
    # What the page said when the row was checked (`imported_pages.fingerprint`).
    checked_state = models.CharField(max_length=64, blank=True)
    # The newest version before the row was applied, and the one that it made.
    revision_before = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_row_per_number")]

    def __str__(self) -> str:
        return f"{self.shown_place}: {self.title}"

    @property
    def shown_place(self) -> str:
        """As the spreadsheet names it."""
        return self.place or str(self.number)


class RememberedHeading(models.Model):
    """How a heading was read the last time: the next file with it need not be told."""

    is_public_content = False

    heading = models.CharField(max_length=200, unique=True)
    column = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("remembered heading")
        verbose_name_plural = _("remembered headings")

    def __str__(self) -> str:
        return f"{self.heading}: {self.column}"
