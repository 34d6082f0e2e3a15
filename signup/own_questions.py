"""What an event asks of those who sign up, as fields of a form. Answers are kept by the ids of blocks, which are the
same in every language of the event.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.blocks import StructValue
from wagtail.rich_text import get_text_for_indexing

from core.typed_fields import WordsField
from events.blocks import Support
from events.models import EventPage
from events.sign_up_blocks import Answered, needs_choices

LONGEST_LINE = 300
LONGEST_TEXT = 3_000
QUESTION = "question-"
# What is there for everybody, and nobody has to ask for.
FOR_ALL = {Support.PRIVACY, Support.CRISIS_LINE, Support.MASKS}
# A field of the form that has choices, and those that are chosen.
Choice = tuple[str, str | SafeString]


def question_fields(event: EventPage) -> dict[str, forms.Field]:
    """The fields of the event's own questions, by name."""
    made = ((f"{QUESTION}{block.id}", _field(block.value)) for block in event.sign_up_questions)
    return {name: field for name, field in made if field is not None}


def answers_in(given: dict[str, Any]) -> dict[str, Any]:
    """By the ids of questions."""
    return {name.removeprefix(QUESTION): value for name, value in given.items() if name.startswith(QUESTION)}


def as_given(answers: dict[str, Any]) -> dict[str, Any]:
    """The other way round, for a form that is filled in."""
    return {f"{QUESTION}{key}": value for key, value in answers.items()}


def _field(asked: StructValue) -> forms.Field | None:
    words: dict[str, Any] = {
        "label": asked["question"],
        "help_text": asked.get("help") or "",
        "required": bool(asked.get("is_required")),
    }
    if needs_choices(asked):
        return _choice_field(asked, words)
    if asked["kind"] == Answered.TEXT:
        return WordsField(max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 4}), **words)
    return WordsField(max_length=LONGEST_LINE, **words)


def _choice_field(asked: StructValue, words: dict[str, Any]) -> forms.Field | None:
    choices = choices_of(asked)
    if not choices:
        return None
    if asked["kind"] == Answered.ONE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)


def choices_of(asked: StructValue) -> list[tuple[str, str]]:
    """The answers that can be chosen, with their ids."""
    return [(child.id, _plain(child.value)) for child in asked["choices"].bound_blocks]


def _plain(value: Any) -> str:
    """A line of an answer stands in a label, where no link can stand."""
    return str(get_text_for_indexing(value.source)).strip()


def supports_offered(event: EventPage) -> Iterator[tuple[str, StructValue]]:
    """Those that one can ask for, with the ids of their blocks."""
    for block in event.supports:
        if block.value.get("kind") not in FOR_ALL:
            yield block.id, block.value


def support_choices(event: EventPage, note_on_honorarium: str = "") -> list[Choice]:
    return [(key, _support_words(value, note_on_honorarium)) for key, value in supports_offered(event)]


def _support_words(value: StructValue, note_on_honorarium: str) -> str | SafeString:
    label = Support(value["kind"]).label if value["kind"] in Support.values else value["kind"]
    note = note_on_honorarium if value["kind"] == Support.HONORARIUM else ""
    more = ". ".join(filter(None, [(value.get("amount") or "").rstrip("."), note]))
    return format_html("{} <small>{}</small>", label, more) if more else str(label)


def honoraria(event: EventPage) -> set[str]:
    """Ids of the supports that few may know about."""
    return {key for key, value in supports_offered(event) if value["kind"] == Support.HONORARIUM}
