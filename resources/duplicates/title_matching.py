"""What counts of a title when two are compared: words, numbers and edition, not case, accents, order or small words."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple, Self

from rapidfuzz.distance import OSA

from core.i18n.profiles import profiles, words_in_all_languages

_UPDATED = re.compile(r"\bmise? a jour\b")
_SPELLINGS = {"programme": "program", "programmes": "programs"}


@cache
def _numbered(name: str) -> dict[str, str]:
    """The number that a word stands for."""
    groups = (enumerate(getattr(profile, name), start=1) for profile in profiles())
    return {word: str(number) for group in groups for number, words in group for word in words}


class Title(NamedTuple):
    """What counts of a title: its words in no order, its numbers, and the number of its edition, if any."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    edition: str
    squeezed: str

    @classmethod
    def of(cls, text: str) -> Self:
        plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = _UPDATED.sub("updated", re.sub(r"['’]s\b", "s", plain))
        tokens = _with_digits(re.findall(r"[^\W\d_]+|\d+", plain))
        edition, tokens = _take_edition(tokens)
        words = [_SPELLINGS.get(token, token) for token in tokens if not token.isdigit()]
        small = words_in_all_languages("small_words", "edition_words")
        kept = [word for word in words if word not in small] or words
        numbers = (token.lstrip("0") or "0" for token in tokens if token.isdigit())
        return cls(tuple(sorted(kept)), tuple(sorted(numbers)), edition, "".join(kept))

    @property
    def sorted(self) -> str:
        return " ".join(self.words)

    def is_like(self, other: "Title") -> bool:
        if not (self.words or self.numbers) or self.numbers != other.numbers:
            return False
        if self.edition and other.edition and self.edition != other.edition:
            return False
        return self.squeezed == other.squeezed or _only_misspelt(self.words, other.words)


def _with_digits(tokens: list[str]) -> list[str]:
    """“Part II” and “part two” as “part 2”."""
    before = ["", *tokens]
    return [
        _numbered("numbers").get(token, token) if previous in words_in_all_languages("numbered_words") else token
        for previous, token in zip(before, tokens, strict=False)
    ]


def _take_edition(tokens: list[str]) -> tuple[str, list[str]]:
    """The number of the edition (“2nd edition”, “edition 2”, “deuxième édition”), and the other words."""
    for at, token in enumerate(tokens):
        if token not in {"edition", "ed"}:
            continue
        suffix = at > 1 and tokens[at - 1] in {"st", "nd", "rd", "th", "e", "eme", "re", "ere"}
        place = at - 2 if suffix else at - 1
        if place >= 0 and (number := _small_number(tokens[place])):
            return number, tokens[:place] + tokens[at:]
        if at + 1 < len(tokens) and (number := _small_number(tokens[at + 1])):
            return number, tokens[: at + 1] + tokens[at + 2 :]
    return "", tokens


def _small_number(token: str) -> str:
    """Of an edition, not of a year."""
    return _numbered("ordinals").get(token) or (token if token.isdigit() and len(token) < 3 else "")


def _only_misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """All words are the same but for two at most, and these differ by a letter."""
    ours, theirs = list((Counter(one) - Counter(other)).elements()), list((Counter(other) - Counter(one)).elements())
    if not ours and not theirs:
        return bool(one)
    if len(ours) != len(theirs) or len(ours) > 2 or len(ours) * 2 > len(one):
        return False
    return all(_by_a_letter(*pair) for pair in zip(sorted(ours), sorted(theirs), strict=True))


def _by_a_letter(one: str, other: str) -> bool:
    """A slip of the pen or a plural. Short words and first letters must be the same: “men” is not “women”."""
    short, long = sorted((one, other), key=len)
    if long == f"{short}s" and len(short) > 3:
        return True
    return len(short) > 4 and len(long) > 5 and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) <= 1
