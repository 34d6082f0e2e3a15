"""Values of fields as text that any engine puts in the order of the lists of a process."""

import datetime

from core.text.collation import sort_key

# What feeds order by.
NEWEST_CHANGE = "-last_published_at"


def order_key(value: object) -> str:
    """A text that stands, letter by letter, where the value stands in the lists of a process; empty for no value."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        is_empty, words, text = sort_key(value)
        # A sign that stands before the space between words, and that PostgreSQL takes, as it takes no NUL.
        return f"{int(is_empty)}{words}\t{text}"
    if isinstance(value, datetime.datetime):
        return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int):
        # Years and counts; none of them is negative.
        return f"{value:020d}"
    raise TypeError(f"Lists do not order by {type(value).__name__} yet.")
