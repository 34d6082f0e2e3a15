"""The drawing of findings on pages of other apps."""

from django import template
from django.http import HttpRequest

from core.models import Term, Vocabulary
from core.prefetch import Reader
from resources.findings_drawing import FindingsDrawing, findings_drawing
from resources.models import ResourceIndexPage
from search.lists.term_counts import opened_list

register = template.Library()


@register.simple_tag
def findings_of_term(request: HttpRequest, term: Term) -> FindingsDrawing | None:
    """Of the resources that carry the term: by population, or what is about a population by category."""
    opened = opened_list(ResourceIndexPage, Reader.of(request))
    rows = Vocabulary.CATEGORY if term.vocabulary == Vocabulary.POPULATION else Vocabulary.POPULATION
    return findings_drawing(opened, rows, within=term) if opened else None
