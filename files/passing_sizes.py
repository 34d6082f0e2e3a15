"""Sizes of pictures that are made for one answer and kept nowhere: neither as a file nor as a row."""

import base64
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from io import BytesIO

from django.core.files.base import File
from PIL import Image

_nothing_kept = ContextVar("no size of a picture is kept", default=False)


@contextlib.contextmanager
def nothing_kept() -> Iterator[None]:
    token = _nothing_kept.set(True)
    try:
        yield
    finally:
        _nothing_kept.reset(token)


def is_nothing_kept() -> bool:
    return _nothing_kept.get()


def as_address(made: File) -> tuple[str, int, int]:
    """The picture itself in place of its address, with its width and height."""
    made.seek(0)
    content = made.read()
    picture = Image.open(BytesIO(content))
    kind = Image.MIME.get(picture.format or "", "image/jpeg")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}", picture.width, picture.height
