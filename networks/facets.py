"""What the list of network pages can be narrowed by."""

from search.facets import Facet, TermFacet

NETWORK_FACETS: list[Facet] = [TermFacet("topic"), TermFacet("region"), TermFacet("sector"), TermFacet("population")]
