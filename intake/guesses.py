"""What was read into the fields of a draft, kept so that one can tell whether a person changed it since."""

import re
from hashlib import sha256
from typing import Any

from django.utils.text import capfirst
from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.models import TermSlot
from intake.document import plain
from intake.filling import Guess

Stored = dict[str, Any]
_HREF = re.compile(r'href="([^"]*)"')


def stored_guess(page: Page, guess: Guess) -> Stored:
    """For the row beside the draft; the page is saved already, as its blocks have no names before."""
    stored = guess._asdict() | {"confirmed": False, "value": None, "items": None}
    value = _value(page, guess.field)
    if isinstance(value, StreamValue):
        stored["items"] = [
            {"id": value[place].id, "says": _print_of(value[place]), "read_as": read_as}
            for place, read_as in guess.items
        ]
    else:
        stored["value"] = value
    return stored


def standing(page: Page, guess: Stored) -> list[Stored]:
    """What the page still says as it was read, and not what a person wrote in its place; of a stream a block each."""
    now = _value(page, guess["field"])
    if guess.get("items") is not None:
        prints = {block.id: _print_of(block) for block in now} if isinstance(now, StreamValue) else {}
        return [item for item in guess["items"] if prints.get(item["id"]) == item["says"]]
    # Of drafts from before blocks were looked at one by one.
    is_as_read = bool(now) if guess["value"] is None else now == guess["value"]
    return [guess] if is_as_read else []


def stands_in(page: Page, guess: Stored) -> bool:
    return bool(standing(page, guess))


def read_as(found: list[Stored]) -> str:
    """What was read, in one line, each once."""
    return "; ".join(dict.fromkeys(one["read_as"] for one in found))


def label_of(page: Page, field: str) -> str:
    slot = slot_of(page, field)
    return slot.label if slot else capfirst(str(page._meta.get_field(field).verbose_name))


def slot_of(page: Page, field: str) -> TermSlot | None:
    """The vocabulary that a field of the form chooses terms of."""
    return next((slot for slot in getattr(page, "term_slots", []) if slot.field == field), None)


def _value(page: Page, field: str) -> object:
    """As it can be compared: terms by their keys, a stream as it is, all else as text."""
    if slot := slot_of(page, field):
        return ",".join(sorted(str(term.pk) for term in page.terms_of(slot.vocabulary)))
    value = getattr(page, field)
    return value if isinstance(value, StreamValue) else page._meta.get_field(field).value_to_string(page)


def _print_of(block: StreamValue.StreamChild) -> str:
    return sha256(_said(block.get_prep_value()["value"]).encode()).hexdigest()[:24]


def _said(value: object) -> str:
    """All that a block says. The form writes the same words with other keys, blanks and empty values."""
    if isinstance(value, dict):
        parts = {name: _said(one) for name, one in value.items() if name != "id"}
        return "".join(f"{name}={said};" for name, said in sorted(parts.items()) if said)
    if isinstance(value, list | tuple):
        return "".join(f"{_said(one)}|" for one in value)
    if isinstance(value, str):
        return "".join(f"{plain(value)}{_HREF.findall(value) or ''}".split())
    return "" if value in (None, False) else str(value)
