"""Words that hurt or that few understand, and what the network says instead."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from caching.site_version import cached_until_change
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.row_words import RowWords
from core.text.better_words import BetterWord, as_compared
from core.visibility import approved
from users.models import LanguageField


class PreferredWord(RowWords, ApprovedModel):
    """A word in one language, in one form (the plural is a row of its own), and the words to write instead."""

    language = LanguageField(_("language"))
    avoided = models.CharField(
        _("instead of"),
        max_length=100,
        help_text=_("One form, for example “addicts”. Capitals do not matter. Add the singular as a line of its own."),
    )
    preferred = models.CharField(_("write"), max_length=100, help_text=_("For example “people who use drugs”."))
    reason = models.CharField(
        _("why"), max_length=200, blank=True, help_text=_("One short sentence. Writers see it below the offer.")
    )

    objects = ApprovedQuerySet.as_manager()

    panels = [
        FieldPanel("language"),
        FieldRowPanel([FieldPanel("avoided"), FieldPanel("preferred")]),
        FieldPanel("reason"),
    ]
    search_fields = [index.SearchField("avoided"), index.AutocompleteField("avoided"), index.SearchField("preferred")]

    class Meta:
        verbose_name = _("better word")
        verbose_name_plural = _("better words")
        ordering = ["language", "avoided"]
        constraints = [
            models.UniqueConstraint(
                "language",
                Lower("avoided"),
                name="one_better_word",
                violation_error_message=_("This word is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.avoided

    def clean(self) -> None:
        super().clean()
        if as_compared(self.avoided) == as_compared(self.preferred):
            raise ValidationError({"preferred": _("These are the same words.")})


@cached_until_change
def better_words(language: str) -> tuple[BetterWord, ...]:
    """Those of a language that somebody approved."""
    rows = approved(PreferredWord.objects.filter(language=language)).order_by("avoided")
    return tuple(BetterWord(*row) for row in rows.values_list("avoided", "preferred", "reason"))
