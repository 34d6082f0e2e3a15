"""One finding of the database: a document read and summed up by people who work in the field."""

import datetime
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import PageManager

from core.cover import Cover
from core.forms import page_form
from core.going_live import Problem
from core.models import CardQuerySet, Fold, PagePart, TermSlot, tabs, term_panels
from core.prefetch import Reader, related_to
from networks.directory_prefetch import attach_directory, organisation_groups
from networks.people_in_blocks import names_in
from resources.duplicates.duplicate_index import same_documents
from resources.models.citable import CitablePage
from resources.models.content import SummedUp
from resources.models.publication import Published
from resources.models.reliance import Assessed
from resources.structured_data import resource_data

RESOURCE_TERMS = [
    TermSlot("category", required=True),
    TermSlot("population"),
    TermSlot("region", required=True),
    TermSlot("type", single=True, sought=True),
    TermSlot("audience"),
    TermSlot("topic", sought=True),
    TermSlot("language", required=True),
]
# Asked of every resource; the others stand folded.
FIRST_TERMS = ("category", "region", "language")


class ResourceQuerySet(CardQuerySet):
    def newest(self):
        return self.order_by(F("year").desc(nulls_last=True), "-first_published_at", "pk")

    def with_cards(self) -> Self:
        """Also with the number of findings, as `finding_total`."""
        parts = PagePart.objects.filter(page=OuterRef("pk"), kind=PagePart.Kind.FINDING).order_by()
        total = parts.values("page").annotate(total=Count("pk")).values("total")
        return super().with_cards().annotate(finding_total=Subquery(total))


class ResourcePage(CitablePage, SummedUp, Published, Assessed):
    """A report, study or guide: what it is, what it found, where to read it."""

    kind = "resource"
    kind_label = _("Resource")
    kinds_label = _("Resources")
    card_template = "components/resource_card.html"
    card_blocks = ("authors", "organisations")
    newest = ("first_published_at",)
    term_slots = RESOURCE_TERMS
    review_months = 24

    # Identity: the same for all languages, never changed.
    identifier = models.UUIDField(_("permanent identifier"), default=uuid.uuid4, editable=False, db_index=True)
    keywords = models.CharField(
        _("keywords"),
        max_length=500,
        blank=True,
        help_text=_("Other words people might look for, separated by semicolons."),
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    same_in_all_languages = {"related_pages"}
    api_properties = [*SummedUp.api_properties, "identifier"]
    search_fields = [*Published.search_fields, *Assessed.search_fields[-2:]]

    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    base_form_class = page_form("ResourcePageForm", RESOURCE_TERMS, repeated=("terms_language",))
    edit_handler = tabs(
        (
            _("Content"),
            [
                *SummedUp.content_panels,
                *Published.publication_panels,
                *term_panels(RESOURCE_TERMS, first=FIRST_TERMS),
                Fold(
                    [*SummedUp.more_content_panels, *Published.more_publication_panels],
                    heading=_("More about the document"),
                ),
                Fold(Assessed.reliance_panels, heading=_("Quality and use")),
                Fold(
                    [
                        *term_panels(RESOURCE_TERMS, rest=FIRST_TERMS),
                        FieldPanel("keywords"),
                        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
                    ],
                    heading=_("Filed under"),
                ),
            ],
        ),
    )

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def own_day(self) -> datetime.date | None:
        return self.date or (datetime.date(self.year, 1, 1) if self.year else None)

    @property
    def hit_note(self) -> str:
        return ", ".join([*(term.label for term in self.terms_of("type")), *([str(self.year)] if self.year else [])])

    @property
    def languages(self) -> list[str]:
        """The codes of the languages of the document, for every format that names them."""
        return [term.slug for term in self.terms_of("language")]

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(";") if word.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attach_directory(self, "authors", "organisations")
        related = related_to(self, Reader.of(request, self))
        return super().get_context(request, *args, **kwargs) | {
            "related": related,
            "organisation_groups": organisation_groups(self),
        }

    @property
    def cover(self) -> Cover:
        types = self.terms_of("type")
        return Cover(str(self.year or ""), self.hit_note, types[0].slug if types else "")

    def structured_data(self) -> dict[str, Any]:
        return resource_data(self)

    def more_search_text(self) -> list[str]:
        return [*self.author_names, *names_in(self.organisations), *([str(self.year)] if self.year else [])]

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if not self.is_listed_only:
            return problems
        problems = [problem for problem in problems if problem.field not in {"terms_category", "terms_region"}]
        if any(term.vocabulary != "language" for term in self.terms):
            return problems
        message = gettext("Choose at least one term: a category, a region or a topic.")
        return [Problem("terms_category", message), *problems]

    def go_live_warnings(self) -> list[Problem]:
        return [*super().go_live_warnings(), *same_documents(self)]
