"""Words: better ones, acronyms, sentences and texts that are hard to read."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.models.glossary import meanings_in
from core.models.preferred_words import better_words
from core.text.better_words import offers_in
from quality.checking import Aim, Check, Finding, check
from quality.language_words import quality_words
from quality.page_reading import Reading
from quality.readability import measured, prose_of, sentences_in, words_in

LONGEST_SENTENCE = 45
_ACRONYM = re.compile(r"(?<![\w&/.’'-])([A-ZÀ-Þ][A-ZÀ-Þ&]{1,5})s?(?![\w&/’'-]|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")


@check
class BetterWords(Check):
    code = "better_words"
    name = _("Word for which the network has a better one")
    says = _("Instead of “%(found)s” the network says “%(preferred)s”, except in quotations.")
    why = _("Some words hurt the people they are about, and others are understood by few.")
    mend = _("Press “Replace” below the text. The list stands in the admin under Better words.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        words = better_words(reading.language)
        for text in reading.texts if words else ():
            for offer in offers_in(text.words, words):
                yield self.found(text.place, found=offer.found, preferred=offer.better.preferred)


@check
class UnknownAcronym(Check):
    code = "acronym"
    name = _("Acronym that nothing explains")
    says = _("“%(acronym)s” is neither in the glossary nor written out on this page.")
    why = _("Whoever is new does not know what it means, and few ask.")
    mend = _("Write it out where it first stands, with the acronym in brackets; or add it to the glossary.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        words = quality_words(reading.language)
        if not words:
            return
        known = words.known_acronyms | {short for short, _meaning in meanings_in(reading.language)}
        for text in reading.texts:
            for part in text.parts if text.is_prose else ():
                for acronym in _acronyms(part.words):
                    if acronym not in known and not _is_written_out(acronym, reading.all_words):
                        known = known | {acronym}
                        yield self.found(text.place, acronym=acronym)


def _acronyms(text: str) -> list[str]:
    """Words in capitals, where not everything is in capitals."""
    found = [match[1] for match in _ACRONYM.finditer(text) if not _ROMAN.fullmatch(match[1])]
    capitals = [word for word in words_in(text) if word.isupper() and len(word) > 1]
    return found if len(capitals) * 2 < len(words_in(text)) else []


def _is_written_out(acronym: str, text: str) -> bool:
    """“Harm reduction (HR)”, “HR (harm reduction)”, “(HR, …”."""
    short = re.escape(acronym)
    return bool(re.search(rf"\([^()]*\b{short}s?\b[^()]*\)|\b{short}s?\s*(?:\(|[–—:]\s|, (?:or|ou)\b)", text))


@check
class LongSentence(Check):
    code = "long_sentence"
    name = _("Very long sentence")
    says = _("A sentence of %(count)s words: “%(beginning)s …”")
    why = _("By its end most readers have lost its beginning, above all those who read in another language.")
    mend = _("Make two of it, or a list.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for text in reading.texts:
            for part in text.parts if text.is_prose else ():
                for sentence in [] if part.level or part.is_quoted else sentences_in(part.words):
                    count = len(words_in(sentence))
                    if count > LONGEST_SENTENCE:
                        beginning = " ".join(sentence.split()[:8])
                        yield self.found(text.place, count=count, beginning=beginning)


@check
class HardToRead(Check):
    code = "reading_level"
    name = _("Harder to read than the section wants")
    says = _("The page is hard to read (%(ease)s of 100; the section wants %(aim)s or more). Hard words: %(words)s")
    why = _("Half of all adults read with effort. What is easy to read is read by experts, too.")
    mend = _("Shorter sentences and everyday words help most. Explain what has to stay.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        words = quality_words(reading.language)
        if not aim.ease or not words:
            return
        found = measured(prose_of(reading), words)
        if found and found.ease < aim.ease:
            place = next(text.place for text in reading.texts if text.is_prose)
            ease, hard = max(0, round(found.ease)), ", ".join(found.hardest) or "–"
            yield self.found(place, ease=ease, aim=aim.ease, words=hard)
