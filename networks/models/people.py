"""People of the directory. One row each; words have a row per language."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks.text import ANSWER
from core.i18n.languages import best
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.row_words import RowWords
from core.text.slugs import SluggedForm
from networks.models.organisations import Organisation
from users.models import LanguageField


class PersonQuerySet(ApprovedQuerySet):
    def with_texts(self) -> Self:
        return self.select_related("organisation").prefetch_related("texts", "organisation__texts")


class Person(ApprovedModel):
    """Someone who takes part: speaks, chairs, writes. Not an account."""

    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150)
    sort_name = models.CharField(
        _("name for sorting"), max_length=150, blank=True, help_text=_("Family name first. Left empty, it is guessed.")
    )
    credentials = models.CharField(
        _("credentials"), max_length=80, blank=True, help_text=_("Letters after the name, for example RN, MPH, PhD.")
    )
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    picture = models.ForeignKey(
        "files.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    website = models.URLField(_("web page"), blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        help_text=_("With it the person finds their committees on their own page. It opens no door."),
    )
    is_listed = models.BooleanField(
        _("has a page of their own"), default=True, help_text=_("Untick this for someone who does not want one.")
    )

    objects = PersonQuerySet.as_manager()

    base_form_class = SluggedForm

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("credentials"), FieldPanel("pronouns")]),
        FieldPanel("organisation"),
        InlinePanel("texts", heading=_("Role and biography, one for each language"), label=_("Language")),
        FieldPanel("picture"),
        FieldPanel("website"),
        # Who has an account is the business of those who give them out.
        FieldPanel("account", permission="users.change_user"),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("sort_name"), FieldPanel("is_listed")], heading=_("Address and order")
        ),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.sort_name:
            first, _space, last = self.name.rpartition(" ")
            self.sort_name = f"{last}, {first}" if first else last
        super().save(*args, **kwargs)

    @property
    def has_page(self) -> bool:
        return self.live and self.is_listed

    @property
    def seen_organisation(self) -> Organisation | None:
        """As far as somebody approved it."""
        return self.organisation if self.organisation and self.organisation.live else None

    @property
    def text(self) -> "PersonText | None":
        return best(self.texts.all())

    @property
    def role(self) -> str:
        return self.text.role if self.text else ""

    @property
    def language(self) -> str:
        """The code of the language that role and biography are in; empty without them."""
        return self.text.language if self.text else ""

    @property
    def biography(self) -> str:
        return self.text.biography if self.text else ""

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])


class PersonText(RowWords):
    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    role = models.CharField(_("role"), max_length=200, blank=True)
    biography = RichTextField(_("biography"), features=ANSWER, blank=True)

    panels = [FieldPanel("language"), FieldPanel("role"), FieldPanel("biography")]

    class Meta:
        verbose_name = _("role and biography")
        verbose_name_plural = _("roles and biographies")
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="one_person_text_per_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.role}"
