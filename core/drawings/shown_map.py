"""A map of a vocabulary with a number for each term: what `templates/components/term_map.html` draws."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from core.drawings.shades import shade_of, steps
from core.models.term_maps import KnownMap, Place, known_map
from core.models.terms import Term, known_terms

# The width of a letter, and the heights of a line of a name and of a number, in units of the map, as the style sheet
# writes them on a phone.
LETTER, LINE, NUMBER = 21, 38, 46
# Names with more letters stand in two lines: few regions are as wide as a long name.
LONGEST_LINE = 10
# Where a name of one line, and of two, begins above the point of its region.
FIRST_LINE = {1: "-.25em", 2: "-.75em"}


class Region(NamedTuple):
    """A term of the map or beside it. Without entries it has no address."""

    label: str
    number: int
    words: str
    url: str
    shade: int
    is_here: bool
    path: str = ""
    x: int = 0
    y: int = 0
    # What is written on the map; empty where it would cover another name.
    name: str = ""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Those of the name, each with how far it stands below the one before (SVG's `dy`)."""
        lines = in_lines(self.name)
        return [("1em" if number else FIRST_LINE[len(lines)], line) for number, line in enumerate(lines)]


class ShownMap(NamedTuple):
    height: int
    regions: tuple[Region, ...]
    # Terms that have entries and no outline, and lie in none of the regions.
    others: tuple[Region, ...]

    @property
    def view_box(self) -> str:
        """With room for the lines at the edge."""
        return f"-4 -4 1008 {self.height + 8}"


def shown_map(
    vocabulary: str,
    counts: Mapping[str, int],
    url_of: Callable[[str], str],
    words_of: Callable[[int], str],
    here: Collection[str] = (),
) -> ShownMap | None:
    """`counts` by slug, each including what lies below; `url_of` a slug; `here` are the slugs of where one is."""
    drawn = known_map(vocabulary)
    if drawn is None:
        return None
    lows = steps(counts.get(place.term.slug, 0) for place in drawn.places)

    def region(term: Term) -> Region:
        slug = term.slug
        count = counts.get(slug, 0)
        url = url_of(slug) if count else ""
        return Region(term.label, count, words_of(count), url, shade_of(count, lows), slug in here)

    names = _names(drawn.places)
    regions = tuple(
        region(place.term)._replace(path=place.path, x=place.x, y=place.y, name=names.get(place.term.pk, ""))
        for place in drawn.places
    )
    others = tuple(region(term) for term in _others(vocabulary, drawn) if counts.get(term.slug))
    return ShownMap(drawn.height, regions, others)


def nearest_place(vocabulary: str, term: Term) -> str:
    """The slug of the term, or of what it lies in, that is on the map; else of the term itself."""
    drawn = known_map(vocabulary)
    places = {place.term.pk for place in drawn.places} if drawn else set()
    return next((one.slug for one in _upwards(term) if one.pk in places), term.slug)


def _others(vocabulary: str, drawn: KnownMap) -> list[Term]:
    places = {place.term.pk for place in drawn.places}
    terms = (term for term in known_terms().values() if term.vocabulary == vocabulary and not term.merged_into_id)
    return [term for term in terms if not any(one.pk in places for one in _upwards(term))]


def _upwards(term: Term) -> list[Term]:
    """The term and what it is part of, as far as visitors may see it."""
    found: list[Term] = []
    known: Term | None = term
    while known and known not in found:
        found.append(known)
        known = known_terms().get(known.parent_id) if known.parent_id else None
    return found


def _names(places: list[Place]) -> dict[int, str]:
    """Short names that can be written side by side; the first come first."""
    written: list[Place] = []
    for place in places:
        if not any(_meet(place, other) for other in written):
            written.append(place)
    return {place.term.pk: place.term.short for place in written}


def _meet(one: Place, other: Place) -> bool:
    (width, height), (other_width, other_height) = _measures(one.term.short), _measures(other.term.short)
    return abs(one.x - other.x) < (width + other_width) / 2 and abs(one.y - other.y) < (height + other_height) / 2


def _measures(name: str) -> tuple[int, int]:
    """Width and height of a name with its number."""
    lines = in_lines(name)
    return LETTER * max(len(line) for line in lines), LINE * len(lines) + NUMBER


def in_lines(name: str) -> tuple[str, ...]:
    """A long name in two lines, as even as its words allow."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) == 1:
        return (name,)
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(cuts, key=lambda lines: max(map(len, lines)))
