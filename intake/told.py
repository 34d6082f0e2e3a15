"""What became of a document, part by part, in lines of plain text: recognised, guessed, left as text."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.going_live import problems_of
from intake.confirming import unconfirmed_guesses
from intake.document import bare, plain
from intake.filling import strings_in
from intake.guesses import label_of
from intake.making import Draft

LONGEST = 160


def told_of_draft(draft: Draft) -> Iterator[str]:
    """Of a draft that is saved. What was left stands in it whole, word for word."""
    page, filling = draft.page, draft.filling
    sure = [name for name in filling.values if name not in filling.guessed]
    yield from _part(_("Recognised"), [f"{label_of(page, name)}: {_in_short(filling.values[name])}" for name in sure])
    guesses = filling.guessed.values()
    yield from _part(_("Guessed, to be confirmed"), [_guess(page, *guess[:3]) for guess in guesses])
    yield from _part(_("Left as text"), [block.text for block in filling.leftovers])
    yield from _part(_("About the document"), [str(sentence) for sentence in draft.report])
    yield from _part(_("Before it can go live"), _still_to_do(page))


def _part(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading} ({len(lines)})"
        yield from (f"  {line}" for line in lines)


def _guess(page: Page, field: str, read_as: str, passage: str) -> str:
    words = f"{label_of(page, field)}: {read_as}"
    return f"{words} ← “{passage}”" if passage and bare(passage) != bare(read_as) else words


def _in_short(value: Any) -> str:
    """A stream by how many items it has and how each begins."""
    if not isinstance(value, list):
        return Truncator(plain(str(value))).chars(LONGEST)
    firsts = [next((plain(text) for text in strings_in(block) if plain(text)), "") for _kind, block in value]
    return f"{len(value)} · " + " · ".join(Truncator(first).chars(LONGEST // 2) for first in firsts)


def _still_to_do(page: Page) -> list[str]:
    """What else keeps it a draft than the guesses, which are told above."""
    told = {problem.message for problem in unconfirmed_guesses(page)}
    return list(dict.fromkeys(problem.in_words for problem in problems_of(page) if problem.message not in told))
