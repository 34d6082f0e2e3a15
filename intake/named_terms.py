"""Terms of the site's vocabularies that a document names: in lines such as “Topics: …”, as its keywords, in its title.

Each is a guess. What is a term of two vocabularies, or two terms where one is to be chosen, is not guessed.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import Term, TermSlot, Vocabulary
from core.models.terms import known_terms
from intake.document import PARAGRAPH, Block, Document, words_apart
from intake.finders.letters import with_leads
from intake.finders.named_parts import folded
from intake.finders.running_sentences import cue, is_running, sentences_in
from intake.finders.sessions import Line, lines_of_terms
from intake.outline import outline_of

KEYWORDS = "keywords"
# A line with a label is about terms where it is no longer than this, else where it names one.
LONGEST_LIST = 120
# So many pieces a name is written in, at most.
MOST_PIECES = 5
# Letters of a name that is looked for in a title.
SHORTEST_IN_TITLE = 4
# Of which language a title speaks says nothing of the language of the document.
NOT_IN_TITLES = frozenset([Vocabulary.LANGUAGE])
# In everyday words the kind of a resource and the kind of an event are both its type.
ALSO = {"type": ("type", "event-type")}
_AND = re.compile(r"\s+(?:and|et|&)\s+")


class Named(NamedTuple):
    """Terms that a passage names, and its words that name none."""

    passage: str
    words: list[str]
    terms: list[Term]
    rest: list[str]
    # Of a line: its label as it is written, what it is about, and the block that it is.
    label: str = ""
    about: str = ""
    block: Block | None = None


class NamedTerms:
    """What a document says in terms of the vocabularies that a kind of page is described by."""

    def __init__(self, page_class: type[Page], document: Document) -> None:
        self.slots: list[TermSlot] = getattr(page_class, "term_slots", [])
        self.names = _names({slot.vocabulary for slot in self.slots})
        self.lines = [one for line in lines_of_terms(document.blocks) if (one := self._of_line(line))]
        self.keywords = self._named(", ".join(document.keywords), document.keywords, self._vocabularies(KEYWORDS))
        self.title = self._of_title(document)
        self.sentences = list(self._of_sentences(document))

    @property
    def taken(self) -> set[int]:
        """Which blocks say nothing else, by their identity."""
        return {id(one.block) for one in self.lines}

    @property
    def all(self) -> list[Named]:
        return [*self.lines, self.keywords, self.title, *self.sentences]

    @property
    def words_of_sentences(self) -> list[tuple[str, str]]:
        """What running sentences say of terms, each with its sentence."""
        return [(one.passage, one.words[0]) for one in self.sentences]

    # Reading

    def _vocabularies(self, label: str) -> set[str]:
        own = {slot.vocabulary for slot in self.slots}
        return own if label == KEYWORDS else own & set(ALSO.get(label, (label,)))

    def _of_line(self, line: Line) -> Named | None:
        named = self._named(line.block.text, words_apart(line.text), self._vocabularies(line.label))
        if not named.terms and len(line.text) > LONGEST_LIST:
            return None
        said = line.block.text.removesuffix(line.text).rstrip(" :\u00a0\u202f")
        return named._replace(label=said, about=line.label, block=line.block)

    def _named(self, passage: str, words: list[str], vocabularies: set[str]) -> Named:
        """Names may hold what else stands between them: the longest run of words that is a name counts."""
        terms: list[Term] = []
        rest: list[str] = []
        place = 0
        while place < len(words):
            ends = range(min(len(words), place + MOST_PIECES), place, -1)
            runs = ((end, self._called(", ".join(words[place:end]), vocabularies)) for end in ends)
            end, found = next(((end, term) for end, term in runs if term), (place + 1, None))
            parts = [(words[place], found)] if found else self._two_in_one(words[place], vocabularies)
            terms += [term for _words, term in parts if term]
            rest += [part for part, term in parts if not term]
            place = end
        return Named(passage, words, list(dict.fromkeys(terms)), rest)

    def _two_in_one(self, words: str, vocabularies: set[str]) -> list[tuple[str, Term | None]]:
        """“Youth and families”, where one of the two is a name at least."""
        parts = [(part, self._called(part, vocabularies)) for part in _AND.split(words)]
        return parts if any(term for _part, term in parts) else [(words, None)]

    def _called(self, words: str, vocabularies: set[str]) -> Term | None:
        found = {term for term in self.names.get(folded(words), ()) if term.vocabulary in vocabularies}
        return found.pop() if len(found) == 1 else None

    def _of_title(self, document: Document) -> Named:
        title = outline_of(document).title
        vocabularies = {slot.vocabulary for slot in self.slots} - NOT_IN_TITLES
        words = f" {folded(title.text)} " if title else ""
        terms: list[Term] = []
        for name in sorted(self.names, key=len, reverse=True):
            if len(name) >= SHORTEST_IN_TITLE and f" {name} " in words:
                found = self._called(name, vocabularies)
                terms += [found] if found else []
                # What stands inside of a longer name is no name of its own.
                words = words.replace(f" {name} ", " | ")
        return Named(title.text if title else "", [], terms, [])

    def _of_sentences(self, document: Document) -> Iterator[Named]:
        """Pieces of running sentences that are the name of a term and nothing else: “English, PDF.”, “A report.”"""
        vocabularies = {slot.vocabulary for slot in self.slots}
        for sentence in (
            one for block in with_leads(document.blocks) if is_running(block) for one in sentences_in(block)
        ):
            text = sentence.text
            for piece in [*re.split(r"[,;:()]|(?=[“\"«])", text), *re.split(r"[;:()]", text)]:
                words = cue("before_term").sub("", piece.strip(" .")).strip()
                if words and (term := self._called(words, vocabularies)):
                    yield Named(text, [words], [term], [])

    # What is chosen

    def chosen(self) -> Iterator[tuple[TermSlot, list[Term], str]]:
        """For each vocabulary the terms, and the passages that name them."""
        for slot in self.slots:
            told = [one for one in self.all if any(term.vocabulary == slot.vocabulary for term in one.terms)]
            terms = [term for one in told for term in one.terms if term.vocabulary == slot.vocabulary]
            terms = list(dict.fromkeys(terms))
            if terms and not (slot.single and len(terms) > 1):
                yield slot, terms, " … ".join(dict.fromkeys(one.passage for one in told))

    def keywords_of_text(self) -> list[str]:
        return [word for one in self.lines if one.about == KEYWORDS for word in one.words]

    def left(self, has_keywords: bool) -> Iterator[Block]:
        """Words that name no term that could be chosen, with their label. `has_keywords`: these have a field."""
        chosen = {term for _slot, terms, _passage in self.chosen() for term in terms}
        said: set[str] = set()
        for one in [*self.lines, self.keywords]:
            rest = [*one.rest, *(term.label for term in one.terms if term not in chosen)]
            # The keywords of a file mostly stand in its text as well.
            rest = [word for word in rest if folded(word) not in said]
            said |= set(map(folded, rest))
            if has_keywords and one.about in {KEYWORDS, ""}:
                continue
            if one.block is not None and not one.terms:
                yield one.block
            elif rest:
                yield Block(PARAGRAPH, escape(f"{one.label or _('Keywords')}: {', '.join(rest)}", quote=False))


def _names(vocabularies: set[str]) -> dict[str, set[Term]]:
    """Every name that a term goes by in any language, also other words for it; nothing that nobody approved."""
    found: dict[str, set[Term]] = {}
    for term in known_terms().values():
        if term.vocabulary in vocabularies and not term.merged_into_id:
            for words in term.all_words:
                for name in words.splitlines():
                    if key := folded(name):
                        found.setdefault(key, set()).add(term)
    return found
