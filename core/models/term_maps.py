"""Maps of vocabularies: an outline for each of some terms, read out of an SVG that an administrator uploads."""

from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from caching.site_version import cached_until_change
from core.drawings.svg_shapes import Drawing, read_drawing
from core.models.lists_of_terms import Vocabulary
from core.models.terms import FormerTermSlug, Term, known_terms


class Place(NamedTuple):
    """Where a term lies on its map: the outline as path data, and the point for its number."""

    term: Term
    path: str
    x: int
    y: int


class TermMap(models.Model):
    """The map of a vocabulary. What is kept are outlines of numbers (core/drawings/svg_shapes.py), never the file."""

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices, unique=True)
    height = models.PositiveIntegerField(editable=False, default=0)
    # For each shape: slug, path, x, y.
    outlines = models.JSONField(editable=False, default=list)

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")
        ordering = ["vocabulary"]

    def __str__(self) -> str:
        return str(self.get_vocabulary_display())

    def take(self, drawing: Drawing) -> None:
        self.height = drawing.height
        self.outlines = [list(outline) for outline in drawing.outlines]

    @property
    def places(self) -> list[Place]:
        """Those of the terms that have an outline and that visitors may see, in the order of the vocabulary."""
        outlines = {slug: rest for slug, *rest in self.outlines}
        terms = {pk: term for pk, term in known_terms().items() if term.vocabulary == self.vocabulary}
        former = FormerTermSlug.objects.filter(vocabulary=self.vocabulary, slug__in=outlines)
        renamed = {pk: slug for slug, pk in former.values_list("slug", "term")}
        return [
            Place(term, *outlines[slug])
            for pk, term in terms.items()
            if not term.merged_into_id and (slug := term.slug if term.slug in outlines else renamed.get(pk))
        ]

    @property
    def unused_outlines(self) -> list[str]:
        """Names of shapes without a term that visitors may see."""
        used = {place.path for place in self.places}
        return [slug for slug, path, *_rest in self.outlines if path not in used]

    @property
    def terms_without(self) -> list[Term]:
        """Terms that lie beside those of the map and have no outline."""
        drawn = {place.term.pk: place.term for place in self.places}
        above = {term.parent_id for term in drawn.values()}
        terms = (term for term in known_terms().values() if term.vocabulary == self.vocabulary)
        return [term for term in terms if term.parent_id in above and term.pk not in drawn and not term.merged_into_id]


def read_map(vocabulary: str, svg: bytes) -> Drawing:
    """The shapes that carry the name of a term, today's or one of before. ValidationError where there are none."""
    slugs = set(Term.objects.of(vocabulary).values_list("slug", flat=True))
    slugs |= set(FormerTermSlug.objects.filter(vocabulary=vocabulary).values_list("slug", flat=True))
    return read_drawing(svg, slugs.__contains__)


class KnownMap(NamedTuple):
    height: int
    places: list[Place]


@cached_until_change
def known_map(vocabulary: str) -> KnownMap | None:
    """The map of a vocabulary as pages show it; None where there is none."""
    found: Any = TermMap.objects.filter(vocabulary=vocabulary).first()
    places = found.places if found else []
    return KnownMap(found.height, places) if places else None
