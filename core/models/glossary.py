"""The glossary: acronyms and what they stand for, in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from caching.site_version import cached_until_change
from core.i18n.languages import best
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.row_words import RowWords
from core.visibility import approved
from users.models import LanguageField


class GlossaryEntry(ApprovedModel):
    """An acronym such as PWLLE, with its meaning in each language."""

    acronym = models.CharField(_("acronym"), max_length=20, unique=True)

    objects = ApprovedQuerySet.as_manager()

    panels = [
        FieldPanel("acronym"),
        InlinePanel("meanings", heading=_("Meaning, one for each language"), label=_("Meaning"), min_num=1),
    ]
    search_fields = [index.SearchField("acronym"), index.AutocompleteField("acronym")]

    class Meta:
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")
        ordering = ["acronym"]

    def __str__(self) -> str:
        return self.acronym

    @property
    def meaning(self) -> str:
        row = best(self.meanings.all())
        return row.meaning if row else ""


class GlossaryMeaning(RowWords):
    """What the acronym stands for in one language; the acronym itself may differ there (VIH for HIV)."""

    entry = ParentalKey(GlossaryEntry, on_delete=models.CASCADE, related_name="meanings")
    language = LanguageField(_("language"))
    meaning = models.CharField(_("meaning"), max_length=200)
    acronym = models.CharField(
        _("acronym in this language"),
        max_length=20,
        blank=True,
        help_text=_("Fill this in only if the acronym is different in this language."),
    )

    panels = [FieldPanel("language"), FieldPanel("meaning"), FieldPanel("acronym")]

    class Meta:
        verbose_name = _("meaning")
        verbose_name_plural = _("meanings")
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="one_meaning_per_language")]

    def __str__(self) -> str:
        return self.meaning


@cached_until_change
def meanings_in(language: str) -> tuple[tuple[str, str], ...]:
    """Acronyms as that language has them, with their meaning there. Those that somebody approved."""
    rows = GlossaryMeaning.objects.filter(language=language, entry__in=approved(GlossaryEntry.objects.all()))
    found = rows.order_by("entry__acronym").values_list("acronym", "entry__acronym", "meaning")
    return tuple((own or acronym, meaning) for own, acronym, meaning in found)
