"""Several authors in one text, as sheets and forms have them: who each is, and what is doubtful about the list."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.sentences import one_stop
from core.text.typography import as_typed
from resources.citations.author_names import (
    SPANISH,
    AuthorKind,
    Name,
    Reading,
    is_degree,
    is_initials,
    names_of_bodies,
    plain_name,
    reading_of,
)
from resources.citations.body_words import INC, words_in

# What says in a sheet what an author is; the first of each is what we write.
MARKS = {
    AuthorKind.BODY: ("org", "organisation", "organization", "organisme", "body"),
    AuthorKind.PERSON: ("person", "personne"),
}
MARKED = re.compile(r"^(?P<name>.*\S)\s*\[(?P<mark>[^\[\]]*)\]$|^\{(?P<whole>[^{}]+)\}$")
ET_AL = re.compile(r"[\s,]*\b(?:et\s+al\b\.?|and others|et autres)$", re.IGNORECASE)
AND = re.compile(r"\s+(?:and|et|&)\s+|,\s*(?:and|et|&)\s+")
GENERATION_ALONE = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?$", re.IGNORECASE)


class Author(NamedTuple):
    """An author as written down, and what he is said to be ("" where nobody says it)."""

    name: str
    kind: str = ""

    @property
    def in_cell(self) -> str:
        return f"{self.name} [{MARKS[AuthorKind(self.kind)][0]}]" if self.kind else self.name

    @property
    def reading(self) -> Reading:
        return reading_of(self.name, self.kind)


class AuthorList(NamedTuple):
    authors: list[Author]
    # Sentences for whoever wrote the text.
    doubts: list[str]


def authors_in(text: str) -> AuthorList:
    """Semicolons and line breaks part names for certain; what else seems to part them is said."""
    parts = [name for part in re.split(r"[;\n]", text) if (name := " ".join(part.split()))]
    found = AuthorList([], [])
    for part in dict.fromkeys(parts):
        one = _authors_of(part, len(parts) > 1)
        found.authors.extend(author for author in one.authors if author not in found.authors)
        found.doubts.extend(one.doubts)
    return found


def names_for_citation(author: Author) -> list[Name]:
    """The names in what was written as one author, by the words of CSL."""
    authors = [author] if author.kind else authors_in(author.name).authors
    return [one.reading.parts for one in authors]


def doubts_about(authors: list[Author]) -> list[str]:
    """What a citation takes for granted of these authors, in questions."""
    found: list[str] = []
    for author in authors:
        several = AuthorList([author], []) if author.kind else authors_in(author.name)
        found += several.doubts
        found += [question for one in several.authors if (question := one.reading.question(one.name))]
    return list(dict.fromkeys(found))


def _authors_of(text: str, is_one_of_several: bool) -> AuthorList:
    if match := MARKED.match(text):
        kind = AuthorKind.BODY if match["whole"] else _kind_of(match["mark"])
        if kind:
            return AuthorList([Author(match["whole"] or match["name"], kind)], [])
    if as_typed(text).casefold() in names_of_bodies():
        return AuthorList([Author(text)], [])
    name = ET_AL.sub("", text)
    doubts = [_("“%(names)s”: name all authors, where they are known.") % {"names": text}] if name != text else []
    names = _several(name, is_one_of_several)
    if len(names) > 1:
        words = ngettext(
            "“%(names)s” is read as %(count)s author: %(list)s.",
            "“%(names)s” is read as %(count)s authors: %(list)s.",
            len(names),
        )
        doubts.append(one_stop(words % {"names": name, "count": len(names), "list": "; ".join(names)}))
    elif _may_be_several(name):
        doubts.append(_("“%(name)s” is read as one author. Put semicolons between several authors.") % {"name": name})
    return AuthorList([Author(one) for one in names], doubts)


def _kind_of(mark: str) -> str:
    return next((kind for kind, words in MARKS.items() if mark.strip().casefold() in words), "")


def _several(text: str, is_one_of_several: bool) -> list[str]:
    """The names between commas and “and”, where each part is a whole name; else the text as it is."""
    parts = _parts(text)
    if len(parts) < 2:
        return [text]
    if all(map(_is_family_and_initials, parts)):
        return parts
    if len(parts) % 2 == 0 and len(parts) > 2 and all(map(_are_initials, parts[1::2])):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) == 2 and not AND.search(text) and (is_one_of_several or _are_two_families(parts[0])):
        return [text]
    return parts if any(map(_is_person, parts)) and all(map(_is_whole, parts)) else [text]


def _parts(text: str) -> list[str]:
    """Between commas and “and”. Degrees and generations belong to the name before them."""
    found: list[str] = []
    for part in filter(None, (one.strip() for one in re.split(rf"{AND.pattern}|,\s*", text))):
        is_more = GENERATION_ALONE.match(part) or INC.fullmatch(part) or all(is_degree(word) for word in part.split())
        if found and is_more and not _are_initials_of_one(found[-1], part):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found


def _are_initials_of_one(family: str, part: str) -> bool:
    """“Smith, MA”: behind a family name alone stand initials."""
    return len(words_in(family)) == 1 and _are_initials(part)


def _are_two_families(part: str) -> bool:
    """“García Márquez”, before the comma of “Family, Given”."""
    return all(map(SPANISH.search, part.split()))


def _are_initials(part: str) -> bool:
    return all(map(is_initials, part.split()))


def _is_family_and_initials(part: str) -> bool:
    words = plain_name(part).split()
    return len(words) > 1 and is_initials(words[-1]) and not is_initials(words[0]) and _is_person(part)


def _is_person(part: str) -> bool:
    reading = reading_of(part)
    return not reading.is_body and len(words_in(plain_name(part))) > 1 and "given" in reading.parts


def _is_whole(part: str) -> bool:
    """A name that can stand by itself: of a body for certain, or of a person with a given name."""
    reading = reading_of(part)
    return _is_person(part) or (reading.is_body and not reading.doubt)


def _may_be_several(text: str) -> bool:
    parts = _parts(text)
    return len(parts) > 2 or (
        len(parts) == 2 and ((bool(AND.search(text)) and any(map(_is_person, parts))) or _all_bodies(parts))
    )


def _all_bodies(parts: list[str]) -> bool:
    return all(reading_of(part).is_body for part in parts)
