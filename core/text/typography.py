"""Marks as a printer sets them: what a keyboard gives for apostrophes, quotation marks and the spaces of French.

Only where it is certain. What a machine reads (addresses, names of files, code, identifiers, measures) stays as it is.
Which marks a language has stands in its profile; a text of another language is not touched (decision 57).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape

from django.conf import settings

from core.i18n.profiles import Marks, profile_of
from core.text.dois import has_doi

APOSTROPHE = "’"
_BLANKS = " \u00a0\u202f"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(r"\S+")
# Addresses of the web and of mail, names of files.
_FOR_MACHINES = re.compile(r"://|\bwww\.|\w@\w|\w\.[A-Za-z][A-Za-z0-9]{1,4}(?![\w.’'-])")
_CODE_IN_LINE = re.compile(r"`[^`\n]*`")
# Inside a word; before a word in quotation marks or a number (« l'"école" », « l'11 juin »).
_INNER_APOSTROPHE = re.compile(rf"(?<={_LETTER})'(?=[^\W_]|[\"«“])")
# At the end of a word: of owners, where no single quotation mark was opened.
_LAST_APOSTROPHE = re.compile(rf"(?<={_LETTER})'(?=[\s.,;:!?)\]]|$)")
_OPENED = re.compile(rf"(?<!{_LETTER})['‘]")
_AFTER_MEASURE = re.compile(r"\d\"")
_OTHER_QUOTES = re.compile("[«»“”]")
_OPENS = re.compile(r"(?:^|[\s(\[{—–’'/…-])$")
_CLOSES = re.compile(r"(?:$|[\s)\]},.;:!?…—–/-])")
_TAG_OR_SIGN = re.compile(r"(<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);)")
_NAME_OF_TAG = re.compile(r"</?\s*(\w+)")
# Inside a line. Every other tag ends it.
_INLINE = frozenset("a abbr b bdi cite dfn em i mark q s small span strong sub sup u".split())
_CODE = frozenset(["code", "pre", "kbd", "samp"])
_HIDDEN = "\ufffc"
_MARKS = frozenset("'\"«»:;?!")
_KEYBOARD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_GUILLEMETS = re.compile(r"« ?| ?»")


def set_in(language: str, text: str) -> str:
    """The same words with the marks of the language."""
    found = _changes(language, text)
    return "".join(found.get(place, sign) for place, sign in enumerate(text)) if found else text


def set_html_in(language: str, source: str) -> str:
    """The same for rich text; its tags, and what stands in them, stay as they are."""
    pieces = _TAG_OR_SIGN.split(source)
    shown = list(_shown(pieces))
    found = _changes(language, "".join(shown))
    return _replaced(pieces, shown, found) if found else source


def as_typed(text: str) -> str:
    """The text as a keyboard gives it: for comparing words that were set with words that were not."""
    return _GUILLEMETS.sub('"', text.translate(_KEYBOARD))


def in_text_of(source: str, change: Callable[[str], str]) -> str:
    """A rich text with its words changed; its tags, and signs that are written as names, stay."""
    return "".join(one if one.startswith(("<", "&")) else change(one) for one in _TAG_OR_SIGN.split(source))


def spellings(text: str) -> set[str]:
    """The text as it was typed, as a keyboard gives it and as each language sets it: for looking up a name."""
    plain = as_typed(text)
    return {text, plain, *(set_in(code, plain) for code, _name in settings.LANGUAGES)}


def _replaced(pieces: list[str], shown: list[str], found: dict[int, str]) -> str:
    done, place = [], 0
    for piece, seen in zip(pieces, shown, strict=True):
        if piece == seen:
            done += [found.get(place + number, sign) for number, sign in enumerate(piece)]
        else:
            # A tag, or a sign that is written as a name.
            done.append(found.get(place, piece) if len(seen) == 1 else piece)
        place += len(seen)
    return "".join(done)


def _shown(pieces: list[str]) -> Iterator[str]:
    """What a reader sees of each piece: of tags inside a line nothing, of others the end of the line."""
    inside_code = False
    for piece in pieces:
        name = _NAME_OF_TAG.match(piece)
        if name and name[1].lower() in _CODE:
            inside_code = not piece.startswith("</")
            yield _HIDDEN
        elif name:
            yield "" if name[1].lower() in _INLINE else "\n"
        elif inside_code:
            yield _HIDDEN * len(piece)
        elif piece.startswith("&"):
            yield unescape(piece)[:1] if len(unescape(piece)) == 1 else _HIDDEN
        else:
            yield piece


def _changes(language: str, text: str) -> dict[int, str]:
    """What takes the place of which sign."""
    marks = _marks_of(language)
    if marks is None or _MARKS.isdisjoint(text):
        return {}
    kept = set(_for_machines(text))
    found = dict(_spaces(text, marks))
    for start, line in _lines(text):
        found |= dict(_apostrophes(start, line)) | dict(_quotes(start, line, kept, marks))
    return {place: sign for place, sign in found.items() if place not in kept and text[place] != sign}


@cache
def _marks_of(language: str) -> Marks | None:
    try:
        return profile_of(language).marks
    except ModuleNotFoundError:
        return None


def _for_machines(text: str) -> Iterator[int]:
    """The places that stay as they are."""
    words = _TOKEN.finditer(text)
    spans = [found.span() for found in words if _FOR_MACHINES.search(found[0]) or has_doi(found[0])]
    for start, end in [*spans, *(found.span() for found in _CODE_IN_LINE.finditer(text))]:
        yield from range(start, end)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _apostrophes(start: int, line: str) -> Iterator[tuple[int, str]]:
    for pattern in (_INNER_APOSTROPHE,) if _OPENED.search(line) else (_INNER_APOSTROPHE, _LAST_APOSTROPHE):
        yield from ((start + found.start(), APOSTROPHE) for found in pattern.finditer(line))


def _quotes(start: int, line: str, kept: set[int], marks: Marks) -> Iterator[tuple[int, str]]:
    """Straight quotation marks, where they open and close in turn."""
    places = [place for place, sign in enumerate(line) if sign == '"' and start + place not in kept]
    if _is_certain(line, places):
        for number, place in enumerate(places):
            yield start + place, marks.closing if number % 2 else marks.opening


def _is_certain(line: str, places: list[int]) -> bool:
    """Pairs, no measure among them, none inside others, and each stands where it should."""
    if len(places) % 2 or _AFTER_MEASURE.search(line) or _OTHER_QUOTES.search(line):
        return False
    around = [(line[max(place - 1, 0) : place], line[place + 1 : place + 2]) for place in places]
    opened = all(_OPENS.match(before) and after.strip(_BLANKS + '"') for before, after in around[::2])
    return opened and all(before.strip() and _CLOSES.match(after) for before, after in around[1::2])


def _spaces(text: str, marks: Marks) -> Iterator[tuple[int, str]]:
    """A blank before such a mark, or inside guillemets, holds both together."""
    for mark, blank in marks.blank_before.items():
        pattern = rf"(?<=\S)([{_BLANKS}]*)[{_BLANKS}](?={re.escape(mark)}(?:[\s»”\"')\]!?…,.{_HIDDEN}]|$))"
        for found in re.finditer(pattern, text):
            yield found.end() - 1, blank
            yield from ((place, "") for place in range(*found.span(1)))
    for mark, blank in marks.blank_after.items():
        yield from ((found.end() - 1, blank) for found in re.finditer(rf"{re.escape(mark)}[{_BLANKS}](?=\S)", text))
