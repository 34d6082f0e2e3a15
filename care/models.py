"""When each live page is to be looked at again, what was answered, and how many months that takes."""

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from core.models import BasePage
from core.models.atomic import AtomicClusterableModel


class PageCare(models.Model):
    """One live page. Of its translations only that in the site's first language has a row: the facts are the same."""

    is_public_content = False

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="care")
    # The last day on which somebody read it and found it right: when it went live, or when it was said.
    looked_at = models.DateField(_("last looked at"))
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    later_until = models.DateField(_("put off until"), null=True, blank=True)
    # None: it is never asked for.
    review_on = models.DateField(_("to be looked at"), null=True, blank=True, db_index=True)
    # The day for which its owner was asked: a new day is asked for anew.
    asked_for = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    # Somebody who may not take it off the site says that it should go.
    archive_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # Filled for a list: what readers said, as far as whoever reads the list may edit the page.
    notes: list["PageFeedback"]
    # And whether its owner can sign in; who cannot is nobody.
    has_owner: bool

    class Meta:
        verbose_name = _("page to look at")
        verbose_name_plural = _("pages to look at")
        ordering = ["review_on", "pk"]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def is_due(self) -> bool:
        return self.review_on is not None and self.review_on <= timezone.localdate()


class PageFeedback(models.Model):
    """What a reader says is wrong on a page. Nothing is kept about who said it, but an address they give themselves."""

    is_public_content = False

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="feedback")
    # Of the form: one that is sent twice is written once.
    form_key = models.CharField(max_length=64, unique=True)
    words = models.TextField(_("what is wrong"))
    email = models.EmailField(_("e-mail"), blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now, db_index=True)
    # Somebody looked at the page since.
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note of a reader")
        verbose_name_plural = _("notes of readers")
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.words[:80]


class MondayLetter(models.Model):
    """The mail of one week to one person was written."""

    is_public_content = False

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="one_monday_letter_a_week")]

    def __str__(self) -> str:
        return f"{self.person}: {self.monday}"


class BackupNote(models.Model):
    """When a backup said last that it was made. One row."""

    is_public_content = False

    made_at = models.DateTimeField(_("made"))

    def __str__(self) -> str:
        return self.made_at.isoformat()


@register_setting(icon="history")
class CareSettings(AtomicClusterableModel, BaseSiteSetting):
    """How often pages are looked at, where staff say something else than each kind does by itself."""

    panels = [
        InlinePanel(
            "periods",
            heading=_("How often pages are looked at"),
            label=_("Period"),
            help_text=_(
                "Without a line: resources and summaries after 24 months, other pages after 12, events and lists "
                "never. The line for the nearest section counts; of two for one section, the one that names the kind."
            ),
        )
    ]

    class Meta:
        verbose_name = _("care of pages")
        verbose_name_plural = _("care of pages")

    def __str__(self) -> str:
        return str(self.site)


def kinds_of_pages() -> list[tuple[str, str]]:
    found = [model for model in apps.get_models() if issubclass(model, BasePage)]
    return sorted(((model._meta.label_lower, str(model._meta.verbose_name)) for model in found), key=lambda one: one[1])


class ReviewPeriod(models.Model):
    """After how many months the pages of a section, of a kind, or both, are looked at."""

    settings = ParentalKey(CareSettings, on_delete=models.CASCADE, related_name="periods")
    section = models.ForeignKey(
        Page,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("This page and those below it, in all languages. Empty: the whole site."),
    )
    kind = models.CharField(
        _("kind of page"), max_length=100, blank=True, choices=kinds_of_pages, help_text=_("Empty: all kinds.")
    )
    months = models.PositiveSmallIntegerField(
        _("months"), validators=[MaxValueValidator(120)], help_text=_("0: never ask.")
    )

    panels = [PageChooserPanel("section"), FieldRowPanel([FieldPanel("kind"), FieldPanel("months")])]

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")

    def __str__(self) -> str:
        return f"{self.kind or '*'}: {self.months}"
