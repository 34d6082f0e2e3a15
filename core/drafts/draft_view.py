"""Whether a draft is being shown to somebody who works on it: its blocks then name what would go live with it."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

_is_shown = ContextVar("a draft is shown", default=False)


@contextlib.contextmanager
def showing_draft() -> Iterator[None]:
    token = _is_shown.set(True)
    try:
        yield
    finally:
        _is_shown.reset(token)


def is_draft_shown() -> bool:
    return _is_shown.get()
