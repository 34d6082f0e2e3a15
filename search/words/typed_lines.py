"""Words that staff write for search, one row of words on each line: how they are read, and what is wrong with them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text.sentences import one_stop
from search.words.analysis import fold, forms, is_stop_word

MOST_LINES, MOST_WORDS, MOST_LETTERS = 30, 10, 100


def row_of(text: str) -> tuple[str, ...]:
    """The words that mean something: “people with lived experience” and “people lived experience” are one."""
    folded = [fold(word) for word in forms(text)]
    return tuple(word for word in folded if not is_stop_word(word)) or tuple(folded)


def lines_of(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def check_lines(text: str, at_least: int = 1) -> str:
    """The lines, tidied; says in words which of them search could not use."""
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise ValidationError(_("There are more than %(most)d lines.") % {"most": MOST_LINES})
    known: dict[tuple[str, ...], str] = {}
    for line in lines:
        row = row_of(line)
        _check_line(line, row)
        if row in known:
            names = {"line": line, "other": known[row]}
            raise ValidationError(
                _("“%(line)s” and “%(other)s” are the same for search. Leave one of them out.") % names
            )
        known[row] = line
    if len(lines) < at_least:
        raise ValidationError(_("Write at least two lines of words with the same meaning."))
    return "\n".join(lines)


def _check_line(line: str, row: tuple[str, ...]) -> None:
    if not row:
        raise ValidationError(one_stop(_("There is no word in “%(line)s”.") % {"line": line[:MOST_LETTERS]}))
    if len(line) > MOST_LETTERS or len(row) > MOST_WORDS:
        sentence = _("“%(line)s …” is too long: a line can have at most %(words)d words and %(letters)d letters.")
        sizes = {"line": line[:30], "words": MOST_WORDS, "letters": MOST_LETTERS}
        raise ValidationError(sentence % sizes)
