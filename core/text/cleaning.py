"""Text as it was meant: without what programs slip into it when words are copied out of them.

Called at every door by which words come in: forms, pages (and so their blocks and translations), sheets, passages that
are translated. What a language or a script needs stays: French no-break spaces, joiners of Arabic, Persian and Indic
letters and of emoji, marks of direction beside letters that run to the left, apostrophes that are letters (ʼ).
"""

import re
import unicodedata
from html import unescape

# Signs that say nothing anywhere: soft hyphens, marks of the order of bytes, joiners of words, unseen mathematics.
_NOTHING = dict.fromkeys([0x00AD, 0xFEFF, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x180E])
# Two letters that a font draws as one: ﬁ, ﬂ and the like.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_REPLACED = str.maketrans({**_NOTHING, **_LIGATURES, 0x2028: "\n", 0x2029: "\n"})
# Scripts whose letters take another form where a joiner says so; those that put no blanks between words.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_WITHOUT_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_TO_THE_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = re.compile(
    f"(?<![{_JOINING}])\u200c|(?<![{_JOINING}{_EMOJI}])\u200d|(?<![{_WITHOUT_BLANKS}])\u200b|\u200b(?![{_WITHOUT_BLANKS}])"
)
# A blank that holds two signs together belongs beside the marks of French, inside of a number and before its unit.
_NO_BREAK = re.compile("(?<!«)[\u00a0\u2007\u202f](?![:;!?»%€])(?!(?<=\\d.)[\\d$°‰])")
_TAG = re.compile(r"(<[^>]*>)")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|nbsp|shy|zwj|zwnj|lrm|rlm);", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The same words, in normal form C."""
    if text.isascii():
        return text
    text = _JOINERS.sub("", unicodedata.normalize("NFC", text.translate(_REPLACED)))
    if not _TO_THE_LEFT.search(text):
        text = _DIRECTIONS.sub("", text)
    return _NO_BREAK.sub(" ", text)


def cleaned_html(source: str) -> str:
    """The same for rich text; its markup stays as it is."""
    if source.isascii() and "&" not in source:
        return source
    parts = _TAG.split(source)
    return "".join(part if part.startswith("<") else cleaned(_ENTITY.sub(_sign, part)) for part in parts)


def _sign(entity: re.Match[str]) -> str:
    """The sign itself, unless it would be read as markup."""
    sign = unescape(entity[0])
    return entity[0] if sign in {"<", ">", "&", '"', "'"} else sign
