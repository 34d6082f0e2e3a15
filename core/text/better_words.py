"""Words in a text for which the network has better ones. The form finds them the same way (static/js/better-words.js);
both are held to tests/core/word_offers.json."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class BetterWord(NamedTuple):
    """What to write instead of a word, and why (or "")."""

    avoided: str
    preferred: str
    reason: str = ""


class Offer(NamedTuple):
    """A word as it stands in the text, and what the network says instead."""

    found: str
    better: BetterWord


def as_compared(words: str) -> str:
    """Capitals, kinds of apostrophes and kinds of spaces make no other word."""
    return re.sub(r"\s+", " ", words.replace("’", "'")).strip().lower()


def offers_in(text: str, words: Iterable[BetterWord]) -> list[Offer]:
    """Whole words only, in the order of the text, each once. The longest of those that begin at one place counts.

    What stands inside the preferred words themselves is right: “people who use drugs”, with “drugs” in the list.
    """
    known = {as_compared(word.avoided): word for word in words}
    if not known:
        return []
    right = sorted({as_compared(word.preferred) for word in known.values()}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:({_any_of(right)})|({_any_of(sorted(known, key=len, reverse=True))}))(?!\w)")
    compared = text.replace("’", "'")
    # Lower case may have another length ("İ"); what is found is cut from the text by its place.
    lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in compared)
    found: dict[str, str] = {}
    for match in pattern.finditer(lowered):
        if match[2] is not None:
            found.setdefault(as_compared(match[2]), text[match.start() : match.end()])
    return [Offer(written, known[key]) for key, written in found.items()]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
