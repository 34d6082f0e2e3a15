"""Reads the texts of the demo site, and gives them the shapes that pages are made of."""

import datetime
import json
import uuid
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import yaml
from django.utils import timezone

HERE = Path(__file__).parent
NAMESPACE = uuid.UUID("6f1c1f0e-52ab-4c39-9a53-1d2f7f0b6f55")
RESOURCE_FILES = ["resources-1", "resources-2", "resources-3", "resources-4"]


@cache
def read(name: str) -> Any:
    """One of the YAML files beside this module."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def resources() -> list[dict[str, Any]]:
    return [item for name in RESOURCE_FILES for item in read(name)]


def in_french(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its French words in the place of the English ones."""
    return _merged({key: value for key, value in item.items() if key != "fr"}, item["fr"])


def _merged(first: Any, second: Any) -> Any:
    if isinstance(first, dict) and isinstance(second, dict):
        return {key: _merged(first.get(key), second[key]) if key in second else first[key] for key in first | second}
    if isinstance(first, list) and isinstance(second, list) and first and isinstance(first[0], dict):
        rest = second + [None] * (len(first) - len(second))
        return [_merged(one, other) for one, other in zip(first, rest, strict=False)]
    return deepcopy(first if second is None else second)


def rich(text: str | None) -> str:
    """Markdown as the HTML of a rich text field."""
    html = markdown.markdown((text or "").strip(), extensions=["sane_lists"])
    for old, new in (("strong>", "b>"), ("em>", "i>")):
        html = html.replace(old, new)
    return html


def day(offset: int, keep_weekend: bool = False) -> datetime.date:
    """The day so many days from today; a Saturday or Sunday becomes the Monday after."""
    date = timezone.localdate() + datetime.timedelta(days=offset)
    weekend = date.weekday() - 4
    return date if keep_weekend or weekend <= 0 else date + datetime.timedelta(days=3 - weekend)


def clock(text: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(text) if text else None


class Stream:
    """Builds the raw value of a StreamField. Ids follow from page, field and place: the same in every run."""

    def __init__(self, page: str, field: str, block_type: str) -> None:
        self.key = f"{page}:{field}"
        self.block_type = block_type

    def id(self, *places: Any) -> str:
        return str(uuid.uuid5(NAMESPACE, ":".join([self.key, *map(str, places)])))

    def of(self, values: list[Any]) -> str:
        rows = [
            {"type": self.block_type, "value": self._filled(value, place), "id": self.id(place)}
            for place, value in enumerate(values)
        ]
        return json.dumps(rows)

    def _filled(self, value: Any, *places: Any) -> Any:
        """Lists inside a block become list items with ids."""
        if isinstance(value, ItemList):
            return [
                {"type": "item", "value": self._filled(one, *places, place), "id": self.id(*places, "item", place)}
                for place, one in enumerate(value)
            ]
        if isinstance(value, dict):
            return {name: self._filled(one, *places, name) for name, one in value.items()}
        return value


class ItemList(list):
    """The value of a ListBlock."""


def mixed(page: str, field: str, rows: list[tuple[str, Any]]) -> str:
    """A stream whose blocks are of several types."""
    maker = Stream(page, field, "")
    return json.dumps(
        [
            {"type": kind, "value": maker._filled(value, place), "id": maker.id(place)}
            for place, (kind, value) in enumerate(rows)
        ]
    )
