"""Where the film of a session is cut: by its agenda."""

import datetime
from collections.abc import Iterable
from typing import Any


def cuts_of_agenda(agenda: Iterable[Any], begins: datetime.time | None) -> list[tuple[int, str]]:
    """Where each item begins, in seconds after the session began. None for agendas of several days."""
    if begins is None or any(item.value.get("day") not in {None, 1} for item in agenda):
        return []
    times = [(item.value.get("start"), item.value["title"]) for item in agenda]
    cuts = [(_seconds(start) - _seconds(begins), title) for start, title in times if start]
    return [cut for cut in cuts if cut[0] >= 0]


def _seconds(time: datetime.time) -> int:
    return 3600 * time.hour + 60 * time.minute + time.second
