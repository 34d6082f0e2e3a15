"""Committees and their seats. One row each; words have a row per language."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks.text import ANSWER
from core.i18n.languages import best
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.atomic import AtomicClusterableModel
from core.models.row_words import RowWords
from core.text.slugs import SluggedForm, free_slug
from core.text.typography import spellings
from networks.models.organisations import Organisation
from networks.models.people import Person
from users.models import LanguageField


class CommitteeQuerySet(ApprovedQuerySet):
    def with_seats(self) -> Self:
        seats = Seat.objects.select_related("person__organisation", "organisation").prefetch_related(
            "texts", "person__texts", "organisation__texts", "person__organisation__texts"
        )
        return self.prefetch_related("texts", models.Prefetch("seats", queryset=seats))


class Committee(ApprovedModel):
    """A committee or working group: its purpose, its state, and its seats, also the vacant ones."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("At work")
        ON_HOLD = "on-hold", _("On hold")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.ACTIVE)

    objects = CommitteeQuerySet.as_manager()

    base_form_class = SluggedForm
    begun_by_title = _("A new committee")

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

    @classmethod
    def of_name(cls, name: str) -> Self | None:
        same = Q()
        for one in spellings(name):
            same |= Q(texts__name__iexact=one)
        return cls.objects.filter(same).first()

    @classmethod
    def begin(cls, name: str, language: str) -> Self:
        """Its seats are added in the directory."""
        texts = [CommitteeText(language=language, name=name)]
        return cls(slug=free_slug(name, cls.objects.all()), texts=texts)

    @property
    def text(self) -> "CommitteeText | None":
        return best(self.texts.all())

    @property
    def name(self) -> str:
        return self.text.name if self.text else self.slug

    @property
    def shown_seats(self) -> list["Seat"]:
        return [seat for seat in self.seats.all() if seat.is_approved]

    @property
    def vacant_seats(self) -> list["Seat"]:
        return [seat for seat in self.seats.all() if seat.is_vacant]

    @property
    def open_seats(self) -> list["Seat"]:
        """Vacant ones as visitors see them; a committee that rests seeks nobody."""
        is_seeking = self.status == self.Status.ACTIVE
        return [seat for seat in self.shown_seats if seat.is_vacant] if is_seeking else []


class CommitteeText(RowWords):
    committee = ParentalKey(Committee, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField(_("language"))
    name = models.CharField(_("name"), max_length=200)
    purpose = RichTextField(_("purpose"), features=ANSWER, blank=True)
    members_from = models.CharField(_("members come from"), max_length=300, blank=True)
    status_note = models.CharField(_("note on its status"), max_length=300, blank=True)

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


def with_approved(seats: models.QuerySet) -> models.QuerySet:
    """Without those on committees, of people and for organisations that nobody approved yet."""
    seats = seats.exclude(committee__live=False)
    return seats.exclude(person__live=False).exclude(organisation__live=False)


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
    held_until = models.DateField(
        _("held until"),
        null=True,
        blank=True,
        help_text=_("The last day of the term. The office is reminded two months before; visitors do not see it."),
    )
    sort_order = models.PositiveIntegerField(default=0)

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("held_until")]),
        InlinePanel("texts", label=_("What the seat is for")),
    ]

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return str(self.person) if self.person else str(_("Vacant seat"))

    @property
    def is_approved(self) -> bool:
        return all(row is None or row.live for row in (self.person, self.organisation))

    @property
    def special_role(self) -> str:
        """What whoever holds it is called; plain members are called nothing."""
        return "" if self.role == self.Role.MEMBER else self.get_role_display()

    @property
    def is_vacant(self) -> bool:
        return self.person_id is None

    @property
    def description(self) -> str:
        row = best(self.texts.all())
        return row.description if row else ""


class SeatText(RowWords):
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
