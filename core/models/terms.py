"""The vocabularies: what pages are about, for whom and where. Staff add, rename, merge and translate terms."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from caching.site_version import cached_until_change
from core.drafts.draft_view import is_draft_shown
from core.i18n.languages import best
from core.models.approved import ApprovedModel, ApprovedQuerySet
from core.models.lists_of_terms import Vocabulary
from core.models.row_words import RowWords
from core.text.slugs import SluggedForm
from core.text.typography import spellings
from users.models import LanguageField


class TermQuerySet(ApprovedQuerySet["Term"]):
    def of(self, vocabulary: str) -> Self:
        """Terms of one vocabulary that can be chosen, in the order staff gave them."""
        return self.filter(vocabulary=vocabulary, merged_into=None)

    def with_labels(self) -> Self:
        return self.prefetch_related("labels")

    def called(self, vocabulary: str, label: str) -> "Term | None":
        """The term of that name, in any language."""
        names = models.Q(slug=slugify(label))
        for spelling in spellings(label):
            names |= models.Q(labels__label__iexact=spelling)
        return self.of(vocabulary).filter(names).first()

    def named(self, vocabulary: str, slugs: list[str]) -> Self:
        """Terms by present or former slug; a merged term answers with the one it became."""
        found = self.filter(vocabulary=vocabulary).filter(
            models.Q(slug__in=slugs) | models.Q(former_slugs__slug__in=slugs)
        )
        keys = {pk for pair in found.values_list("pk", "merged_into") for pk in pair[1:] if pk} | {
            pk for pk, merged in found.values_list("pk", "merged_into") if not merged
        }
        return self.filter(pk__in=keys)


class Term(ApprovedModel):
    """One entry of a vocabulary: a stable slug for addresses, and a label row for each language."""

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices)
    slug = models.SlugField(
        _("address part"),
        max_length=80,
        help_text=_("Used in web addresses, the same in every language. Old addresses keep working if you change it."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Only for regions: choose the larger region that contains this one."),
    )
    sort_order = models.PositiveIntegerField(_("place in the list"), default=0)
    live: bool
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )

    objects = TermQuerySet.as_manager()

    base_form_class = SluggedForm
    panels = [
        FieldPanel("vocabulary"),
        InlinePanel("labels", heading=_("Names, one for each language"), label=_("Name"), min_num=1),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("sort_order"),
    ]

    search_fields = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.RelatedFields("labels", [index.SearchField("label"), index.AutocompleteField("label")]),
        index.FilterField("vocabulary"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        verbose_name = _("vocabulary term")
        verbose_name_plural = _("vocabulary terms")
        ordering = ["vocabulary", "sort_order", "slug"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "slug"], name="one_slug_per_vocabulary")]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.parent and self.parent.vocabulary != self.vocabulary:
            raise ValidationError({"parent": _("A term can only be part of a term of the same vocabulary.")})
        if self.parent and self.pk and self.pk in {term.pk for term in self.parent.lineage()}:
            raise ValidationError({"parent": _("A term cannot be part of itself.")})
        former = FormerTermSlug.objects.filter(vocabulary=self.vocabulary, slug=self.slug).exclude(term=self.pk)
        if former.exists():
            raise ValidationError(
                {"slug": _("An old address of another term already uses this. Choose a different one.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = Term.objects.filter(pk=self.pk).values_list("vocabulary", "slug").first() if self.pk else None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and before != (self.vocabulary, self.slug):
                FormerTermSlug.objects.get_or_create(vocabulary=before[0], slug=before[1], defaults={"term": self})
            FormerTermSlug.objects.filter(vocabulary=self.vocabulary, slug=self.slug).delete()

    @property
    def label(self) -> str:
        row = best(self.labels.all())
        return row.label if row else self.slug

    @property
    def seen_label(self) -> str:
        """For a page that names it in a block: nothing where it is not approved, but in a draft."""
        return self.label if self.live or is_draft_shown() else ""

    @property
    def short(self) -> str:
        row = best(self.labels.all())
        return (row.short or row.label) if row else self.slug

    @property
    def all_words(self) -> list[str]:
        """Every name of the term in every language, for search."""
        return [word for row in self.labels.all() for word in (row.label, row.short, row.synonyms) if word]

    @property
    def current(self) -> "Term":
        """This term, or the one it was merged into."""
        return self.merged_into.current if self.merged_into else self

    def lineage(self) -> list["Term"]:
        """The term and what it is part of, the smallest first."""
        found: list[Term] = []
        term: Term | None = self
        while term and term not in found:
            found.append(term)
            term = term.parent
        return found

    def get_absolute_url(self) -> str:
        return reverse("term", args=[self.vocabulary, self.slug])

    @classmethod
    def named_or_new(cls, vocabulary: str, label: str, language: str, live: bool = True) -> "Term":
        """The term of that name in any language, made when there is none: live, or to be approved with its page."""
        label, number = label.strip(), 1
        # Asked again after each attempt: somebody else may have made it in the meantime.
        while not (term := cls.objects.called(vocabulary, label)):
            term = cls.new(vocabulary, label, language)
            term.slug = f"{term.slug}-{number}" if number > 1 else term.slug
            term.live = live
            if term._save_as_last():
                break
            number += 1
        return term

    @classmethod
    def new(cls, vocabulary: str, label: str, language: str) -> "Term":
        """A term of that name, not saved yet."""
        term = cls(vocabulary=vocabulary, slug=slugify(label)[:70] or "term")
        term.labels = [TermLabel(language=language, label=label)]
        return term

    def _save_as_last(self) -> bool:
        """Save it at the end of its list; False, and nothing saved, when another term has its slug."""
        terms = Term.objects.filter(vocabulary=self.vocabulary)
        if terms.filter(slug=self.slug).exists():
            return False
        self.sort_order = (terms.filter(merged_into=None).aggregate(last=models.Max("sort_order"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            return False
        return True

    @classmethod
    def referring(cls) -> list[tuple[type[models.Model], str]]:
        """Models with a key to a term, and the name of the key; what belongs to the term itself apart."""
        own = {TermLabel, FormerTermSlug}
        fields = cls._meta.get_fields(include_hidden=True)
        keys = [field for field in fields if isinstance(field, models.ManyToOneRel)]
        return [(key.related_model, key.field.name) for key in keys if key.related_model not in own]

    @transaction.atomic
    def merge_into(self, target: "Term") -> None:
        """Move every page of this term to `target`; this term's addresses then lead there."""
        if target.pk == self.pk or target.vocabulary != self.vocabulary or target.merged_into_id:
            raise ValidationError(_("Choose another term from the same vocabulary."))
        if self.pk in {term.pk for term in target.lineage()}:
            raise ValidationError(_("You cannot merge a term into one of its own parts."))
        if not target.live:
            raise ValidationError(_("“%(name)s” is not approved yet.") % {"name": target.label})
        self.term_pages.filter(page__in=target.term_pages.values("page")).delete()
        for model, field in self.referring():
            model._default_manager.filter(**{field: self}).update(**{field: target})
        self._hand_down_names(target)
        self.merged_into = target
        # It is decided about, and waits no longer.
        self.live, self.has_unpublished_changes = True, False
        self.save()

    def _hand_down_names(self, target: "Term") -> None:
        """What this term was called, people go on searching for: other words for the one that stays, and for its newest
        version, which its form opens with."""
        labels = list(target.labels.all())
        self._hand_down_to(labels)
        TermLabel.objects.bulk_update(labels, ["synonyms"])
        if target.latest_revision_id:
            draft = target.get_latest_revision_as_object()
            self._hand_down_to(draft.labels.all())
            revision = draft.save_revision(changed=False)
            if not target.has_unpublished_changes:
                revision.publish(skip_permission_checks=True)

    def _hand_down_to(self, labels: Iterable["TermLabel"]) -> None:
        names = {label.language: label for label in labels}
        for old in self.labels.all():
            kept = names.get(old.language) or best(names.values(), old.language)
            if kept is None:
                continue
            words = [word for word in kept.synonyms.splitlines() if word.strip()]
            known = {word.lower() for word in [*words, kept.label, kept.short]}
            for word in [old.label, old.short, *old.synonyms.splitlines()]:
                if word.strip() and word.lower() not in known:
                    words.append(word)
                    known.add(word.lower())
            kept.synonyms = "\n".join(words)


