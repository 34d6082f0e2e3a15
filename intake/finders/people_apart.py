"""Several people in one line, each with what they do: “A B (nurse, Clinic), Dr. C D (peer worker, Drop-in)”."""

import re
from collections.abc import Iterator

from core.i18n.profiles import profiles
from intake.document import plain
from intake.finders.parts_of_person import is_organisation, is_pronoun, looks_like_name, part_of_word

_SIGN = re.compile(r"[()]|<br/>|<[^>]*>|;\s*|,?\s+(?:and|et|&amp;|&)\s+|,\s+", re.IGNORECASE)
_END_OF_NAME = re.compile(r"\s*[,(;:]|\s+[–—|-]\s")


def people_apart(html: str, are_several: bool = False) -> list[str]:
    """The line as a line for each person, with the marks that it has. `are_several`: it stands after a label in the
    plural, so that names with commas alone between them are people too, not somebody with a role."""
    names = [plain(piece) for piece in _pieces(html)]
    only_names = are_several and len(names) > 1 and all(map(_is_person, names))
    lines, begin = [], 0
    for sign in _outside_of_brackets(html):
        before, after = plain(html[begin : sign.start()]), plain(html[sign.end() :])
        if only_names or _ends_person(before, sign[0], after):
            lines.append(html[begin : sign.start()])
            begin = sign.end()
    lines.append(html[begin:])
    # A mark that goes over two people is none of either.
    return [line.strip() for line in lines] if all(map(_is_balanced, lines)) else [html]


def _outside_of_brackets(html: str) -> Iterator[re.Match[str]]:
    depth = 0
    for sign in _SIGN.finditer(html):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] != ")" and (sign[0] == "<br/>" or not sign[0].startswith("<")):
            yield sign


def _pieces(html: str) -> Iterator[str]:
    begin = 0
    for sign in _outside_of_brackets(html):
        yield html[begin : sign.start()]
        begin = sign.end()
    yield html[begin:]


def _ends_person(before: str, sign: str, after: str) -> bool:
    if not _is_person(_name_at_start(after)) or not looks_like_name(_name_at_start(before)):
        return False
    if before.endswith(")"):
        # “Edda Vance (she/her), Executive Director” is one person.
        inside = before[before.rfind("(") + 1 : -1]
        return not (sign.startswith(",") and (is_pronoun(inside) or part_of_word(inside)))
    if sign.startswith(("<", ";")):
        # “Name; Role” is one person.
        return "," in before or "(" in before
    # After a comma it would be a role or an organisation; “and” joins those as well, where the first has one.
    return not sign.startswith(",") and "," not in before


def _name_at_start(text: str) -> str:
    joined = "|".join(sorted({profile.and_word for profile in profiles()}))
    return re.split(rf"\s+(?:{joined}|&)\s+", _END_OF_NAME.split(text)[0])[0].strip(" .")


def _is_person(name: str) -> bool:
    return looks_like_name(name) and not is_organisation(name)


def _is_balanced(html: str) -> bool:
    return all(len(re.findall(rf"<{mark}[ >]", html)) == html.count(f"</{mark}>") for mark in "abi")


def says_several(label: str) -> bool:
    """Whether a label is in the plural, as English and French write it: “Guests”, « Invitées »."""
    return label.rstrip(" :\u00a0\u202f").endswith("s")
