"""What the cover of a page tells. Kinds of page say it; website/covers/ draws it."""

import uuid
from typing import NamedTuple


class Knots(NamedTuple):
    """The parts of a series along its strand. `key` is the identity of the series, the same in every language."""

    key: uuid.UUID
    total: int
    held: tuple[int, ...]
    # The part that the cover is of; 0 for the whole series.
    here: int = 0


class Cover(NamedTuple):
    """Of a page: `sign` is large and short (a number, a day, a year), `note` a line in words for the large covers.

    `figure` is by what pages of one kind differ at a glance: the same word has the same figure everywhere.
    """

    sign: str = ""
    note: str = ""
    figure: str = ""
    knots: Knots | None = None
