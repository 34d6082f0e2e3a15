"""What a person typed into a search, made harmless: the one cleaner in front of every search, public or not."""

import unicodedata

from core.text.cleaning import cleaned

MAX_CHARACTERS = 200
JOINERS = "\u200b\u200c\u200d"
# In the admin Wagtail hands the words on to the engine of the database as they are: a quotation mark ends the quotation
# there that the engine puts around them, and a backslash takes the sense of what follows.
SIGNS_OF_ENGINES = str.maketrans(dict.fromkeys('"\\', " "))


def plain(text: object) -> str:
    """The text on one line without control characters, not longer than a question may be."""
    cut = cleaned(str(text or "")[: MAX_CHARACTERS * 4])
    return " ".join("".join(_harmless(sign) for sign in cut).split())[:MAX_CHARACTERS].strip()


def without_signs(text: object) -> str:
    """The same without the signs that mean something to an engine: for searches that do not take words apart."""
    return " ".join(plain(text).translate(SIGNS_OF_ENGINES).split())


def _harmless(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        # What is left of them after cleaning parts words in the index.
        return sign if sign in JOINERS else ""
    return " " if category[0] == "C" else sign
