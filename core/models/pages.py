"""What every page of the site is: its terms, its parts with an address, its language, its way of going live."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core.forms import PageForm
from core.going_live import CannotGoLive, Problem, may_go_live, problems_of_any_page, warnings_of_any_page
from core.locking import lock_page
from core.models.terms import PageTerm, Term, Vocabulary, known_terms
from core.routing import below, note_reading_language, stand_in
from core.text.page_text import fill_empty_words, give_items_their_own_ids, searchable_text, words_from_elsewhere
from core.tree import descend
from core.visibility import restrictions

# Address parts that the site itself answers under a list or at the top: a page of that name could never be reached.
RESERVED = frozenset(
    "admin api calendar.ics compare django-admin documents en event.ics export feed finding findings fr gap-map "
    "healthz id import media oai organisations past people personnes reading-list recherche robots.txt search sign-in "
    "sign-out sign-up account invitation sitemap.xml static terms termes".split()
)


class TermSlot(NamedTuple):
    """A vocabulary that a kind of page is described by."""

    vocabulary: str
    required: bool = False
    single: bool = False
    own_label: Any = ""

    @property
    def label(self) -> str:
        """What the kind calls it, else the name of the vocabulary."""
        return str(self.own_label or Vocabulary(self.vocabulary).label)

    @property
    def field(self) -> str:
        return f"terms_{self.vocabulary.replace('-', '_')}"


def facts(*names: str) -> list[SynchronizedField]:
    """Fields that are the same in every language: a translation follows its source and cannot change them."""
    return [SynchronizedField(name, overridable=False) for name in names]


class BasePage(Page):
    """What all kinds of page share."""

    lead = models.TextField(
        _("in one or two sentences"),
        blank=True,
        max_length=500,
        help_text=_("Stands under the title, in lists and in search results. Say what the reader gets."),
    )
    image = models.ForeignKey(
        "files.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # What kind of thing it is, as search and lists name it.
    kind = "page"
    kind_label = _("Page")
    kinds_label = _("Pages")
    card_template = "components/card.html"
    term_slots: list[TermSlot] = []
    # Text fields that search must not read (links that are not public, notes to staff).
    unsearched: set[str] = set()

    base_form_class = PageForm
    override_translatable_fields = facts("image", "page_terms")
    search_fields = [*Page.search_fields, index.SearchField("search_text"), index.FilterField("first_published_at")]

    # What the read API tells of a page; kinds add theirs, by name.
    api_fields: list[str] = ["kind", "lead", "image", "terms_by_vocabulary"]

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    picture_panel = FieldPanel("image")
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus")],
            heading=_("Address and menu"),
        ),
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("image")],
            heading=_("In search engines and when shared"),
        ),
    ]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        fill_empty_words(self)
        give_items_their_own_ids(self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the site itself. Choose another one.") % {"slug": self.slug}}
            )

    # Terms

    @property
    def terms(self) -> list[Term]:
        """All terms of the page, in the order given, each with its labels."""
        if not hasattr(self, "_terms"):
            rows = list(self.page_terms.all())
            known = known_terms()
            # A draft may still carry a term that was merged into another one since.
            carried = [known[row.term_id] for row in rows if row.term_id in known]
            self._terms = list(dict.fromkeys(known.get(term.merged_into_id, term) for term in carried))
        return self._terms

    def forget_terms(self) -> None:
        """Read the terms anew at the next use."""
        self.__dict__.pop("_terms", None)

    def take_new_terms(self, terms: dict[int, Term]) -> None:
        """Terms that an editor typed, by their place: the page shows them at once, and makes them when it is saved."""
        self._new_terms = terms
        self._terms = [*self.terms, *terms.values()]

    def _make_new_terms(self) -> None:
        new = self.__dict__.pop("_new_terms", {})
        if not new:
            return
        rows = {row.term_id: row for row in self.page_terms.all()}
        # In one order, as each waits for others who make the same one.
        for place, term in sorted(new.items(), key=lambda pair: (pair[1].vocabulary, pair[1].slug)):
            label = term.labels.get()
            made = Term.named_or_new(term.vocabulary, label.label, label.language)
            rows.setdefault(made.pk, PageTerm(term=made, sort_order=place))
        self.page_terms.set(sorted(rows.values(), key=lambda row: row.sort_order))
        self.forget_terms()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self._make_new_terms()
        super().save(*args, **kwargs)

    def terms_of(self, vocabulary: str) -> list[Term]:
        return [term for term in self.terms if term.vocabulary == vocabulary]

    @property
    def terms_by_vocabulary(self) -> dict[str, list[str]]:
        """The address parts of the terms, as filters and the API name them."""
        found: dict[str, list[str]] = {}
        for term in self.terms:
            found.setdefault(term.vocabulary, []).append(term.slug)
        return found

    @property
    def term_groups(self) -> list[tuple[str, list[Term]]]:
        """Vocabulary name and terms, for each vocabulary that the page carries terms of, as the kind orders them."""
        groups = ((slot.label, self.terms_of(slot.vocabulary)) for slot in self.term_slots)
        return [(label, terms) for label, terms in groups if terms]

    # Words

    @property
    def search_text(self) -> str:
        """Everything that search looks into, besides the title."""
        return "\n".join([searchable_text(self), *words_from_elsewhere(self)])

    def more_search_text(self) -> list[str]:
        """Words that stand in other tables: people, organisations, places. Kinds add theirs."""
        return []

    @property
    def summary_text(self) -> str:
        """A sentence or two for cards, feeds and search engines."""
        return self.search_description or self.lead

    @property
    def hit_note(self) -> str:
        """What stands beside the kind in search results: a date, a type. Kinds say theirs."""
        return ""

    def more_addresses(self) -> list[str]:
        """Addresses of other sites that the page shows and that stand in no block or text. Kinds add theirs."""
        return []

    def parts(self) -> Iterator["PagePart"]:
        """The parts of the page that have an address of their own, unsaved, in order. Kinds add theirs."""
        return iter(())

    # Going live

    def go_live_problems(self) -> list[Problem]:
        """What keeps this page from going live, in plain words. Kinds add their rules."""
        return problems_of_any_page(self)

    def go_live_warnings(self) -> list[Problem]:
        """What a person should look at again before this page goes live. Kinds add theirs."""
        return warnings_of_any_page(self)

    @transaction.atomic
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Every door to going live leads through here; a page that breaks a rule is refused.

        Raises `CannotGoLive`, a ValidationError, with the reasons.
        """
        # Wagtail would write the versions before the page.
        lock_page(self.pk)
        problems = may_go_live(revision)
        if problems:
            raise CannotGoLive(problems)
        return super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does, with the page held first: autosave writes over a version, then notes it at the page."""
        lock_page(self.pk)
        self._make_new_terms()
        return super().save_revision(*args, **kwargs)

    # Languages

    def copy_for_translation(self, locale: Any, copy_parents: bool = False, alias: bool = False, **more: Any) -> Any:
        """A draft in another language. Pages above it become drafts too: Wagtail would make live mirrors of them."""
        return super().copy_for_translation(locale, copy_parents=copy_parents, alias=False, **more)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail does, with fewer queries; and a page without translation answers at the other language's address.

        The last step but one is found in the tree in memory, so that its page need not be loaded.
        """
        if not path_components:
            note_reading_language(request, self)
            return super().route(request, path_components)
        parent, rest = descend(self.path, path_components[:-1])
        rest = [*rest, path_components[-1]]
        child = below(parent, rest[0])
        if child is None and parent != self.path:
            return Page.objects.get(path=parent).specific.route(request, rest)
        child = child or stand_in(self, rest[0])
        if child is None:
            raise Http404
        return child.specific.route(request, rest[1:])

    def get_view_restrictions(self) -> models.QuerySet:
        """As Wagtail answers, without asking the database where nothing above is private."""
        if any(self.path.startswith(path) for one in restrictions() for path in one.paths):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which something on the page changes by itself. Kinds that know one say so."""
        return None


class PagePart(models.Model):
    """A part of a live page with an address: a finding, a question, a section. Rebuilt whenever the page goes live."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("Finding")
        QUESTION = "question", _("Question")
        SECTION = "section", _("Section")
        AGENDA = "agenda", _("Item of the agenda")
        OUTCOME = "outcome", _("Outcome")
        FILE = "file", _("Document")
        RECORDING = "recording", _("Recording")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="page_parts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    block_id = models.CharField(max_length=64)
    group = models.CharField(max_length=255, blank=True)
    group_term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "order"]
        indexes = [models.Index(fields=["kind", "group_term"]), models.Index(fields=["page", "order"])]
        constraints = [models.UniqueConstraint(fields=["page", "kind", "block_id"], name="one_part_per_block")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"


class RelatedPage(models.Model):
    """A link from one page to another that says how they belong together."""

    class Kind(models.TextChoices):
        SAME = "same", _("The same, elsewhere")
        NEWER = "newer", _("Newer version")
        OLDER = "older", _("Older version")
        WEBINAR = "webinar", _("Webinar about it")
        ABOUT = "about", _("What it is about")
        RELATED = "related", _("See also")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_pages")
    related = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(_("how they belong together"), max_length=10, choices=Kind.choices, default=Kind.RELATED)
    sort_order = models.PositiveIntegerField(default=0)

    panels = [FieldPanel("related"), FieldPanel("kind")]

    class Meta:
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.related_id}"


def term_panels(slots: list[TermSlot]) -> list[FieldPanel]:
    """A field for each vocabulary of the kind."""
    return [FieldPanel(slot.field) for slot in slots]


def tabs(*groups: tuple[Any, list[Panel]], page_class: type[Page] = BasePage) -> TabbedInterface:
    """The editor in tabs named in plain words; address, menu and sharing come last."""
    named = [ObjectList(panels, heading=heading) for heading, panels in groups]
    return TabbedInterface(
        [
            *named,
            ObjectList(page_class.promote_panels, heading=_("Address and sharing")),
            # Wagtail's own: the dates of going live and expiring, and comments. It shows no tab of its own.
            ObjectList(page_class.settings_panels, heading=_("Settings")),
        ]
    )
