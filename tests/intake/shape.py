"""A document, and where somebody who reads it would put what it says."""

import datetime
from dataclasses import dataclass, field


@dataclass
class Shape:
    """A document, all that it says, and what somebody who reads it would put into which field."""

    name: str
    content: bytes
    said: list[str]
    title: str
    day: datetime.date
    people: list[str]
    headings: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    number: int | None = None
    # The first and the last words of the answer to the first question.
    answer: tuple[str, str] = ("", "")
