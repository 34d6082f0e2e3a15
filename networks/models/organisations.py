"""Organisations of the directory. One row each; words have a row per language."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks.text import ANSWER
from core.i18n.languages import best
from core.models import Term
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.row_words import RowWords
from core.text.slugs import SluggedForm
from users.models import LanguageField


class OrganisationQuerySet(ApprovedQuerySet):
    def with_texts(self) -> Self:
        return self.prefetch_related("texts")


class Organisation(ApprovedModel):
    """A member, a partner, a funder or a publisher."""

    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    short = models.CharField(_("short form"), max_length=40, blank=True)
    website = models.URLField(_("web site"), blank=True)
    logo = models.ForeignKey(
        "files.SiteImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sector = models.ForeignKey(
        Term,
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": "sector", "merged_into": None},
    )
    region = models.ForeignKey(
        Term,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": "region", "merged_into": None},
    )
    is_member = models.BooleanField(_("member of the network"), default=True)

    objects = OrganisationQuerySet.as_manager()

    base_form_class = SluggedForm

    panels = [
        InlinePanel("texts", heading=_("Name and description, one for each language"), label=_("Language"), min_num=1),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("short")]),
        FieldPanel("is_member"),
        FieldPanel("website"),
        FieldPanel("logo"),
        FieldRowPanel([FieldPanel("sector"), FieldPanel("region")]),
    ]
    search_fields = [
        index.SearchField("short"),
        index.AutocompleteField("short"),
        index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")]),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> "OrganisationText | None":
        return best(self.texts.all())

    @property
    def name(self) -> str:
        return self.text.name if self.text else self.slug

    @property
    def language(self) -> str:
        """The code of the language that name and description are in."""
        return self.text.language if self.text else ""

    @property
    def description(self) -> str:
        return self.text.description if self.text else ""

    @property
    def all_names(self) -> list[str]:
        return [name for name in [self.short, *(row.name for row in self.texts.all())] if name]

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])


class OrganisationText(RowWords):
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    name = models.CharField(_("name"), max_length=200)
    description = RichTextField(_("description"), features=ANSWER, blank=True)

    panels = [FieldPanel("language"), FieldPanel("name"), FieldPanel("description")]

    class Meta:
        verbose_name = _("name and description")
        verbose_name_plural = _("names and descriptions")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language"], name="one_organisation_text_per_language")
        ]

    def __str__(self) -> str:
        return self.name
