"""What people wrote, in words: their answers by the questions of the event, the supports they asked for."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from events.blocks import Support
from events.models import EventPage
from events.sign_up_blocks import needs_choices
from signup.models import SignUp


def answers_in_words(sign_up: SignUp, event: EventPage) -> list[tuple[str, str]]:
    """Question and answer. A question that the event does not ask any more keeps its answer."""
    asked = {block.id: block.value for block in event.sign_up_questions}
    known = [(value["question"], _in_words(value, sign_up.answers[key])) for key, value in _answered(asked, sign_up)]
    gone = [(_("A question that is not asked any more"), _plain(sign_up.answers[key])) for key in _gone(asked, sign_up)]
    return [*known, *gone]


def _answered(asked: dict[str, Any], sign_up: SignUp) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in asked.items() if sign_up.answers.get(key)]


def _gone(asked: dict[str, Any], sign_up: SignUp) -> list[str]:
    return [key for key, answer in sign_up.answers.items() if key not in asked and answer]


def _in_words(question: StructValue, answer: str | list[str]) -> str:
    if not needs_choices(question):
        return _plain(answer)
    words = {choice.id: str(choice.value) for choice in question["choices"].bound_blocks}
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(words.get(one, str(one)) for one in chosen)


def _plain(answer: str | list[str]) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def supports_in_words(sign_up: SignUp, event: EventPage) -> list[str]:
    """Kinds of the supports that are asked for; the honorarium is not among them."""
    return [str(Support(block.value["kind"]).label) for block in event.supports if block.id in sign_up.supports]
