"""Where others join in: what can be done with an import that was applied, and what happens before it is undone.

Imports point down: moderation registers itself here, and this module knows nothing of it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from resources.models import ImportBatch, ImportRow


class Step(NamedTuple):
    """A button on the page of an import. With `is_post` it is pressed, without it leads somewhere."""

    label: str
    url: str
    is_post: bool = True
    # A sentence beside it.
    note: str = ""


# Each is asked with the import and the person who looks at it; None shows nothing.
steps: list[Callable[[ImportBatch, Any], Step | None]] = []
# Each is called before a row is taken back, in the same transaction, for example to take its page out of review.
before_undoing_row: list[Callable[[ImportRow, Any], None]] = []


def steps_for(batch: ImportBatch, user: Any) -> list[Step]:
    return [step for ask in steps if (step := ask(batch, user)) is not None]
