"""The directory: people, organisations, committees and their seats. One row each; words have a row per language."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks.text import ANSWER
from core.i18n.languages import best
from core.models import Term
from core.models.atomic import AtomicClusterableModel
from core.text.slugs import SluggedForm
from users.models import LanguageField


class OrganisationQuerySet(models.QuerySet):
    def with_texts(self) -> Self:
        return self.prefetch_related("texts")


class Organisation(index.Indexed, AtomicClusterableModel):
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


class OrganisationText(models.Model):
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


class PersonQuerySet(models.QuerySet):
    def with_texts(self) -> Self:
        return self.select_related("organisation").prefetch_related("texts", "organisation__texts")


class Person(index.Indexed, AtomicClusterableModel):
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
    is_listed = models.BooleanField(
        _("has a page of their own"), default=True, help_text=_("Take this away for someone who does not want one.")
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


class PersonText(models.Model):
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


class CommitteeQuerySet(models.QuerySet):
    def with_seats(self) -> Self:
        seats = Seat.objects.select_related("person__organisation", "organisation").prefetch_related(
            "texts", "person__texts", "organisation__texts", "person__organisation__texts"
        )
        return self.prefetch_related("texts", models.Prefetch("seats", queryset=seats))


class Committee(index.Indexed, AtomicClusterableModel):
    """A committee or working group: its purpose, its state, and its seats, also the vacant ones."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("At work")
        ON_HOLD = "on-hold", _("On hold")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.ACTIVE)

    objects = CommitteeQuerySet.as_manager()

    base_form_class = SluggedForm

    panels = [
        InlinePanel("texts", heading=_("Name and purpose, one for each language"), label=_("Language"), min_num=1),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("status")]),
        InlinePanel("seats", heading=_("Seats"), label=_("Seat")),
    ]
    search_fields = [index.RelatedFields("texts", [index.SearchField("name"), index.AutocompleteField("name")])]

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> "CommitteeText | None":
        return best(self.texts.all())

    @property
    def name(self) -> str:
        return self.text.name if self.text else self.slug

    @property
    def vacant_seats(self) -> list["Seat"]:
        return [seat for seat in self.seats.all() if seat.is_vacant]


class CommitteeText(models.Model):
    committee = ParentalKey(Committee, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    name = models.CharField(_("name"), max_length=200)
    purpose = RichTextField(_("purpose"), features=ANSWER, blank=True)
    members_from = models.CharField(_("members come from"), max_length=300, blank=True)
    status_note = models.CharField(_("note on its state"), max_length=300, blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("purpose"),
        FieldPanel("members_from"),
        FieldPanel("status_note"),
    ]

    class Meta:
        verbose_name = _("name and purpose")
        verbose_name_plural = _("names and purposes")
        constraints = [
            models.UniqueConstraint(fields=["committee", "language"], name="one_committee_text_per_language")
        ]

    def __str__(self) -> str:
        return self.name


class Seat(AtomicClusterableModel):
    """A seat on a committee. Without a person it is vacant, and shown as such."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co-chair", _("Co-chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")

    committee = ParentalKey(Committee, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="seats",
        help_text=_("Leave empty for a vacant seat."),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("for the organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="seats",
    )
    sort_order = models.PositiveIntegerField(default=0)

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldPanel("organisation"),
        InlinePanel("texts", label=_("What the seat is for")),
    ]

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return str(self.person) if self.person else str(_("Vacant seat"))

    @property
    def is_vacant(self) -> bool:
        return self.person_id is None

    @property
    def description(self) -> str:
        row = best(self.texts.all())
        return row.description if row else ""


class SeatText(models.Model):
    seat = ParentalKey(Seat, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    description = models.CharField(_("what the seat is for"), max_length=200)

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("description")])]

    class Meta:
        verbose_name = _("description of a seat")
        verbose_name_plural = _("descriptions of seats")
        constraints = [models.UniqueConstraint(fields=["seat", "language"], name="one_seat_text_per_language")]

    def __str__(self) -> str:
        return self.description


class Participation(models.Model):
    """Who took part in what. Derived from the live pages whenever one goes live or away; never edited."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(max_length=20, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "order"]
        indexes = [models.Index(fields=["person", "page"]), models.Index(fields=["organisation", "page"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.person_id or self.organisation_id} {self.part}"
