"""What staff ask of a section, and what the checks found on live pages.

What staff ask counts as public content: a change of it is known to every process at once.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from quality.checking import Check, Level, check_called


class SectionLevel(models.Model):
    """In a section, and in what lies below it, a check blocks, warns or rests. In all languages."""

    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    check_code = models.CharField(max_length=30)
    level = models.CharField(max_length=5, choices=Level.choices)

    class Meta:
        verbose_name = _("level of a check")
        verbose_name_plural = _("levels of checks")
        constraints = [models.UniqueConstraint(fields=["section", "check_code"], name="one_level_of_a_check")]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.check_code} {self.level}"


class SectionAim(models.Model):
    """How easy the texts of a section should be to read, from 0 (not measured) to 100."""

    section = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    ease = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("reading level of a section")
        verbose_name_plural = _("reading levels of sections")

    def __str__(self) -> str:
        return f"{self.section_id}: {self.ease}"


class CheckedPage(models.Model):
    """A live page was checked: this version of it, by these rules."""

    is_public_content = False

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="quality_check")
    revision = models.BigIntegerField(null=True)
    rules = models.CharField(max_length=32, db_index=True)
    checked_at = models.DateTimeField(_("checked"))

    class Meta:
        verbose_name = _("checked page")
        verbose_name_plural = _("checked pages")

    def __str__(self) -> str:
        return str(self.page_id)


class PageFinding(models.Model):
    """One finding on a live page. What it says is made of `found` in the language of the reader."""

    is_public_content = False

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="quality_findings")
    check_code = models.CharField(max_length=30, db_index=True)
    level = models.CharField(max_length=5, choices=Level.choices)
    field = models.CharField(max_length=100, blank=True)
    place = models.TextField(blank=True)
    found = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.check_code}"

    @property
    def check_name(self) -> str:
        one = check_called(self.check_code)
        return str(one.name) if one else self.check_code

    @property
    def what(self) -> Check | None:
        return check_called(self.check_code)

    @property
    def in_words(self) -> str:
        one = check_called(self.check_code)
        return one.in_words(self.found) if one else self.check_code


class DayOfChecks(models.Model):
    """How many live pages a check found something on, on one day; without a check: how many were checked at all."""

    is_public_content = False

    day = models.DateField(db_index=True)
    check_code = models.CharField(max_length=30, blank=True)
    pages = models.PositiveIntegerField()
    findings = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("day of checks")
        verbose_name_plural = _("days of checks")
        constraints = [models.UniqueConstraint(fields=["day", "check_code"], name="one_count_of_a_check_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.check_code} {self.pages}"
