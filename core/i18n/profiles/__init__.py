"""What the code itself has to know of a language, besides the words of its catalogue and its formats of dates.

A module for each language of the site, named by its code, with one `PROFILE`. Rules that read what people write (a link
text that says nothing, “yes” in a sheet, small words of a title) take the words of all languages together: pages,
sheets and titles are not written in one language only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.conf import settings


@dataclass(frozen=True)
class ServerErrorText:
    """The page for an error of ours, which must not ask the catalogue: it may be what failed."""

    title: str
    apology: str
    # Leads to the front page, and ends the apology.
    front_page: str
    number: str


@dataclass(frozen=True)
class Marks:
    """How a printer sets what keyboards have one key for; blanks that hold a mark beside its word, by the mark."""

    opening: str
    closing: str
    blank_before: dict[str, str] = field(default_factory=dict)
    blank_after: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DocumentWords:
    """How documents of a language name their parts; without accents, in lower case."""

    # Headings by what stands below them, labels before a colon by what follows, roles of people by their part.
    headings: dict[str, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, frozenset[str]] = field(default_factory=dict)
    # The same for labels before the names of terms, by the vocabulary; “keywords” may be of any.
    vocabularies: dict[str, frozenset[str]] = field(default_factory=dict)
    # Lines of the site around a text that was copied from a page.
    site_lines: frozenset[str] = frozenset()
    # Zones by the names that people give them.
    zones: dict[str, str] = field(default_factory=dict)
    # What joins the two ends of a span; words for meeting at a distance; words in names of organisations.
    until: frozenset[str] = frozenset()
    online: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    # What joins the last item of a list in running text.
    list_joins: frozenset[str] = frozenset()
    # Letters behind a name in lower case, with their stops; pronouns.
    credentials: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    # Before the name of whoever led a session, in a sentence, by their part.
    led_by: dict[str, frozenset[str]] = field(default_factory=dict)
    # What says that a sentence is about the film of a session.
    films: frozenset[str] = frozenset()
    # Before the subject line that a mail shall have.
    subject_lines: frozenset[str] = frozenset()
    # Before a time that is not exact.
    about: frozenset[str] = frozenset()
    # Patterns by which facts are known in running sentences (intake/finders/running_sentences.py), by what they say.
    cues: dict[str, str] = field(default_factory=dict)
    # Words that may stand around such facts and say nothing more, besides the stop words.
    around_facts: frozenset[str] = frozenset()
    # Words in the name of a file that say nothing of what is in it.
    empty_file_names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LanguageProfile:
    """One language."""

    # The address of the search page below the language's prefix. No translated string: an address must not depend on
    # a catalogue being complete.
    search_path: str
    # The locale file of CSL, and what stands for a missing date, by style.
    citation_locale: str
    no_date: dict[str, str]
    # Whether citeproc writes days and months of this language as it should.
    cites_full_dates: bool
    server_error: ServerErrorText
    # Whole link texts that say nothing, in lower case and without punctuation.
    vague_link_texts: frozenset[str]
    # Words in the local part of a mailbox by which one knows a desk, without accents.
    desk_words: frozenset[str]
    # What may stand in one copy of a title and not in the other; words that name an edition, ordinals and numbers from
    # one on, and the words that a number follows. Without accents.
    small_words: frozenset[str]
    edition_words: frozenset[str]
    ordinals: tuple[frozenset[str], ...]
    numbers: tuple[frozenset[str], ...]
    numbered_words: frozenset[str]
    # For search. How snowballstemmer calls the language; words that say too little to look for, without accents; what
    # is left out before an apostrophe (l', d'); the word for “&”.
    stemmer: str
    stop_words: frozenset[str]
    elisions: frozenset[str]
    and_word: str
    # Words in a row by which people in a crisis look for help; staff may write others.
    crisis_words: frozenset[str]
    # What people write in a sheet for yes and no.
    yes: frozenset[str]
    no: frozenset[str]
    # A time of day that is a word, and what stands between a day and its time.
    noon: frozenset[str]
    midnight: frozenset[str]
    at: frozenset[str]
    # What a heading of a sheet calls the thing that a row is about, without accents: it says nothing of the column.
    thing_words: frozenset[str]
    # Other words for the groups of findings that have a column of their own, by the name of the column.
    group_names: dict[str, tuple[str, ...]]
    # Without them texts stay as they were typed.
    marks: Marks | None = None
    documents: DocumentWords = field(default_factory=DocumentWords)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


def in_order(text: str) -> tuple[frozenset[str], ...]:
    """The words for one, for two, …: groups with a stroke between them."""
    return tuple(words(group) for group in text.split("|"))


@cache
def profile_of(code: str) -> LanguageProfile:
    """Raises ModuleNotFoundError for a language without a profile; `manage.py check` says so first."""
    return import_module(f"{__name__}.{code.replace('-', '_')}").PROFILE


def profiles() -> Iterator[LanguageProfile]:
    """Of every language of the site, in the order of LANGUAGES."""
    return (profile_of(code) for code, _name in settings.LANGUAGES)


@cache
def words_in_all_languages(*names: str) -> frozenset[str]:
    """The words of these fields of every profile."""
    return frozenset().union(*(getattr(profile, name) for profile in profiles() for name in names))
