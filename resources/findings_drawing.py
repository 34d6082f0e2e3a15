"""The findings, drawn: a row of dots for each term of a vocabulary, a dot for each finding, by its group."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import address_of
from core.drawings.dot_chart import DotChart, Line, dot_chart
from core.models import Term
from resources.finding_counts import tallies
from search.lists.term_counts import OpenedList
from search.term_table import term_table

GROUPS = "finding-group"


class FindingsDrawing(NamedTuple):
    """The chart with the numbers of what it draws, and where the findings are listed."""

    chart: DotChart
    resources: int
    findings: int
    list_url: str

    @property
    def findings_url(self) -> str:
        return f"{self.list_url}findings/"


def findings_drawing(opened: OpenedList, vocabulary: str, within: Term | None = None) -> FindingsDrawing | None:
    """Of all findings that its reader may see in the list of resources, or of those with a term; None where none are.

    Each number is the length of the list that its row opens.
    """
    bits = opened.having(within.vocabulary).get(within.slug, 0) if within else opened.memory.seen
    url = f"{address_of(opened.index)}findings/?" + (f"{within.vocabulary}={within.slug}&" if within else "")
    having = opened.having(vocabulary)
    labels = opened.memory.asked.filters.context.terms.tree(vocabulary)
    lines = [_line(term, f"{url}{vocabulary}={term.slug}", bits & having.get(term.slug, 0)) for term, _depth in labels]
    groups = [(term.slug, term.label) for term, _depth in term_table(GROUPS).tree(GROUPS)]
    chart = dot_chart(lines, groups, _("Other groups"), _caption)
    return FindingsDrawing(chart, bits.bit_count(), tallies().all.of(bits), address_of(opened.index)) if chart else None


def _line(term: Term, url: str, bits: int) -> Line:
    counts = {key: number for key, tally in tallies().groups.items() if (number := tally.of(bits))}
    total = sum(counts.values())
    words = ngettext("%(total)s finding", "%(total)s findings", total) % {"total": total}
    return Line(term.label, url, counts, words)


def _caption(worth: int) -> str:
    """What a dot is, and why the rows together have more of them than there are findings."""
    one = _("One dot is one finding.")
    many = ngettext("One dot is up to %(worth)s finding.", "One dot is up to %(worth)s findings.", worth)
    rows = _("A finding appears in every row its resource is filed under.")
    return f"{many % {'worth': worth} if worth > 1 else one} {rows}"