@cached_until_change
def known_terms() -> dict[int, Term]:
    """All terms that visitors may see, with their labels, by key: few, and shown on every page."""
    return {pk: term for pk, term in all_terms().items() if term.live}


@cached_until_change
def all_terms() -> dict[int, Term]:
    """Also those that are not approved: for whoever edits, and for blocks, which say what their page says."""
    return Term.objects.with_labels().in_bulk()


class TermLabel(RowWords):
    """A term's name in one language, with a short form and other words people search by."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="labels")
    language = LanguageField(_("language"))
    label = models.CharField(_("name"), max_length=120)
    short = models.CharField(_("short form"), max_length=40, blank=True)
    synonyms = models.TextField(
        _("other words for it"),
        blank=True,
        help_text=_("One per line. People who search for these will find the term."),
    )

    panels = [FieldPanel("language"), FieldPanel("label"), FieldPanel("short"), FieldPanel("synonyms")]

    class Meta:
        verbose_name = _("name of a term")
        verbose_name_plural = _("names of terms")
        constraints = [models.UniqueConstraint(fields=["term", "language"], name="one_label_per_language")]

    def __str__(self) -> str:
        return self.label


class FormerTermSlug(models.Model):
    """An address part that a term had before it was renamed: old links go on working."""

    vocabulary = models.CharField(max_length=20, choices=Vocabulary.choices)
    slug = models.SlugField(max_length=80)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vocabulary", "slug"], name="one_former_slug")]

    def __str__(self) -> str:
        return f"{self.vocabulary}/{self.slug}"
