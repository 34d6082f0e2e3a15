"""Pages about the network itself: who we are, committees, how to join, reports."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import Body, CallToActionBlock, DownloadBlock, LineBlock
from core.blocks.text import ANSWER, DatedTextBlock, NamedTextBlock
from core.forms import page_form
from core.going_live import Problem
from core.models import BasePage, CardQuerySet, Fold, PagePart, TermSlot, tabs, term_panels
from core.prefetch import Reader, related_to
from networks.blocks import contact_blocks, people_blocks
from networks.directory_prefetch import attach_directory, complete_committees
from networks.facets import NETWORK_FACETS
from networks.landing import landing_of
from networks.models.committees import Committee
from networks.people_in_blocks import names_in, part_rows
from search.listing import ListingPage, Sort

NETWORK_TERMS = [
    TermSlot("region", sought=True),
    TermSlot("topic", sought=True),
    TermSlot("sector"),
    TermSlot("population"),
]


class NetworkIndexPage(ListingPage):
    """Where the network begins, at /network/: what it is for, its groups, people and pages; and the list of these."""

    kind = "network"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["networks.NetworkPage"]
    has_news = False

    facets = NETWORK_FACETS
    sorts = [
        Sort("title", _("Title, A to Z"), ("title", "pk")),
        Sort("newest", _("Newest first"), ("-first_published_at", "pk")),
    ]

    purpose = RichTextField(_("purpose"), features=ANSWER, blank=True)
    join = StreamField([("call", CallToActionBlock())], verbose_name=_("how to join"), blank=True, max_num=1)
    shown_people = StreamField(
        [("person", SnippetChooserBlock("networks.Person", label=_("Person")))],
        verbose_name=_("people"),
        blank=True,
        max_num=12,
        help_text=_("If you choose nobody, those who chair a committee are shown."),
    )

    private_fields = {"join", "shown_people"}
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("purpose"),
        FieldPanel("join"),
        FieldPanel("shown_people"),
        FieldPanel("facet_names"),
    ]

    class Meta:
        verbose_name = _("list of network pages")
        verbose_name_plural = _("lists of network pages")

    def get_entries(self) -> CardQuerySet:
        return NetworkPage.objects.all()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Whoever asks for a part or an order of the list sees the list alone."""
        is_list = not {"q", "sort", "page", *self.shown_names}.isdisjoint(request.GET)
        landing = None if is_list else landing_of(self, NetworkPage, Reader.of(request, self))
        return super().get_context(request, *args, **kwargs) | {"landing": landing}


class NetworkPage(BasePage):
    """A page about the network or one of its groups. Can stand inside another."""

    kind = "network"
    kind_label = _("Network")
    kinds_label = _("Networks")
    term_slots = NETWORK_TERMS

    purpose = RichTextField(_("purpose"), features=ANSWER, blank=True)
    goals = StreamField([("goal", LineBlock(label=_("Goal")))], verbose_name=_("goals"), blank=True)
    principles = StreamField([("principle", NamedTextBlock())], verbose_name=_("principles"), blank=True)
    values = StreamField([("value", NamedTextBlock())], verbose_name=_("values"), blank=True)
    takes_part = StreamField([("group", LineBlock(label=_("Group")))], verbose_name=_("who takes part"), blank=True)
    member_count = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    people = StreamField(people_blocks(), verbose_name=_("people"), blank=True)
    committees = StreamField(
        [("committee", SnippetChooserBlock("networks.Committee", label=_("Committee")))],
        verbose_name=_("committees and groups"),
        blank=True,
    )
    history = StreamField([("step", DatedTextBlock())], verbose_name=_("history"), blank=True)
    former_name = models.CharField(_("former name"), max_length=200, blank=True)
    how_to_join = RichTextField(_("how to take part"), features=ANSWER, blank=True)
    join_mailbox = models.EmailField(_("mailbox for those who want to take part"), blank=True)
    contact = StreamField(contact_blocks(), verbose_name=_("contact"), blank=True)
    programs = StreamField([("program", NamedTextBlock())], verbose_name=_("programmes"), blank=True)
    session_format = StreamField(
        [("step", NamedTextBlock())],
        verbose_name=_("how a session goes"),
        blank=True,
        help_text=_("The steps of a session in order: talk, case, discussion, recommendations."),
    )
    reports = StreamField([("report", DownloadBlock())], verbose_name=_("reports and downloads"), blank=True)
    database_notes = RichTextField(_("how the database was made"), features=["h3", *ANSWER], blank=True)
    news = StreamField([("item", DatedTextBlock())], verbose_name=_("news"), blank=True)
    body = StreamField(Body(), verbose_name=_("more text"), blank=True)

    objects = PageManager.from_queryset(CardQuerySet)()

    private_fields = {"committees", "join_mailbox", "contact"}
    same_in_all_languages = {"join_mailbox"}

    parent_page_types = ["networks.NetworkIndexPage", "networks.NetworkPage"]
    subpage_types = ["networks.NetworkPage"]

    base_form_class = page_form("NetworkPageForm", NETWORK_TERMS, repeated=("contact", "terms_region"))
    edit_handler = tabs(
        (
            _("Content"),
            [
                *BasePage.content_panels,
                *(FieldPanel(name) for name in ("purpose", "goals", "body", "people", "contact", "reports", "news")),
                Fold(
                    [FieldPanel(name) for name in ("principles", "values", "programs", "session_format")],
                    heading=_("What it stands for, and how it works"),
                ),
                Fold(
                    [FieldPanel(name) for name in ("takes_part", "member_count", "committees")],
                    heading=_("Members and committees"),
                ),
                Fold([FieldPanel("how_to_join"), FieldPanel("join_mailbox")], heading=_("How to take part")),
                Fold(
                    [FieldPanel(name) for name in ("history", "former_name", "database_notes")],
                    heading=_("How it came about"),
                ),
                Fold(
                    [
                        *term_panels(NETWORK_TERMS),
                        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
                    ],
                    heading=_("Filed under"),
                ),
            ],
        ),
    )

    class Meta:
        verbose_name = _("network page")
        verbose_name_plural = _("network pages")

    def parts(self) -> Iterator[PagePart]:
        return part_rows(self, ("reports", PagePart.Kind.FILE, "title"), ("goals", PagePart.Kind.SECTION, ""))

    def more_search_text(self) -> list[str]:
        return names_in(self.people) + [
            word
            for committee in self.seen_committees()
            for row in committee.texts.all()
            for word in (row.name, row.purpose)
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader = Reader.of(request, self)
        attach_directory(self, "people")
        committees = self.seen_committees(is_draft=getattr(request, "is_preview", False))
        complete_committees(committees)
        return super().get_context(request, *args, **kwargs) | {
            "committees": committees,
            "subpages": reader.shown(self.subpages()),
            "related": related_to(self, reader),
        }

    def seen_committees(self, is_draft: bool = False) -> list[Committee]:
        """Those that somebody approved; a draft shows them all, as they go live with it."""
        chosen = [child.value for child in self.committees if child.value]
        return [committee for committee in chosen if committee.live or is_draft]

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if self.lead or self.purpose or self.body:
            return problems
        return [Problem("lead", gettext("Introduce the page in one or two sentences.")), *problems]

    def subpages(self) -> models.QuerySet[Page]:
        return self.get_children().live()
