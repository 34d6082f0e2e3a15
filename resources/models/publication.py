"""Where a resource is to be had, who made it and when."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.going_live import Problem
from core.models import BasePage
from core.text.dois import doi_address, doi_of
from networks.blocks import organisation_blocks
from networks.directory_prefetch import names_of_organisations, names_of_people, stored_people
from resources.blocks import AuthorBlock, ResourceLinkBlock
from resources.citations.author_lists import Author, doubts_about
from resources.citations.author_names import AuthorKind


def latest_year() -> int:
    return timezone.localdate().year + 1


def year_is_possible(year: int) -> None:
    """A callable, so that the limit moves with the years."""
    MaxValueValidator(latest_year())(year)


class DoiField(models.CharField):
    """Holds the DOI itself, whatever is put in: by a form, a sheet or code, or read from an old row or version."""

    def to_python(self, value: object) -> object:
        text = super().to_python(value)
        return (doi_of(text) or text.strip()) if isinstance(text, str) else text

    def from_db_value(self, value: object, expression: object, connection: object) -> object:
        return self.to_python(value)

    def get_prep_value(self, value: object) -> object:
        return self.to_python(super().get_prep_value(value))

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and not doi_of(value):
            raise ValidationError(_("A DOI starts with 10. and has a slash: 10.1234/abcd."))

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """For migrations it is text as any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Published(BasePage):
    """A document that somebody made and published somewhere."""

    doi = DoiField(
        _("DOI"), max_length=200, blank=True, help_text=_("10.1234/abcd, with or without the address in front of it.")
    )
    # Where it is
    links = StreamField([("link", ResourceLinkBlock())], verbose_name=_("where to read it"), blank=True)
    how_to_get_it = models.CharField(
        _("how to get it, if it is not online"),
        max_length=300,
        blank=True,
        help_text=_("For example “In print only; ask the library of …”. A link is not needed then."),
    )
    # Who made it
    authors = StreamField([("author", AuthorBlock())], verbose_name=_("authors"), blank=True)
    organisations = StreamField(organisation_blocks(), verbose_name=_("publishers, funders and partners"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, db_index=True, validators=[MinValueValidator(1800), year_is_possible]
    )
    date = models.DateField(_("full date, if known"), null=True, blank=True)
    edition = models.CharField(
        _("edition"), max_length=120, blank=True, help_text=_("For example “2nd ed. 2006; first published 2005”.")
    )

    same_in_all_languages = {"doi"}
    of_one_time = {"doi", "links", "how_to_get_it", "year", "date", "edition"}
    search_fields = [*BasePage.search_fields, index.FilterField("year")]

    publication_panels = [
        MultiFieldPanel([FieldPanel("links"), FieldPanel("how_to_get_it")], heading=_("Where to read it")),
        FieldPanel("authors"),
        FieldPanel("organisations"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("doi")]),
    ]
    more_publication_panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("edition")])]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.date and self.year and self.date.year != self.year:
            raise ValidationError({"year": _("The year and the full date do not agree.")})
        if self.date and not self.year:
            self.year = self.date.year

    @property
    def is_online(self) -> bool:
        return any(block.value.has_target for block in self.links)

    @property
    def author_names(self) -> list[str]:
        """Names of the authors as they stand in the citation."""
        return names_of_people(self, "authors")

    @property
    def credited(self) -> list[Author]:
        """The authors, with what is known of each: somebody in the directory is a person."""
        found = stored_people(self, "authors")
        return [
            Author(name, value.get("kind") or (AuthorKind.PERSON if value.get("person") else ""))
            for name, value in found
        ]

    @property
    def publisher_names(self) -> list[str]:
        return names_of_organisations(self, "publisher")

    @property
    def doi_address(self) -> str:
        return doi_address(self.doi)

    def more_addresses(self) -> list[str]:
        return [self.doi_address] if self.doi else []

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if self.is_online or self.how_to_get_it:
            return problems
        words = gettext("Say where to read it: a link or a file. If it is not online, say how to get it.")
        return [*problems, Problem("links", words)]

    def go_live_warnings(self) -> list[Problem]:
        questions = [Problem("authors", question) for question in doubts_about(self.credited)]
        return [*super().go_live_warnings(), *questions]
