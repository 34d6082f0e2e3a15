"""The words of all entries: what a beginning may become, and what a typing error may have meant.

A process keeps the list and asks the database for what was added. It holds words of pages that not everybody may see:
what is made of it is only ever looked for, never shown, unless it was found on a page that this person may see.
"""

import bisect
import time
from collections.abc import Iterable
from itertools import zip_longest

from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.models import Word
from search.words.analysis import fold, forms, stems

MOST_LETTERS = 40
# Words that a beginning may become, and corrections that are tried.
MOST_BEGINNINGS, MOST_CORRECTIONS = 40, 6
# Words that signs join, of which one may be mistyped.
MOST_JOINED = 4
# Keys are given before a transaction is committed: what may have come late is read again.
OVERLAP = 2_000
# Seconds for which the list is not looked at again.
FRESH = 1.0
# Letters of a word from which on one, and two, may be wrong; of a shorter one two may have changed places.
SWAPPED, ONE_ERROR, TWO_ERRORS = 4, 5, 8


class _Known:
    """What this process has read."""

    last = 0
    fresh_until = 0.0
    words: list[str] = []
    seen: set[str] = set()


def forget() -> None:
    """Read all words anew when they are next asked for."""
    _Known.last, _Known.fresh_until, _Known.words, _Known.seen = 0, 0.0, [], set()


def add(texts: Iterable[str]) -> None:
    """Note the words of these texts."""
    found = {fold(word) for text in texts for word in forms(text)}
    words = {word for word in found if 2 < len(word) <= MOST_LETTERS and not word.isdigit()}
    new = sorted(words - _Known.seen)
    # In one order everywhere, so that two of them never wait for each other.
    Word.objects.bulk_create([Word(word=word) for word in new], batch_size=500, ignore_conflicts=True)
    if new:
        _Known.fresh_until = 0.0


def known() -> list[str]:
    """All words in the order of their letters; what other processes added, a second later at most."""
    if time.monotonic() < _Known.fresh_until:
        return _Known.words
    _Known.fresh_until = time.monotonic() + FRESH
    newest = Word.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if newest != _Known.last:
        # Fewer than before: this is another database.
        since, seen = (_Known.last - OVERLAP, _Known.seen) if newest > _Known.last else (0, set())
        _Known.seen = seen | set(Word.objects.filter(pk__gt=since).values_list("word", flat=True))
        _Known.words, _Known.last = sorted(_Known.seen), newest
    return _Known.words


def beginning_with(folded: str) -> list[str]:
    """Tokens of the index whose words begin so, of short words first."""
    words = known()
    start = bisect.bisect_left(words, folded)
    found = words[start : bisect.bisect_left(words, folded + "\uffff", lo=start)]
    shortest = sorted(found, key=len)[:MOST_BEGINNINGS]
    return list(dict.fromkeys(token for word in shortest for token in sorted(stems(word))))


def meant_by(typed: str) -> list[str]:
    """What may have been meant by a word, or by words that signs join: one of them is another one (l’enagement)."""
    joined = list(forms(typed))[:MOST_JOINED]
    close = [[typed.replace(one, word, 1) for word in close_to(fold(one))] for one in joined]
    # The closest of each before the next ones of any.
    return [word for row in zip_longest(*close) for word in row if word][:MOST_CORRECTIONS]


def close_to(folded: str) -> list[str]:
    """Words that differ from this one by what is easily mistyped, the closest first."""
    if len(folded) < SWAPPED or not folded.isalpha():
        return []
    errors = 2 if len(folded) >= TWO_ERRORS else 1
    # The first letter is hardly ever mistyped, and other words than were meant mostly begin with another.
    choices = [word for word in known() if word[0] == folded[0] and abs(len(word) - len(folded)) <= errors]
    if len(folded) < ONE_ERROR:
        choices = [word for word in choices if sorted(word) == sorted(folded)]
    found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=errors, limit=MOST_CORRECTIONS * 3)
    ranked = sorted(found, key=lambda one: (one[1], one[0]))
    return [word for word, _distance, _place in ranked if word != folded][:MOST_CORRECTIONS]
