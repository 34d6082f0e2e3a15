"""Which letters the bytes of a text stand for. What a file does not say of itself is said, never passed over.

A text that is no UTF-8 may be of Windows, of an old Mac or of DOS. It is read in the first of these in which every
letter stands where such a letter can stand, with a sentence that shows one; where none fits, it is refused. Libraries
that guess encodings (charset-normalizer) name one in any case.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.text.sentences import one_stop
from resources.spreadsheets.sheet_line import BadFile

# The first that fits is taken.
ONE_BYTE = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS (CP850)"}
# Letters of the languages of this country and their neighbours; the other letters of these sets are signs of a mistake.
LETTERS = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸšžŠŽ")
# Signs that may stand inside of a word.
WITHIN_WORDS = frozenset("’‘'–—-·\xad")
MARKS = frozenset("’‘“”«»–—…•·°§©®™€£¢×÷½¼¾±²³¹ªº¿¡‹›†\xa0\xad")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# A letter that was lost when the sheet was saved: a question mark inside of a word, not in an address.
LOST = re.compile(r"(?<![^\s,;\"(])(?![^\s,;]*[/=@])[^\W\d_]*[^\W\d_]\?[^\W\d_][^\s,;\"]*")
LINE_END = re.compile(r"[\r\n]")
AROUND = 20
NAMED = 5


class Text(NamedTuple):
    """The words of a file, and what is doubtful about them, in sentences."""

    words: str
    doubts: list[str]


def decoded(content: bytes) -> Text:
    """The text of a file. Raises `BadFile` for what is no text, and for what fits no encoding."""
    words, doubts = _decoded(content)
    lost = list(dict.fromkeys(match[0] for match in LOST.finditer(words)))[:NAMED]
    if lost:
        doubt = _("Letters were lost when the sheet was saved: %(words)s. Save it as “CSV UTF-8”, or as .xlsx.")
        doubts.append(one_stop(doubt % {"words": ", ".join(f"“{one}”" for one in lost)}))
    return Text(words, doubts)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for sign, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(sign):
            return _with(content, encoding), []
    if b"\0" in content:
        return _with(content, _wide_encoding(content)), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _of_one_byte(content: bytes) -> tuple[str, list[str]]:
    for encoding, name in ONE_BYTE.items():
        try:
            words = _with(content, encoding)
        except BadFile:
            continue
        if all(_fits(words, match.start()) for match in BEYOND_ASCII.finditer(words)):
            doubt = _(
                "The file does not say which character encoding it uses. "
                "It was read as %(name)s: “%(example)s”. Is that right?"
            )
            return words, [one_stop(doubt % {"name": name, "example": _example(words)})]
    raise BadFile(_not_text())


def _fits(words: str, place: int) -> bool:
    """Whether this sign can stand here: no capital after a small letter, no mark between two letters."""
    sign, before, after = words[place], words[place - 1 : place], words[place + 1 : place + 2]
    if sign.isalpha():
        return sign in LETTERS and not (sign.isupper() and before.islower())
    return sign in MARKS and (sign in WITHIN_WORDS or not (before.isalpha() and after.isalpha()))


def _example(words: str) -> str:
    """Some words around the first sign in doubt, out of its own line."""
    found = BEYOND_ASCII.search(words)
    place = found.start() if found else 0
    before = LINE_END.split(words[max(0, place - AROUND) : place])[-1]
    after = LINE_END.split(words[place : place + AROUND])[0]
    return (before + after).strip()


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without its sign: every other byte of plain letters is zero."""
    start = content[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 8 or min(even, odd) > max(even, odd) // 4:
        raise BadFile(_not_text())
    return "utf-16-le" if odd > even else "utf-16-be"


def _with(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(_not_text()) from error
    if "\0" in text or sum(text.count(letter) for letter in "\x01\x02\x03\x04\x05\x06") > 3:
        raise BadFile(_not_text())
    return text


def _not_text() -> str:
    return _("This is not a text file with columns. Save the sheet as .xlsx, or as “CSV UTF-8”.")
