"""One finding of the database: a document read and summed up by people who work in the field."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from core.blocks import Body
from core.blocks.text import ANSWER
from core.forms import page_form
from core.going_live import Problem
from core.models import BasePage, PagePart, TermSlot, tabs, term_panels
from core.models.page_fields import facts
from core.prefetch import Reader, related_to
from core.text.checks import repeated_sentences
from core.text.page_text import plain_texts
from networks.blocks import organisation_blocks
from networks.directory_prefetch import attach_directory, names_of_organisations, names_of_people, organisation_groups
from networks.people_in_blocks import names_in, plain
from resources.blocks import AuthorBlock, FindingsBlock, ResourceLinkBlock
from resources.duplicates.duplicate_index import same_documents
from resources.models.citable import CitablePage
from resources.structured_data import resource_data

RESOURCE_TERMS = [
    TermSlot("category", required=True),
    TermSlot("population"),
    TermSlot("region", required=True),
    TermSlot("type", single=True),
    TermSlot("audience"),
    TermSlot("topic"),
    TermSlot("language", required=True),
]


def this_year(section: Any) -> int:
    return timezone.localdate().year


def latest_year() -> int:
    return timezone.localdate().year + 1


def year_is_possible(year: int) -> None:
    """A callable, so that the limit moves with the years."""
    MaxValueValidator(latest_year())(year)


class ResourceQuerySet(PageQuerySet):
    def with_cards(self):
        """With what cards show."""
        return self.select_related("image", "locale").prefetch_related("image__renditions")

    def newest(self):
        return self.order_by("-year", "-first_published_at", "pk")


class ResourcePage(CitablePage, BasePage):
    """A report, study or guide: what it is, what it found, where to read it."""

    kind = "resource"
    kind_label = _("Resource")
    kinds_label = _("Resources")
    card_template = "components/resource_card.html"
    term_slots = RESOURCE_TERMS

    # Identity: the same for all languages, never changed.
    identifier = models.UUIDField(_("permanent identifier"), default=uuid.uuid4, editable=False, db_index=True)
    doi = models.CharField(
        _("DOI"), max_length=200, blank=True, help_text=_("Write 10.1234/abcd, without the address in front of it.")
    )
    # What it says
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=900,
        help_text=_("What it is and whom it is for, in 40 to 120 words. The findings have their own place below."),
    )
    key_findings = RichTextField(_("key findings"), features=["h3", "h4", "blockquote", *ANSWER], blank=True)
    findings = StreamField([("group", FindingsBlock())], verbose_name=_("findings in groups"), blank=True)
    other_materials = StreamField(Body(), verbose_name=_("other materials"), blank=True)
    # Where it is
    links = StreamField([("link", ResourceLinkBlock())], verbose_name=_("where to read it"), blank=True)
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
    # What one may rely on
    is_peer_reviewed = models.BooleanField(_("peer reviewed"), default=False)
    has_full_text = models.BooleanField(_("full text is free to read"), default=False)
    may_be_reproduced = models.BooleanField(_("may be reproduced"), default=False)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    keywords = models.CharField(
        _("keywords"),
        max_length=500,
        blank=True,
        help_text=_("Other words people might look for, separated by semicolons."),
    )
    method = models.CharField(_("method"), max_length=300, blank=True)
    sample = models.CharField(
        _("sample"), max_length=300, blank=True, help_text=_("For example “17 interviews in four towns”.")
    )
    is_listed_only = models.BooleanField(
        _("listed only"),
        default=False,
        help_text=_("An entry of lower priority: title, link, language and one term are enough."),
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    api_fields = [
        *BasePage.api_fields,
        "identifier",
        "doi",
        "summary",
        "key_findings",
        "findings",
        "other_materials",
        "links",
        "authors",
        "organisations",
        "year",
        "date",
        "edition",
        "is_peer_reviewed",
        "has_full_text",
        "may_be_reproduced",
        "licence",
        "keywords",
        "method",
        "sample",
        "is_listed_only",
    ]

    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    base_form_class = page_form("ResourcePageForm", RESOURCE_TERMS, {"year": this_year})
    override_translatable_fields = BasePage.override_translatable_fields + facts(
        "doi",
        "year",
        "date",
        "is_peer_reviewed",
        "has_full_text",
        "may_be_reproduced",
        "is_listed_only",
        "related_pages",
    )
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("year"),
        index.FilterField("is_peer_reviewed"),
        index.FilterField("has_full_text"),
    ]

    edit_handler = tabs(
        (
            _("What it says"),
            [
                *BasePage.content_panels[:1],
                FieldPanel("summary"),
                FieldPanel("key_findings"),
                FieldPanel("findings"),
                FieldPanel("other_materials"),
                FieldPanel("is_listed_only"),
            ],
        ),
        (
            _("Where and by whom"),
            [
                FieldPanel("links"),
                FieldPanel("authors"),
                FieldPanel("organisations"),
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("year"), FieldPanel("date")]), FieldPanel("edition"), FieldPanel("doi")],
                    heading=_("Publication"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("is_peer_reviewed"),
                        FieldPanel("has_full_text"),
                        FieldPanel("may_be_reproduced"),
                        FieldPanel("licence"),
                    ],
                    heading=_("What one may rely on"),
                ),
                FieldRowPanel([FieldPanel("method"), FieldPanel("sample")]),
            ],
        ),
        (
            _("Filed under"),
            [
                *term_panels(RESOURCE_TERMS),
                FieldPanel("keywords"),
                InlinePanel("related_pages", heading=_("Related pages"), label=_("Page")),
            ],
        ),
    )

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def clean(self) -> None:
        super().clean()
        self.doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)\s*", "", self.doi.strip(), flags=re.IGNORECASE)
        if self.doi and not re.fullmatch(r"10\.\d{4,9}/\S+", self.doi):
            raise ValidationError({"doi": _("A DOI begins with 10. and has a slash: 10.1234/abcd.")})
        if self.date and self.year and self.date.year != self.year:
            raise ValidationError({"year": _("The year and the full date do not agree.")})
        if self.date and not self.year:
            self.year = self.date.year

    @property
    def summary_text(self) -> str:
        return self.search_description or self.summary

    @property
    def hit_note(self) -> str:
        return ", ".join([*(term.label for term in self.terms_of("type")), *([str(self.year)] if self.year else [])])

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(";") if word.strip()]

    @property
    def author_names(self) -> list[str]:
        """Names of the authors as they stand in the citation."""
        return names_of_people(self, "authors")

    @property
    def publisher_names(self) -> list[str]:
        return names_of_organisations(self, "publisher")

    def get_context(self, request, *args, **kwargs):
        attach_directory(self, "authors", "organisations")
        related = related_to(self, Reader.of(request, self))
        return super().get_context(request, *args, **kwargs) | {
            "related": related,
            "organisation_groups": organisation_groups(self),
        }

    def structured_data(self):
        return resource_data(self)

    def parts(self) -> Iterator[PagePart]:
        order = 0
        for group in self.findings:
            term = group.value.get("group")
            heading = group.value.get("heading") or ""
            for item in group.value["items"].bound_blocks:
                order += 1
                yield PagePart(
                    page=self,
                    kind=PagePart.Kind.FINDING,
                    block_id=item.id,
                    group=heading,
                    group_term=term,
                    text=plain(item.value),
                    order=order,
                )

    def more_search_text(self) -> list[str]:
        return self.author_names + names_in(self.organisations)

    def more_addresses(self) -> list[str]:
        return [f"https://doi.org/{self.doi}"] if self.doi else []

    def go_live_problems(self) -> list[Problem]:
        found = super().go_live_problems()
        if self.is_listed_only:
            found = [problem for problem in found if problem.field not in {"terms_category", "terms_region"}]
            if not [term for term in self.terms if term.vocabulary != "language"]:
                found.append(
                    Problem("terms_category", gettext("Choose at least one term: a category, a region or a topic."))
                )
        has_target = any(block.value.has_target for block in self.links)
        rules = (
            (not self.is_listed_only and not self.summary, "summary", gettext("Write the summary.")),
            (not has_target, "links", gettext("Say where to read it: an address or a file.")),
        )
        return found + [Problem(field, message) for broken, field, message in rules if broken]

    def go_live_warnings(self) -> list[Problem]:
        findings = [text for field, text in plain_texts(self) if field in {"key_findings", "findings"}]
        repeated = repeated_sentences(self.summary, "\n".join(findings))
        words = gettext("“%(sentence)s” stands in the findings too.")
        found = [Problem("summary", words % {"sentence": one}) for one in repeated]
        return [*super().go_live_warnings(), *found, *same_documents(self)]
