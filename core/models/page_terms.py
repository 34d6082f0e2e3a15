"""What a page is about: the vocabularies that its kind is described by, and the terms that it carries."""

from typing import Any, NamedTuple

from django.db import models, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from core.drafts.draft_view import showing_draft
from core.models.page_fields import PageFields
from core.models.terms import Term, Vocabulary, all_terms, known_terms


class PageTerm(models.Model):
    """A page carries a term. On `wagtailcore.Page`, so that any kind of page can be filtered by it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="term_pages")
    sort_order = models.PositiveIntegerField(default=0)

    # The page itself is noted with the terms it refers to; a task for each row would say the same again.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term of a page")
        verbose_name_plural = _("terms of pages")
        ordering = ["sort_order"]
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="a_term_once_per_page")]
        indexes = [models.Index(fields=["term", "page"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.term_id}"


class TermSlot(NamedTuple):
    """A vocabulary that a kind of page is described by."""

    vocabulary: str
    required: bool = False
    single: bool = False
    own_label: Any = ""
    # Not needed, and many visitors choose by it: the form says that it is good to have.
    sought: bool = False

    @property
    def label(self) -> str:
        """What the kind calls it, else the name of the vocabulary."""
        return str(self.own_label or Vocabulary(self.vocabulary).label)

    @property
    def field(self) -> str:
        return f"terms_{self.vocabulary.replace('-', '_')}"


class DescribedPage(PageFields):
    """A page that carries terms of vocabularies."""

    term_slots: list[TermSlot] = []

    same_in_all_languages = {"page_terms"}

    # A version that somebody edits or reads before it is live: it shows what would go live with it.
    is_draft_version = False

    class Meta:
        abstract = True

    @property
    def terms(self) -> list[Term]:
        """The terms of the page, in the order given, each with its labels: of a live page, the approved ones."""
        if not hasattr(self, "_terms"):
            rows = list(self.page_terms.all())
            by_key = self.terms_by_key
            # A draft may still carry a term that was merged into another one since.
            carried = [by_key[row.term_id] for row in rows if row.term_id in by_key]
            self._terms = list(dict.fromkeys(by_key.get(term.merged_into_id, term) for term in carried))
        return self._terms

    @property
    def terms_by_key(self) -> dict[int, Term]:
        """The terms that this page, or this version of it, may show."""
        is_seen = self.pk and self.live and not self.is_draft_version
        return known_terms() if is_seen else all_terms()

    def forget_terms(self) -> None:
        """Read the terms anew at the next use."""
        self.__dict__.pop("_terms", None)

    def take_new_terms(self, terms: dict[int, Term]) -> None:
        """Terms that an editor typed, by their place: the page shows them at once, and makes them when it is saved."""
        self._new_terms = terms
        self._terms = [*self.terms, *terms.values()]

    def make_new_terms(self) -> None:
        new = self.__dict__.pop("_new_terms", {})
        if not new:
            return
        rows = {row.term_id: row for row in self.page_terms.all()}
        # In one order, as each waits for others who make the same one.
        for place, term in sorted(new.items(), key=lambda pair: (pair[1].vocabulary, pair[1].slug)):
            label = term.labels.get()
            made = Term.named_or_new(term.vocabulary, label.label, label.language, live=False)
            rows.setdefault(made.pk, PageTerm(term=made, sort_order=place))
        self.page_terms.set(sorted(rows.values(), key=lambda row: row.sort_order))
        self.forget_terms()

    def with_content_json(self, content: dict[str, Any]) -> Any:
        page = super().with_content_json(content)
        page.is_draft_version = True
        return page

    def make_preview_request(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """A draft, for those who work on it: the finished answer."""
        with showing_draft():
            return super().make_preview_request(*args, **kwargs)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.make_new_terms()
        super().save(*args, **kwargs)

    def terms_of(self, vocabulary: str) -> list[Term]:
        return [term for term in self.terms if term.vocabulary == vocabulary]

    @property
    def terms_by_vocabulary(self) -> dict[str, list[str]]:
        """The address parts of the terms, as filters and the API name them."""
        slugs: dict[str, list[str]] = {}
        for term in self.terms:
            slugs.setdefault(term.vocabulary, []).append(term.slug)
        return slugs

    @property
    def term_groups(self) -> list[tuple[str, list[Term]]]:
        """Vocabulary name and terms, for each vocabulary that the page carries terms of, as the kind orders them."""
        groups = ((slot.label, self.terms_of(slot.vocabulary)) for slot in self.term_slots)
        return [(label, terms) for label, terms in groups if terms]
