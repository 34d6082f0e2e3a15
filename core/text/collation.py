"""The order of words, the same whatever database is behind the site: é beside e, empty ones last."""

import unicodedata

# Letters that are no accent on another one, where the alphabet has them.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def sort_key(text: str) -> tuple[bool, str, str]:
    """By letters and numbers alone, without accents and capitals; what differs in these only stands beside it."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    letters = "".join(letter if letter.isalnum() else " " for letter in folded if not unicodedata.combining(letter))
    words = " ".join(letters.split())
    return not words, words, text
