"""What the list of findings can be narrowed by."""

from django.utils.translation import gettext_lazy as _

from search.facets import Facet, FlagFacet, TermFacet
from search.year_facets import SaidYearFacet

RESOURCE_FACETS: list[Facet] = [
    TermFacet("category"),
    TermFacet("population"),
    TermFacet("region"),
    TermFacet("type"),
    TermFacet("audience"),
    TermFacet("language"),
    SaidYearFacet("year", _("Year"), "year"),
    FlagFacet("full_text", _("Full text"), "has_full_text", _("Free to read"), _("Not free to read")),
    FlagFacet("peer_reviewed", _("Peer review"), "is_peer_reviewed", _("Peer reviewed"), _("Not peer reviewed")),
    TermFacet("topic"),
]
