"""How easy a text is to read, from 0 to 100: by Flesch in English, by Kandel and Moles in French."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from quality.language_words import QualityWords
from quality.page_reading import Reading

# What is shorter says nothing of how it is written.
LEAST_WORDS = 120
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


class Measured(NamedTuple):
    ease: float
    hardest: tuple[str, ...]


def words_in(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences_in(text: str) -> list[str]:
    """A stop ends one if a capital or nothing follows; that of “Dr.” or of “J. Smith” does not."""
    ends = [match.end() for match in re.finditer(r"[.!?…]+[”»\"')\]]*(?=[\s\u00a0\u202f]+[«“\"(]?\s?[A-ZÀ-Þ\d])", text)]
    ends = [end for end in ends if not _is_short_form(text[:end])]
    return [one for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if (one := text[start:end].strip())]


_SHORT_FORM = re.compile(r"(?:^|[\s(«“])(?:[A-ZÀ-Þ]|Dr|Mr|Mrs|Ms|St|No|vs|cf|pp|al|e\.g|i\.e|Mme|p\.\sex|M)\.$")


def _is_short_form(text: str) -> bool:
    return bool(_SHORT_FORM.search(text[-12:]))


def syllables(word: str, words: QualityWords) -> int:
    """Groups of vowels, without those at the end that are not spoken."""
    spoken = words.silent.sub("", word.lower())
    return max(1, len(words.vowels.findall(spoken)))


def prose_of(reading: Reading) -> list[str]:
    """The paragraphs that somebody reads on: no heading, no quotation, no bare item of a list."""
    parts = (part for text in reading.texts if text.is_prose for part in text.parts)
    return [part.words for part in parts if not part.level and not part.is_quoted and _is_sentence(part.words)]


def _is_sentence(words: str) -> bool:
    return bool(re.search(r"[.!?…][”»\"')\]\s]*$", words))


def measured(paragraphs: Iterable[str], words: QualityWords) -> Measured | None:
    """None where there is too little to say."""
    sentences = [one for paragraph in paragraphs for one in sentences_in(paragraph)]
    found = [word for sentence in sentences for word in words_in(sentence)]
    if len(found) < LEAST_WORDS:
        return None
    spoken = {word: syllables(word, words) for word in found}
    whole, by_length, by_syllables = words.ease
    total = sum(spoken[word] for word in found)
    ease = whole - by_length * len(found) / len(sentences) - by_syllables * total / len(found)
    # A capital inside a sentence is a name, which nobody can replace.
    plain = {word.lower(): count for word, count in spoken.items() if word.islower()}
    hardest = sorted((word for word in plain if plain[word] > 3), key=lambda word: (-plain[word], word))
    return Measured(ease, tuple(hardest[:5]))
